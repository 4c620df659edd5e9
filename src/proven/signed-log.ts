import { AppError, unavailable } from '../core/index.ts';
import {
  keyFingerprint,
  laterKey,
  logNumberOf,
  originBeside,
  type ReadTile,
  type VerifierKey,
} from '../log/index.ts';

/** The log as far as it is signed. */
export interface SignedLog {
  /**
   * From the key file, and never from the catalogue; `undefined` before the log has a key. `mustBeNew`: what was read before may
   * have been replaced.
   */
  readonly key: (mustBeNew?: boolean) => Promise<VerifierKey | undefined>;
  /** Those that were in use before, the first one first: of this log, and of logs before it. From key files, too. */
  readonly earlier?: () => Promise<readonly VerifierKey[]>;
  /** Reads the stored files of the log with that name. Errors of a read: those of the store. */
  readonly filesOf: (origin: string) => ReadTile;
}

/**
 * The key of the log with that number: the newest, or one before it. Errors: `not-found` `log-not-signed` before there is a key;
 * `unavailable` `log-key-not-here` for a log that is stored, and whose key is not here; `forbidden` `record-elsewhere` for no log of ours.
 */
export async function keyOfLog(log: SignedLog, number: number): Promise<VerifierKey> {
  const newest = await log.key();
  if (!newest) throw logNotSigned();
  const isOf = ({ name }: VerifierKey) => logNumberOf(name) === number;
  const key = isOf(newest) ? newest : (await log.earlier?.())?.findLast(isOf);
  if (key) return key;
  if (await log.filesOf(originBeside(newest.name, number))('checkpoint')) throw keyNotHere();
  throw new AppError('forbidden', 'record-elsewhere', `the ward has no log with the number ${number}`);
}

export const logNotSigned = (): Error =>
  new AppError('not-found', 'log-not-signed', 'no checkpoint of the log is stored');

export const keyNotHere = (): Error =>
  unavailable(
    'log-key-not-here',
    'This host has no public key of the evidence log, so it cannot check footage: bring the key folder (minhchung keys restore FILE).',
  );

/**
 * Opens a stored note by the key of the log, which may have changed since it was read. Errors: those of `open` and of the store;
 * `unavailable` `log-key-not-here` where another key took the place of the one in the key file.
 */
export async function openedByLog<T>(
  log: SignedLog,
  key: VerifierKey,
  open: (key: VerifierKey) => T,
): Promise<T> {
  try {
    return open(key);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'note-not-trusted') throw error;
    const again = await log.key(true);
    if (again?.name === key.name && again.keyId !== key.keyId) return open(again);
    await refuseReplaced(log, key);
    throw error;
  }
}

/** Errors: `unavailable` `log-key-not-here` where another key took the place of this one. */
export async function refuseReplaced({ filesOf }: SignedLog, key: VerifierKey): Promise<void> {
  const later = await laterKey(key, filesOf(key.name));
  if (later)
    throw unavailable(
      'log-key-not-here',
      `The public key of the evidence log on this host was replaced at ${later.change.at} (fingerprint now ${keyFingerprint(later.key)}): bring the key folder (minhchung keys restore FILE --replace).`,
    );
}
