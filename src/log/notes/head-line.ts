import { toBase64 } from './base64.ts';
import type { Checkpoint } from './checkpoint.ts';
import { keyFingerprint, type VerifierKey } from './verifier-key.ts';

const shownDigits = 16;

/** A checkpoint on one line, for paper: origin, leaves, root as a checkpoint has it, and the first digits of the key's fingerprint. */
export const headLine = ({ origin, size, root }: Checkpoint, key: VerifierKey): string =>
  [origin, size, toBase64(root), keyFingerprint(key).slice(0, shownDigits)].join(' ');
