export {
  type Checkpoint,
  cosign,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  keyFingerprint,
  type NoteSignature,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type SignatureType,
  type SignedCheckpoint,
  type SignedNote,
  signNote,
  type VerifiedSignature,
  type VerifierKey,
  verifierKey,
  verifySignatures,
} from './notes/index.ts';
export { formatProofFile, openProofFile, type ProofFile } from './proof-file.ts';
export * from './records/index.ts';
export * from './tree/index.ts';
