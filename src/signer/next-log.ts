import {
  type ChainEnd,
  type ChangedKeys,
  chainStart,
  formatVerifierKey,
  keyChangeIn,
  keyChangePath,
  logLinkShelf,
} from '../log/index.ts';
import type { KeyTurn } from './key-turn.ts';
import type { LogFolder } from './log-folder.ts';
import type { Outbox } from './outbox.ts';
import { readBack } from './read-back.ts';
import { type EndedStoredLog, rebuiltMemory } from './rebuilt-memory.ts';
import { Signer } from './signer.ts';
import type { SignerDeps } from './signer-deps.ts';
import { nothingSigned, type Remembered } from './signer-memory.ts';
import { signerStopped } from './signer-stop.ts';

/** What opens the log that continues one of which nobody can tell how it ended. */
export interface NextLog extends Pick<SignerDeps, 'outbox' | 'memory' | 'statementKey' | 'clock'> {
  /** What is remembered of the log before. */
  readonly ended: Remembered;
  readonly before: LogFolder;
  readonly folder: LogFolder;
  /** Origins of all logs before. */
  readonly earlier: readonly string[];
  /** Of the log before, and of the next one. */
  readonly keys: ChangedKeys;
  readonly turn: Pick<KeyTurn, 'keep' | 'kept' | 'finish'>;
  /** Begins the log in the catalogue, and states its link and the change of the key, unless both wait already. */
  readonly state: () => Promise<void>;
}

/** What the log begins with, in this order: nothing stands before the link. */
const firstChains = [logLinkShelf, 'key/log'];

/**
 * Opens the next log: its first leaf is the link, the second one the change of the key, under the signatures of both keys. From here on
 * chains go on behind their ends in the log before. May be called again after a crash at any place, until the key folder has the new
 * key. Errors: `conflict` with a `SignerStop`; those of store, catalogue, memory and key folder.
 */
export async function openNextLog(next: NextLog): Promise<void> {
  const { folder, turn } = next;
  if (!(await folder.hasCheckpoint())) await begin(next);
  const record = await turn.kept();
  const change = record && keyChangeIn(record);
  if (!record || change?.new !== formatVerifierKey(next.keys.next.verifier))
    throw signerStopped(
      'log-differs',
      `${folder.origin} has a checkpoint, and its key is not under way here`,
    );
  // Who has the key of before finds the new one beside the log of before.
  for (const each of [next.before, folder]) await each.keepKeyChange(change.seq, record);
  await turn.finish(record);
}

/** Nothing is signed before the memory has it, so what a crash left is done again. */
async function begin(next: NextLog): Promise<void> {
  const { ended, before, folder, memory, outbox, earlier, keys, turn, statementKey, clock } = next;
  await next.state();
  const change = await pendingChange(outbox);
  await turn.keep(change);
  await copyKeyChanges(before, folder, keyChangeIn(change)?.seq ?? 1);
  // A call that was killed may have remembered the first records, and signed nothing.
  const notRemembered = firstChains.map((chain): [string, ChainEnd] => [chain, chainStart]);
  await memory.remember({
    ...nothingSigned,
    log: folder.origin,
    atMs: ended.atMs,
    ends: new Map([...notRemembered, ...ended.ends]),
  });
  const first: Outbox = {
    pending: (page) => outbox.pending({ ...page, only: firstChains }),
    sealedSize: () => outbox.sealedSize(),
    mark: (leaves, upTo) => outbox.mark(leaves, upTo),
  };
  const key = keys.next;
  const terms = { memory, folder, key, earlier, change: keys, statementKey, clock };
  const { size, refused } = await new Signer({ ...terms, outbox: first }).seal();
  if (size !== firstChains.length || refused.length > 0)
    throw signerStopped('log-differs', `the first records of ${folder.origin} are not ours`);
}

async function pendingChange(outbox: Outbox): Promise<Uint8Array> {
  const [row] = await outbox.pending({ afterId: 0, count: 1, except: [], only: ['key/log'] });
  if (row) return row.body;
  throw signerStopped('log-differs', 'no change of the key waits for the next log');
}

/** Whoever follows the changes begins at the first one. */
async function copyKeyChanges(before: LogFolder, folder: LogFolder, end: number): Promise<void> {
  for (let seq = 1; seq < end; seq++) {
    const record = await before.read(keyChangePath(seq));
    if (record) await folder.keepKeyChange(seq, record);
  }
}

/** Marks in the catalogue what it does not know of logs that have ended, as after a restore; the first log first. */
export async function markedLogs(
  logs: readonly EndedStoredLog[],
  outboxOf: (origin: string) => Outbox,
): Promise<void> {
  for (const [at, { checkpoint, read }] of logs.entries()) {
    const outbox = outboxOf(checkpoint.origin);
    const marked = await outbox.sealedSize();
    if (marked >= checkpoint.size) continue;
    const remembered = await rebuiltMemory(logs.slice(0, at + 1));
    for await (const leaves of readBack(marked, remembered, read)) await outbox.mark(leaves);
    await outbox.mark([], { size: checkpoint.size, atMs: remembered.atMs });
  }
}
