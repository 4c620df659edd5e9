export { type Area, type Vantage, vantageOf } from './area.ts';
export type { ReadBoardImage } from './change/cells.ts';
export { changeSearchForm, maxChangeHours, parseChangeSearch } from './change/picture-box.ts';
export { type FoundChanges, searchChanges } from './change/search-changes.ts';
export { unsearchedReasons } from './change/unsearched.ts';
export { type Alteration, type Alterations, isAlteredFootage } from './checked/alterations.ts';
export {
  type CheckStorageDeps,
  checkStorage,
  type StorageCheck,
  type StorageCheckBook,
} from './checked/check-storage.ts';
export { CheckedFootage, type CheckedFootageDeps } from './checked/checked-footage.ts';
export type { DecodeFrame, EncodedFrame } from './checked/frame-decoder.ts';
export { type FrameSources, frameOfGop, initOf } from './checked/frame-of-gop.ts';
export { frameShownAt, type ShownFrame, shownFrame } from './checked/shown-frame.ts';
export type { AlteredTime, ComparedCoverage, ComparedFacts } from './compared-coverage.ts';
export { CopyDesk, type CopyDeskDeps, type CopyLimits } from './copy/copy-desk.ts';
export { copyEncoderMissing, copyFailed } from './copy/copy-errors.ts';
export type { CopyAnswer, CopyOrder } from './copy/copy-order.ts';
export {
  type CopySource,
  copyCodec,
  copyMaxBitsPerSecond,
  type EncodeCopy,
  type GopCopy,
  maxCopyBytes,
} from './copy/gop-copy.ts';
export { type MakeCopyDeps, makeCopy } from './copy/make-copy.ts';
export { originalFrame, type StoredFrame } from './copy/original-frame.ts';
export { type AnswerSealer, createAnswerSealer } from './copy/sealed-answer.ts';
export {
  type Coverage,
  type CoverageFacts,
  coverageOf,
  type KnownGap,
} from './coverage.ts';
export type { FilmingCamera, FootageRepository, SegmentRecord, StoredSegment } from './footage-repository.ts';
export { storedGopBefore } from './frame-before.ts';
export {
  type CameraFootage,
  type ComparisonLimits,
  type FootageAnswer,
  lookUp,
  requestComparison,
  searchComparison,
} from './lookup.ts';
export {
  extentOf,
  type Gop,
  gopBefore,
  gopOf,
  gopsOf,
  type PlayedSegment,
  playbackOf,
  type StoredGop,
} from './playback.ts';
export {
  cameraIdOf,
  type FootageQuery,
  parseFootageQuery,
  placeOfQuery,
  type QueryParameters,
  radiusOf,
} from './query.ts';
export {
  isAlteredSegment,
  type RecordStanding,
  refuseAlteredSegment,
} from './record-standing.ts';
export { recordedBeside } from './recorded-beside.ts';
