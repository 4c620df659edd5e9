import { AppError } from '../../core/index.ts';
import type { ObjectStore } from '../../objects/index.ts';
import { sumsOf } from '../bundle/sums.ts';
import type { ReadFile } from './export-repository.ts';
import type { PlannedOriginal } from './plan-export.ts';

/** Bytes of an object read at once. */
const chunkBytes = 4 * 2 ** 20;

const nothing = { sizeBytes: 0, sha256: '', crc32: 0 };

/** Where originals are read. */
export interface Reading {
  readonly store: ObjectStore;
  /** Whether one that the store does not give now is given up. */
  readonly isLastTry: boolean;
}

/**
 * Reads a stored original to its end and compares it with its row. An altered one is included unchanged, and named; so
 * is a missing one, and one that `isGivenUp`. Errors: those of the store while it cannot be reached.
 */
export async function readOriginal(reading: Reading, { name, segment }: PlannedOriginal): Promise<ReadFile> {
  const { store } = reading;
  const source = { kind: 'original', segment } as const;
  try {
    const stored = await store.stat(segment.objectKey);
    if (!stored) return { name, source, ...nothing, fault: 'missing' };
    const read = (offsetBytes: number, sizeBytes: number) =>
      store.get(segment.objectKey, { offsetBytes, sizeBytes });
    const sums = await sumsOf(chunks(stored.sizeBytes, read));
    if (sums.sha256 !== segment.sha256) return { name, source, ...sums, fault: 'altered' };
    const init = await sumsOf([await read(0, segment.initBytes)]);
    return { name, source, ...sums, initSha256: init.sha256 };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found')
      return { name, source, ...nothing, fault: 'missing' };
    if (await isGivenUp(reading, error)) return { name, source, ...nothing, fault: 'unreadable' };
    throw error;
  }
}

/** Whether what failed is to stay so: it was tried often enough, and the store is well. Errors: what the store throws while it is not. */
export async function isGivenUp({ store, isLastTry }: Reading, error: unknown): Promise<boolean> {
  if (!isLastTry || !(error instanceof AppError) || error.kind !== 'unavailable') return false;
  await store.check();
  return true;
}

/** By ranges: a whole object that the store itself finds damaged would not be given out. */
async function* chunks(
  sizeBytes: number,
  read: (offsetBytes: number, sizeBytes: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < sizeBytes; at += chunkBytes)
    yield await read(at, Math.min(chunkBytes, sizeBytes - at));
}
