import { AppError } from '../../core/index.ts';
import type { ObjectStore } from '../../ingest/index.ts';
import { sumsOf } from '../archive/sums.ts';
import type { ReadFile } from './exports.ts';
import type { PlannedOriginal } from './plan-export.ts';

/** Of an object at once. */
const chunkBytes = 4 * 2 ** 20;

const nothing = { sizeBytes: 0, sha256: '', crc32: 0 };

/**
 * Reads a stored original to its end and compares it with what was ingested. One that is not the same is kept as it is,
 * and named; so is one that is gone. Errors: what the store throws while it cannot be reached.
 */
export async function readOriginal(
  store: ObjectStore,
  { name, segment }: PlannedOriginal,
): Promise<ReadFile> {
  const source = { kind: 'original', segment } as const;
  const stored = await store.stat(segment.objectKey);
  if (!stored) return { name, source, ...nothing, fault: 'missing' };
  try {
    const read = (offsetBytes: number, sizeBytes: number) =>
      store.get(segment.objectKey, { offsetBytes, sizeBytes });
    const sums = await sumsOf(chunks(stored.sizeBytes, read));
    if (sums.sha256 !== segment.sha256) return { name, source, ...sums, fault: 'altered' };
    const init = await sumsOf([await read(0, segment.initBytes)]);
    return { name, source, ...sums, initSha256: init.sha256 };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found')
      return { name, source, ...nothing, fault: 'missing' };
    throw error;
  }
}

/** By ranges: a whole object that the store itself finds damaged would not be given out. */
async function* chunks(
  sizeBytes: number,
  read: (offsetBytes: number, sizeBytes: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < sizeBytes; at += chunkBytes)
    yield await read(at, Math.min(chunkBytes, sizeBytes - at));
}
