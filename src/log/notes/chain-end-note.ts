import { AppError, invalid } from '../../core/index.ts';
import type { NoteKey } from './private-key.ts';
import { signNote, verifySignatures } from './signatures.ts';
import { formatNote, parseNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/** What a log says of one of its chains: the newest record of it that is a leaf. */
export interface SignedChainEnd {
  readonly chain: string;
  readonly seq: number;
  /** SHA-256 of the record's bytes, lower-case hex. */
  readonly digest: string;
  /** In the chain of a request: the number of its newest `req`. */
  readonly req?: number;
}

/** No log has this name, so that the note is never taken for a checkpoint. */
const firstLine = 'minhchung chain end v1';

/**
 * The end of a chain as a note: its purpose, the log, the chain, number and digest, and of a request the number of its newest
 * `req`, each on a line. Signed by each of the keys of the log: two while one takes the place of the other.
 */
export function formatChainEnd(
  { chain, seq, digest, req }: SignedChainEnd,
  origin: string,
  keys: readonly NoteKey[],
): Uint8Array {
  const ofRequest = req === undefined ? [] : [req];
  const text = [firstLine, origin, chain, seq, digest, ...ofRequest, ''].join('\n');
  return formatNote({ text, signatures: signedByEach(text, keys) });
}

/**
 * Reads such a note of the log that `logKey` names. Attacker-controlled. Errors: those of `parseNote` and `verifySignatures`;
 * `forbidden` `chain-end-of-another` (another log or chain), `invalid` `chain-end-malformed`.
 */
export function openChainEnd(bytes: Uint8Array, logKey: VerifierKey, chain: string): SignedChainEnd {
  const note = parseNote(bytes);
  verifySignatures(note, [logKey]);
  const [purpose, origin, named, seqText = '', digest = '', ...rest] = note.text.split('\n');
  const seq = numberIn(seqText);
  const [req, ...others] = rest.slice(0, -1).map(numberIn);
  const isWhole = seq > 0 && others.length === 0 && (req === undefined || (req > 0 && req <= seq));
  if (purpose !== firstLine || !isWhole || !/^[0-9a-f]{64}$/.test(digest) || rest.length === 0)
    throw invalid('chain-end-malformed', 'not the end of a chain: five lines are expected, or six');
  if (origin !== logKey.name || named !== chain)
    throw new AppError('forbidden', 'chain-end-of-another', `the note is not about the chain ${chain}`);
  return { chain, seq, digest, ...(req !== undefined && { req }) };
}

const signedByEach = (text: string, keys: readonly NoteKey[]) =>
  keys.map(({ verifier, privateKey }) => signNote(text, verifier, privateKey));

/** NaN of what is none. */
function numberIn(decimal: string): number {
  const value = /^[1-9][0-9]{0,15}$/.test(decimal) ? Number(decimal) : Number.NaN;
  return Number.isSafeInteger(value) ? value : Number.NaN;
}
