export type { FrameGrabber, GrabbedFrame, GrabOptions } from './frame-grabber.ts';
export { type IngestDeps, type IngestOutcome, ingestSegment } from './ingest-segment.ts';
export {
  enrolmentStillKey,
  noticePhotoKey,
  type SegmentKeys,
  type SegmentName,
  segmentKeys,
} from './object-keys.ts';
export type { ByteRange, ObjectEntry, ObjectKey, ObjectStore, StoredObject } from './object-store.ts';
export type { PlainObjects } from './plain-objects.ts';
export {
  type CataloguedSegment,
  type Partitions,
  type SegmentCatalogue,
  segmentRefusals,
} from './segment-catalogue.ts';
export type { ImageEncoder, StoryboardLayout } from './snapshots.ts';
export { type SweepDeps, sweepSpool } from './sweep-spool.ts';
