import { readdir } from 'node:fs/promises';

/** Segments that lie in a node's spool, those being written among them. 0 when there is none. */
export async function waitingIn(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.mp4')).length;
}
