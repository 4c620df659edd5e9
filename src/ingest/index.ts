export type { FrameGrabber, GrabbedFrame, GrabOptions } from './frame-grabber.ts';
export { type IngestDeps, type IngestOutcome, ingestSegment, ingestSpooled } from './ingest-segment.ts';
export {
  type CataloguedSegment,
  type Partitions,
  preparePartitions,
  type SegmentRepository,
  segmentRefusals,
} from './segment-repository.ts';
export type { ImageEncoder, StoryboardGrid } from './snapshots.ts';
export { type SweepDeps, sweepSpool } from './sweep-spool.ts';
