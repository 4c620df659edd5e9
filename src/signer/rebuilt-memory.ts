import {
  type ChainEnd,
  type Checkpoint,
  chainPlace,
  chainStart,
  continuesChain,
  type EvidenceRecord,
  endAfter,
  GrowingLog,
  linksTo,
  logLinkIn,
  parseRecord,
  type ReadTile,
  shelfOf,
  storedBundle,
} from '../log/index.ts';
import { isHead } from './open-log.ts';
import { nothingSigned, type Remembered } from './signer-memory.ts';
import { signerStopped } from './signer-stop.ts';

const leavesInBundle = 256;

/** A stored log at its newest checkpoint, or at its last one, whose signature was verified. */
export interface EndedStoredLog {
  readonly checkpoint: Checkpoint;
  readonly read: ReadTile;
}

/**
 * What the signer would remember of the last of these logs at its checkpoint: recomputed from all leaves of all of them, the first
 * log first. That nothing was signed after it, somebody else has to say. Errors: `conflict` `log-differs`; those of the store.
 */
export async function rebuiltMemory(logs: readonly EndedStoredLog[]): Promise<Remembered> {
  let remembered = nothingSigned;
  for (const [at, log] of logs.entries())
    remembered = await behind(remembered, log, logs.slice(0, at).map(ended));
  return remembered;
}

const ended = ({ checkpoint }: EndedStoredLog): Checkpoint => checkpoint;

/** What is remembered after the leaves of one log more. */
async function behind(
  { ends: known }: Remembered,
  { checkpoint, read }: EndedStoredLog,
  before: readonly Checkpoint[],
): Promise<Remembered> {
  const { origin, size } = checkpoint;
  const origins = [...before.map((log) => log.origin), origin];
  const growing = GrowingLog.empty();
  const ends = new Map(known);
  let atMs = 0;
  for (let bundle = 0; bundle * leavesInBundle < size; bundle++) {
    const leaves = await storedBundle(bundle, size, read);
    if (bundle === 0) checkLink(leaves[0], before.at(-1));
    for (const _ of growing.append(leaves));
    for (const leaf of leaves) atMs = follow(leaf, origins, ends);
  }
  const head = growing.head();
  if (!isHead(checkpoint, head)) throw differs('the leaves do not give the root of the checkpoint');
  return { log: origin, head, before: head, atMs, ends };
}

function checkLink(leaf: Uint8Array | undefined, before: Checkpoint | undefined): void {
  const link = logLinkIn(leaf);
  if (before && !(link && linksTo(link, before)))
    throw differs(`its first leaf does not continue ${before.origin} at ${before.size} leaves`);
}

/** Puts the end of the leaf's chain behind it; answers when it was stated. */
function follow(leaf: Uint8Array, origins: readonly string[], ends: Map<string, ChainEnd>): number {
  const record = parseRecord(leaf);
  const chain = shelfOf(record);
  const end = ends.get(chain) ?? chainStart;
  const place = chainPlace(record);
  if (!origins.includes(record.log) || (place && !continuesChain(end, place)))
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
