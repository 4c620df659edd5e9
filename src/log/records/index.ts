export { type ChainEnd, chainStart, continuesChain, endAfter, nextInChain } from './chain-end.ts';
export { parseRecord, recordBytes } from './record.ts';
export type { EvidenceRecord, RecordType } from './record-types.ts';
