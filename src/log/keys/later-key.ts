import { AppError } from '../../core/index.ts';
import { formatVerifierKey, type VerifierKey } from '../notes/index.ts';
import type { ReadTile } from '../tree/index.ts';
import { type KeyChange, keyChangeIn, signedKeysOf } from './key-change.ts';

/** Where the log keeps the record of the change of its key with that number, from 1, beside its tiles. */
export const keyChangePath = (seq: number): string => `keys/${seq}.json`;

/** More changes than any log has. */
const maxChanges = 10_000;

/** A key that took the place of another, and the record that says so. */
export interface LaterKey {
  readonly key: VerifierKey;
  readonly change: KeyChange;
}

/**
 * The newest key of the log, or of the log that continues it, to which changes lead that both keys signed; `undefined` where none leads on from this key. The files
 * are attacker-controlled. Errors: those of `read`.
 */
export async function laterKey(from: VerifierKey, read: ReadTile): Promise<LaterKey | undefined> {
  let found: LaterKey | undefined;
  for (let seq = 1; seq <= maxChanges; seq++) {
    const bytes = await read(keyChangePath(seq));
    const change = bytes && readChange(bytes);
    if (!change) return found;
    const [old, key] = signedKeysOf(change) ?? [];
    const isNext = old && formatVerifierKey(old) === formatVerifierKey(found?.key ?? from);
    if (isNext && key && change.use === 'log') found = { key, change };
  }
  return found;
}

function readChange(bytes: Uint8Array): KeyChange | undefined {
  try {
    return keyChangeIn(bytes);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
