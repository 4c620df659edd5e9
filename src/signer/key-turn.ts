import {
  type ChainEnd,
  type ChangedKeys,
  endAfter,
  formatVerifierKey,
  type KeyChange,
  keyChangeIn,
  type NoteKey,
  signedKeysOf,
} from '../log/index.ts';
import type { PendingRecord } from './outbox.ts';

/** The chain of the changes of the log's key. */
const chainOfKey = 'key/log';

/** The key folder, while one key of the log takes the place of another. What has resolved is durable. */
export interface KeyTurn {
  /** The key that is to come; `undefined` where no change is wanted. Errors: `conflict` `log-key-refused`. */
  next(): Promise<NoteKey | undefined>;
  /** States the record of that change, unless one waits already. */
  state(keys: ChangedKeys): Promise<void>;
  /** Keeps the record that is about to become a leaf. */
  keep(record: Uint8Array): Promise<void>;
  /** The record that was kept last, until its change is finished. */
  kept(): Promise<Uint8Array | undefined>;
  /** Both halves of the key with this text, wherever the change has got. */
  find(verifier: string): Promise<NoteKey | undefined>;
  /** Puts the new key in the place of the old one, whose public half stays beside it. May be called again. */
  finish(record: Uint8Array): Promise<void>;
}

/** A change whose record becomes a leaf. */
export interface Turning {
  readonly record: Uint8Array;
  readonly seq: number;
  readonly keys: ChangedKeys;
}

/** Whether the record is of the change that the key folder wants, under both signatures. Attacker-controlled. */
export function isWanted(record: KeyChange, wanted: ChangedKeys | undefined): boolean {
  if (record.use !== 'log') return true;
  const isOf = (text: string, key?: NoteKey) => key !== undefined && text === formatVerifierKey(key.verifier);
  return (
    isOf(record.old, wanted?.old) && isOf(record.new, wanted?.next) && signedKeysOf(record) !== undefined
  );
}

/** The change among records that were accepted. */
export function turningIn(
  rows: readonly PendingRecord[],
  keys: ChangedKeys | undefined,
): Turning | undefined {
  const row = rows.find(({ chain }) => chain === chainOfKey);
  return row && keys && { record: row.body, seq: row.seq, keys };
}

/** A change whose record is a leaf already, and which a crash left unfinished. Errors: those of the key folder. */
export async function unfinishedTurning(
  turn: KeyTurn | undefined,
  key: NoteKey,
  ends: ReadonlyMap<string, ChainEnd>,
): Promise<Turning | undefined> {
  const record = await turn?.kept();
  const end = ends.get(chainOfKey);
  if (!record || !end || endAfter(end.seq, record).digest !== end.digest) return undefined;
  const next = await turn?.find(keyChangeIn(record)?.new ?? '');
  return next && { record, seq: end.seq, keys: { old: key, next } };
}
