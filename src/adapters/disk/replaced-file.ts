import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { makeDirectory, supersede, writeVerified } from './durable-file.ts';

/**
 * Writes a private file, or all of it anew. Whoever reads it meanwhile, or after a crash, finds the old bytes or the new ones;
 * when this resolves, the new ones are durable.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await makeDirectory(dirname(path));
  await writeVerified(temporary, bytes);
  await supersede(temporary, path);
}
