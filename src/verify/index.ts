export { type BundleClip, clipsIn } from './clip/clip-contents.ts';
export { type ClipDecoding, isUnaltered, withDecoding } from './decoding.ts';
export type {
  Finding,
  FindingDetail,
  FindingName,
  VerifierStatus,
} from './finding.ts';
export * from './manifest/index.ts';
export { maxAnswerRecords } from './negative/answer-records.ts';
export { type Ground, groundOfReason, groundsOfCameras } from './negative/grounds.ts';
export type {
  ByteSource,
  RunningDigest,
  SignedKind,
  SignedMessage,
  VerifierPlatform,
} from './platform.ts';
export { parseTrust, pinnedKey } from './policy.ts';
export { formatProofLine, type ProofLine, parseProofLine } from './records/proof-line.ts';
export type { AnswerSubject, ReportSubject, VerifierReport } from './report.ts';
export { rawSignature } from './stamp/raw-signature.ts';
export type { PinnedKey, TrustedKeys } from './trusted-keys.ts';
export { type VerifierTerms, verifyBundle } from './verify-bundle.ts';
export { factsOf, reportText, sentenceOf, wordsOf } from './words/report-text.ts';
export { reportWords, type VerifierLanguage } from './words/report-words.ts';
