export { type ChainEnd, chainStart, continuesChain, endAfter, nextInChain } from './chain-end.ts';
export { type ChainPlace, chainPlace, shelfOf } from './chain-place.ts';
export { tookSegment } from './deleted.ts';
export type { CommonFields, Fact } from './fact.ts';
export { type FieldForms, type FieldsOf, faultyField } from './forms.ts';
export {
  type EndedLog,
  isLogLink,
  type LogLink,
  linksTo,
  logLinkFact,
  logLinkIn,
  logLinkShelf,
} from './log-link.ts';
export { isInSpans, numbersBetween, spansOf } from './number-spans.ts';
export { canonicalValue, parseRecord, recordBytes } from './record.ts';
export { recordOfFact } from './record-of-fact.ts';
export type { EvidenceRecord, RecordType } from './record-types.ts';
export { wordsDigest } from './words-digest.ts';
