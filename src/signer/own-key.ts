import { formatVerifierKey, type KeyChange, type NoteKey, type VerifierKey } from '../log/index.ts';
import { refuseSharedKey } from './known-keys.ts';
import type { LogFolder } from './log-folder.ts';
import type { SignerMemory } from './signer-memory.ts';
import { signerStopped } from './signer-stop.ts';

/** The keys of this installation. Errors: `internal` `log-key-damaged`. */
export interface LogKeys {
  /** The key that signs; `undefined` before it is made. */
  read(): Promise<NoteKey | undefined>;
  /** Makes what is missing of it: the key, its public half beside it. */
  make(origin: string): Promise<NoteKey>;
  /** The key by which everybody checks the log. */
  verifier(): Promise<VerifierKey | undefined>;
  /** Public halves of keys for other purposes, and of those that were replaced. */
  others(): Promise<VerifierKey[]>;
  /** The change of the key that is under way. */
  turning(): Promise<KeyChange | undefined>;
}

/**
 * The key of the log; made where nothing was ever signed. Errors: `conflict` `log-key-refused`; those of keys, store and memory.
 */
export async function ownKey(keys: LogKeys, folder: LogFolder, memory: SignerMemory): Promise<NoteKey> {
  const key = (await keys.read()) ?? (await firstKey(keys, folder, memory));
  refuseSharedKey(key, folder.origin, await keys.others());
  const verifier = await keys.verifier();
  if (verifier && !isOf(verifier, key) && !(await isHalfTurned(keys, verifier, key)))
    throw signerStopped('log-key-refused', 'log.vkey is not the public half of log-signer');
  // A crash may have left the public half out.
  return verifier ? key : keys.make(folder.origin);
}

const isOf = (verifier: VerifierKey, key: NoteKey): boolean =>
  formatVerifierKey(verifier) === formatVerifierKey(key.verifier);

/** A crash may have come between the two halves of a key that changes: the signer goes on from there. */
async function isHalfTurned(keys: LogKeys, verifier: VerifierKey, key: NoteKey): Promise<boolean> {
  const change = await keys.turning();
  return change?.old === formatVerifierKey(key.verifier) && change.new === formatVerifierKey(verifier);
}

async function firstKey(keys: LogKeys, folder: LogFolder, memory: SignerMemory): Promise<NoteKey> {
  const isBegun = (await memory.recall()).head.size > 0 || (await folder.hasCheckpoint());
  if (isBegun || (await keys.verifier()))
    throw signerStopped('log-key-refused', 'the key of the log is missing, and the log is not empty');
  return keys.make(folder.origin);
}
