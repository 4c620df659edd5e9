import {
  type ChainEnd,
  type Checkpoint,
  chainPlace,
  chainStart,
  continuesChain,
  type EvidenceRecord,
  endAfter,
  GrowingLog,
  parseRecord,
  type ReadTile,
  shelfOf,
  storedBundle,
} from '../log/index.ts';
import { isHead } from './open-log.ts';
import type { Remembered } from './signer-memory.ts';
import { signerStopped } from './signer-stop.ts';

const leavesInBundle = 256;

/**
 * What the signer would remember of the stored log at this checkpoint, whose signature was verified: recomputed from all leaves. That
 * nothing was signed after it, somebody else has to say. Errors: `conflict` `log-differs`; those of the store.
 */
export async function rebuiltMemory(checkpoint: Checkpoint, read: ReadTile): Promise<Remembered> {
  const { origin, size } = checkpoint;
  const log = GrowingLog.empty();
  const ends = new Map<string, ChainEnd>();
  let atMs = 0;
  for (let bundle = 0; bundle * leavesInBundle < size; bundle++) {
    const leaves = await storedBundle(bundle, size, read);
    for (const _ of log.append(leaves));
    for (const leaf of leaves) atMs = follow(leaf, origin, ends);
  }
  const head = log.head();
  if (!isHead(checkpoint, head)) throw differs('the leaves do not give the root of the checkpoint');
  return { head, before: head, atMs, ends };
}

/** Puts the end of the leaf's chain behind it; answers when it was stated. */
function follow(leaf: Uint8Array, origin: string, ends: Map<string, ChainEnd>): number {
  const record = parseRecord(leaf);
  const chain = shelfOf(record);
  const end = ends.get(chain) ?? chainStart;
  const place = chainPlace(record);
  if (record.log !== origin || (place && !continuesChain(end, place)))
    throw differs(`a record of ${chain} does not stand behind record ${end.seq}`);
  const seq = end.seq + 1;
  ends.set(chain, { ...endAfter(seq, leaf), ...reqIn(record, seq, end) });
  return Date.parse(record.at);
}

const reqIn = (record: EvidenceRecord, seq: number, { req }: ChainEnd): Pick<ChainEnd, 'req'> => {
  if (record.type === 'req') return { req: seq };
  return req === undefined ? {} : { req };
};

const differs = (how: string): Error => signerStopped('log-differs', `the stored log is not whole: ${how}`);
