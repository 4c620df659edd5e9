export type { FrameGrabber, GrabbedFrame, GrabOptions } from './frame-grabber.ts';
export { digestsIn, keyframesIn } from './index-document.ts';
export { type IngestDeps, type IngestOutcome, ingestSegment, ingestSpooled } from './ingest-segment.ts';
export { makePictures, type PictureDeps } from './make-pictures.ts';
export { PictureShare, withinShare } from './picture-share.ts';
export type {
  MadePictures,
  PicturedSegment,
  PictureFault,
  PictureTask,
  PictureTasks,
  StoredPicture,
} from './picture-tasks.ts';
export { type QueuePicturesDeps, queuePictures } from './queue-pictures.ts';
export {
  type NewestSegments,
  type RecordedFormatDeps,
  recordedFormat,
  type StoredInit,
} from './recorded-format.ts';
export {
  type CataloguedSegment,
  type Partitions,
  preparePartitions,
  type SegmentRepository,
  type StoredIndex,
  segmentRefusals,
  type Unstated,
} from './segment-repository.ts';
export type { ImageEncoder, StoryboardGrid } from './snapshots.ts';
export { type SweepDeps, sweepSpool } from './sweep-spool.ts';
