import { statfs } from 'node:fs/promises';
import type { RoomMeter } from '../../retention/index.ts';

/** Room of the file system that holds the store; free is what an ordinary user may still write. */
export const diskRoom =
  (directory: string): RoomMeter =>
  async () => {
    const { bsize, blocks, bavail } = await statfs(directory);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  };
