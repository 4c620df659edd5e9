import {
  type ChainEnd,
  chainPlace,
  endAfter,
  parseRecord,
  type ReadTile,
  shelfOf,
  storedBundle,
  type TreeHead,
} from '../log/index.ts';
import type { SealedLeaf } from './outbox.ts';

const leavesInBundle = 256;

interface SignedLeaves {
  readonly head: TreeHead;
  readonly ends: ReadonlyMap<string, ChainEnd>;
}

/**
 * The leaves `[from, head.size)` of the stored log with their places, bundle by bundle, the last one first: what is in no chain
 * has its number by counting back from the end. Errors: those of `storedBundle` and `parseRecord`.
 */
export async function* readBack(
  from: number,
  { head, ends }: SignedLeaves,
  read: ReadTile,
): AsyncGenerator<SealedLeaf[]> {
  const counted = new Map<string, number>();
  const placeOf = (body: Uint8Array, leaf: number): SealedLeaf => {
    const record = parseRecord(body);
    const shelf = shelfOf(record);
    const last = counted.get(shelf) ?? ends.get(shelf)?.seq ?? 0;
    counted.set(shelf, last - 1);
    return { chain: shelf, ...endAfter(chainPlace(record)?.seq ?? last, body), leaf };
  };
  const first = Math.floor(from / leavesInBundle);
  for (let index = Math.ceil(head.size / leavesInBundle) - 1; index >= first; index--) {
    const leaves = await storedBundle(index, head.size, read);
    const firstLeaf = index * leavesInBundle;
    const wanted = [...leaves.entries()].filter(([at]) => firstLeaf + at >= from).toReversed();
    if (wanted.length > 0) yield wanted.map(([at, body]) => placeOf(body, firstLeaf + at));
  }
}
