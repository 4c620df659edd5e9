export {
  askWitness,
  type Cosigned,
  type RemoteWitness,
  type ShownCheckpoint,
  sizeSeenBy,
} from './ask-witness.ts';
export { AskedWitnesses, type AskedWitnessesDeps, type ShownLog } from './asked-witnesses.ts';
export {
  type CheckpointRequest,
  formatCheckpointRequest,
  parseCheckpointRequest,
} from './checkpoint-request.ts';
export type { Departure, DepartureBook, DepartureWay } from './departure.ts';
export { type HeadLetter, headLetter } from './head-letter.ts';
export { type HeadOutbox, type HeadPost, type PostHeadsDeps, postHeads } from './post-heads.ts';
export {
  StampedHeads,
  type StampedHeadsDeps,
  type StampedLog,
  type TimeStampAuthority,
} from './stamped-heads.ts';
export { Witness, type WitnessMemory, type WitnessParts, type WitnessReply } from './witness.ts';
