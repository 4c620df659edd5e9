export { calendarDayOf, isCalendarDay, monthOf } from './calendar-day.ts';
export type { Camera, Stream, StreamRole } from './camera.ts';
export {
  type CameraChanges,
  type CameraRepository,
  type KeptCredential,
  type Neighbourhood,
  type NewCamera,
  type RecordingHealth,
  type RegisteredCamera,
  registeredCamera,
} from './camera-repository.ts';
export { type CameraOrder, cameraChanged, changeCamera } from './change-camera.ts';
export * from './clock/index.ts';
export * from './credentials/index.ts';
export { aspectRatio, isDisplayAspect } from './display-aspect.ts';
export * from './health/index.ts';
export {
  type CameraIdentity,
  type IdentityFact,
  type IdentityMatch,
  matchIdentity,
  normaliseMac,
  normaliseUuid,
} from './identity.ts';
export * from './notice/index.ts';
export { type PictureFormat, pictureFormatName, type TakePictureFormat } from './picture-format.ts';
export { sealStreamPaths } from './seal-paths.ts';
export type { TakeTrialPicture, TriedStream } from './stream-trial.ts';
export {
  formatStreamUrl,
  hasBlanks,
  onHost,
  type ParsedStreamUrl,
  parseRecordableUrl,
  parseStreamUrl,
  partStreamUrl,
  type StreamUrl,
  withPath,
} from './stream-url.ts';
