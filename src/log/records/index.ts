export { type ChainEnd, chainStart, continuesChain, endAfter, nextInChain } from './chain-end.ts';
export { type ChainPlace, chainPlace } from './chain-place.ts';
export { parseRecord, recordBytes } from './record.ts';
export type { EvidenceRecord, RecordType } from './record-types.ts';
export { wordsDigest } from './words-digest.ts';
