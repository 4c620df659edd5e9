export * from './identity/index.ts';
export { readLogFile } from './log-files.ts';
export {
  enrolmentStillKey,
  logFileKey,
  noticePhotoKey,
  type SegmentKeys,
  type SegmentName,
  segmentIndexKey,
  segmentKeys,
} from './object-keys.ts';
export {
  byFolder,
  checkObjectSize,
  checkPrefix,
  checkRange,
  exerciseStore,
  isObjectKey,
  maxObjectSizeBytes,
  type ObjectEntry,
  type ObjectKey,
  type ObjectStore,
  objectDamaged,
  objectDiffers,
  objectKey,
  objectLocked,
  objectNotFound,
  objectShort,
  type StoredObject,
} from './object-store.ts';
export type { PlainObjects } from './plain-objects.ts';
