import { inParallel, unavailable } from '../../core/index.ts';
import type { StoreBook } from './store-book.ts';
import type { IdentifiedStore } from './store-id.ts';

/** A store, the name that segments give it, and the catalogue that knows it. */
export interface NamedStore {
  readonly name: string;
  readonly store: IdentifiedStore;
  readonly book: StoreBook;
}

const sampleSize = 50;
const statsAtOnce = 8;

/**
 * Looks in the store for the originals of 50 random segments, or of all, if there are fewer; answers how many.
 * Errors: `unavailable` `store-not-ours` when one is absent or has another length.
 */
export async function checkSample({ name, store, book }: NamedStore): Promise<number> {
  const sample = await book.sample(name, sampleSize);
  const found = await inParallel(statsAtOnce, sample, async ({ key, sizeBytes }) => {
    const stored = await store.stat(key);
    if (!stored) return 'absent';
    return stored.sizeBytes === sizeBytes ? 'there' : 'other';
  });
  const absent = found.filter((each) => each === 'absent').length;
  const other = found.filter((each) => each === 'other').length;
  if (absent + other === 0) return sample.length;
  throw unavailable(
    'store-not-ours',
    `the object store is not the one of this catalogue: of ${sample.length} originals that were looked for, ` +
      `${absent} are absent and ${other} have another length`,
  );
}
