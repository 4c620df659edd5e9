import { AppError, unavailable } from '../core/index.ts';
import { keyFingerprint, laterKey, type ReadTile, type VerifierKey } from '../log/index.ts';

/** The log as far as it is signed. */
export interface SignedLog {
  /**
   * From the key file, and never from the catalogue; `undefined` before the log has a key. `mustBeNew`: what was read before may
   * have been replaced.
   */
  readonly key: (mustBeNew?: boolean) => Promise<VerifierKey | undefined>;
  /** Reads the stored files of the log with that name. Errors of a read: those of the store. */
  readonly filesOf: (origin: string) => ReadTile;
}

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
    if (again && again.keyId !== key.keyId) return open(again);
    await refuseReplaced(log, key);
    throw error;
  }
}

async function refuseReplaced({ filesOf }: SignedLog, key: VerifierKey): Promise<void> {
  const later = await laterKey(key, filesOf(key.name));
  if (later)
    throw unavailable(
      'log-key-not-here',
      `The public key of the evidence log on this host was replaced at ${later.change.at} (fingerprint now ${keyFingerprint(later.key)}): bring the key folder (minhchung keys restore FILE --replace).`,
    );
}
