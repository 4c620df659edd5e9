import { statfs } from 'node:fs/promises';
import type { DiskSpace, MeasureFreeSpace } from '../../retention/index.ts';

/** Room of the file system that holds the store; free is what an ordinary user may still write. */
export const diskRoom =
  (directory: string): MeasureFreeSpace =>
  () =>
    roomOf(directory);

/** Whether less than the reserve is left on the file system that holds the directory. */
export const isBelowReserve = async (directory: string, reserveBytes: number): Promise<boolean> =>
  reserveBytes > 0 && (await roomOf(directory)).freeBytes < reserveBytes;

async function roomOf(directory: string): Promise<DiskSpace> {
  const { bsize, blocks, bavail } = await statfs(directory);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
