import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from '../missing.ts';

/** Segments that lie in a node's spool, those being written among them. 0 when there is none. */
export const waitingIn = async (directory: string): Promise<number> => (await videosBelow(directory)).length;

/** Segments that were put aside below a directory. */
export async function asideIn(directory: string): Promise<{ files: number; sizeBytes: number }> {
  const found = await Promise.all(
    (await videosBelow(directory)).map((name) => stat(join(directory, name)).catch(unlessMissing)),
  );
  return { files: found.length, sizeBytes: found.reduce((sum, facts) => sum + (facts?.size ?? 0), 0) };
}

async function videosBelow(directory: string): Promise<string[]> {
  const names = (await readdir(directory, { recursive: true }).catch(unlessMissing)) ?? [];
  return names.filter((name) => name.endsWith('.mp4'));
}
