import { type EvidenceRecord, parseRecord, shelfOf, storedBundle } from '../../../src/log/index.ts';
import { storedLogHere } from './opened.ts';

const leavesInBundle = 256;

/** The newest leaves, the oldest of them first. Memory: a bundle. */
export async function newestLeaves(wanted: number) {
  const { checkpoint, read } = await storedLogHere();
  const first = Math.max(0, checkpoint.size - wanted);
  const shown: ReturnType<typeof shownLeaf>[] = [];
  for (let leaf = first; leaf < checkpoint.size; ) {
    const bundle = Math.floor(leaf / leavesInBundle);
    const leaves = await storedBundle(bundle, checkpoint.size, read);
    for (const bytes of leaves.slice(leaf - bundle * leavesInBundle)) {
      shown.push(shownLeaf(leaf, parseRecord(bytes)));
      leaf += 1;
    }
  }
  return shown;
}

const shownLeaf = (leaf: number, record: EvidenceRecord) => ({
  leaf,
  at: record.at,
  type: record.type,
  chain: shelfOf(record),
  id: record.id,
});
