export * from './adoption/index.ts';
export { newestStampPath, stampPath, witnessedPath } from './attested-paths.ts';
export * from './audit/index.ts';
export * from './keys/index.ts';
export {
  type Checkpoint,
  cosign,
  formatChainEnd,
  formatCheckpoint,
  formatNote,
  formatNoteKey,
  formatVerifierKey,
  fromBase64,
  headLine,
  keepEarliest,
  keyFingerprint,
  type NoteKey,
  type NoteSignature,
  noteKey,
  openChainEnd,
  openCheckpoint,
  parseCheckpoint,
  parseHeadLine,
  parseNote,
  parseNoteKey,
  parseVerifierKey,
  type SignatureType,
  type SignedChainEnd,
  type SignedCheckpoint,
  type SignedNote,
  signNote,
  toBase64,
  type VerifiedSignature,
  type VerifierKey,
  verifierKey,
  verifySignatures,
} from './notes/index.ts';
export { type LeafAt, logNumberOf, originBeside, originOf } from './origin.ts';
export {
  fillsQuorum,
  type LogPolicy,
  otherLogs,
  type PolicyParty,
  parseLogPolicy,
  type Quorum,
} from './policy/index.ts';
export { formatProofFile, openProofFile, type ProofFile } from './proof-file.ts';
export * from './records/index.ts';
export { isRowTag, isTagOf, recordTag, rowTag } from './tag.ts';
export * from './tree/index.ts';
