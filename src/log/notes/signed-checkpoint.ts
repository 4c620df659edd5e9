import { AppError } from '../../core/index.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { type VerifiedSignature, verifySignatures } from './signatures.ts';
import { parseNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/** A checkpoint that its log signed, and the witnesses that saw it, each with its time. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly witnesses: readonly VerifiedSignature[];
}

/**
 * Reads a checkpoint of the log that `logKey` names; signatures are verified before its text is read. Attacker-controlled.
 * Errors: those of `parseNote`, `verifySignatures` and `parseCheckpoint`; `forbidden` `checkpoint-of-another-log` (its log did
 * not sign it, or the first line is not its name).
 */
export function openCheckpoint(
  bytes: Uint8Array,
  logKey: VerifierKey,
  witnessKeys: readonly VerifierKey[] = [],
): SignedCheckpoint {
  const note = parseNote(bytes);
  const verified = verifySignatures(note, [logKey, ...witnessKeys]);
  const checkpoint = parseCheckpoint(note.text);
  if (!verified.some(({ key }) => key === logKey) || checkpoint.origin !== logKey.name)
    throw new AppError(
      'forbidden',
      'checkpoint-of-another-log',
      `the checkpoint is not signed by ${logKey.name} as its own`,
    );
  return { checkpoint, witnesses: verified.filter(({ key }) => key !== logKey) };
}
