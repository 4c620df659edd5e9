import { statfs } from 'node:fs/promises';
import type { Config } from '../../config/load.ts';

/** Reports when the data directory's disk has less free space than the reserve, where recording stops. */
export async function warnBelowReserve(
  { dataDir, diskReserveBytes }: Config,
  report: (text: string) => void,
): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  const freeBytes = bavail * bsize;
  if (freeBytes >= diskReserveBytes) return;
  report(
    `Only ${gigabytes(freeBytes)} of the disk of ${dataDir} are free, and nothing is recorded below ` +
      `${gigabytes(diskReserveBytes)}: make room, or set MINHCHUNG_DATA_DIR or MINHCHUNG_DISK_RESERVE_GB`,
  );
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
