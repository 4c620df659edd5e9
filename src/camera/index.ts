export { calendarDayOf, isCalendarDay } from './calendar-day.ts';
export type { Camera, Stream, StreamRole } from './camera.ts';
export type {
  CameraChanges,
  CameraRegister,
  Discovery,
  DiscoveryBook,
  ListedDevice,
  Neighbourhood,
  NewCamera,
  RecordingHealth,
  RegisteredCamera,
} from './camera-register.ts';
export {
  type Contribution,
  type ContributorForm,
  type ContributorIdentity,
  contributorForm,
  type Ledger,
  type LedgerLine,
  parseContributor,
  type SealedContribution,
} from './contributor.ts';
export * from './credentials/index.ts';
export { cameraChanged, changedNames, noticeRecorded, noticeWithdrawn } from './custody-events.ts';
export * from './discovery/index.ts';
export { type EnrolmentDeps, enrolCamera } from './enrolment.ts';
export * from './health/index.ts';
export * from './import/index.ts';
export * from './notice/index.ts';
export * from './places/index.ts';
export {
  type CameraRegistration,
  changesForm,
  parseRegistration,
  type RegistrationSource,
  registrationFields,
  registrationForm,
} from './registration.ts';
export { sealStreamPaths } from './seal-paths.ts';
export {
  formatStreamUrl,
  onHost,
  type ParsedStreamUrl,
  parseRecordableUrl,
  parseStreamUrl,
  partStreamUrl,
  type StreamUrl,
  withPath,
} from './stream-url.ts';
