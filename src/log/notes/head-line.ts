import { AppError } from '../../core/index.ts';
import { toBase64 } from './base64.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { keyFingerprint, type VerifierKey } from './verifier-key.ts';

const shownDigits = 16;

/** A checkpoint on one line, for paper: origin, leaves, root as a checkpoint has it, and the first digits of the key's fingerprint. */
export const headLine = ({ origin, size, root }: Checkpoint, key: VerifierKey): string =>
  [origin, size, toBase64(root), keyFingerprint(key).slice(0, shownDigits)].join(' ');

/** Such a line, as a person copied it; `undefined` of what is none. Nothing of it is signed: it is compared with what is. */
export function parseHeadLine(line: string): Checkpoint | undefined {
  const [origin, size, root, ...digits] = line.trim().split(/\s+/);
  if (digits.length > 1) return undefined;
  try {
    return parseCheckpoint([origin, size, root, ''].join('\n'));
  } catch (error) {
    if (error instanceof AppError && error.code === 'checkpoint-malformed') return undefined;
    throw error;
  }
}
