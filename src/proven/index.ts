export { KeptReads } from './kept-reads.ts';
export {
  type CataloguedRequest,
  NewestRequests,
  type NewestRequestsDeps,
  type RequestRecord,
  type WaitingRecord,
} from './newest-requests.ts';
export {
  type CataloguedRecord,
  type FindRecords,
  type ProvenRecord,
  ProvenRecords,
  type RecordPlace,
} from './proven-records.ts';
export type { SignedLog } from './signed-log.ts';
export { signedStrands } from './signed-strands.ts';
export {
  type DeletionResult,
  deletedNumbers,
  isDeletionResult,
  numbersLeft,
  timeOfDeletion,
  untoldExpiry,
} from './told-deletions.ts';
export { isGapTold, type RecordOfGap, type ToldGap, toldGaps } from './told-gaps.ts';
