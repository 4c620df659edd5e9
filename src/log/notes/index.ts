export { fromBase64, toBase64 } from './base64.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { cosign, signNote, type VerifiedSignature, verifySignatures } from './signatures.ts';
export { openCheckpoint, type SignedCheckpoint } from './signed-checkpoint.ts';
export { formatNote, type NoteSignature, parseNote, type SignedNote } from './signed-note.ts';
export {
  formatVerifierKey,
  keyFingerprint,
  parseVerifierKey,
  type SignatureType,
  type VerifierKey,
  verifierKey,
} from './verifier-key.ts';
