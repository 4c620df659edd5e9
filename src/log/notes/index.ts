export { fromBase64, toBase64 } from './base64.ts';
export { formatChainEnd, openChainEnd, type SignedChainEnd } from './chain-end-note.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { headLine, parseHeadLine } from './head-line.ts';
export { formatNoteKey, type NoteKey, noteKey, parseNoteKey } from './private-key.ts';
export { cosign, keepEarliest, signNote, type VerifiedSignature, verifySignatures } from './signatures.ts';
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
