export {
  type Box,
  boxOf,
  boxOfPolygon,
  type Polygon,
  type Position,
  polygonContains,
  polygonOf,
  type Ring,
} from './area.ts';
export { calendarDayOf, isCalendarDay } from './calendar-day.ts';
export type { Camera, Stream, StreamRole } from './camera.ts';
export type {
  AuthScheme,
  CameraContact,
  CameraDescription,
  CameraDirectory,
  ClockSource,
  FoundCamera,
  ProbedSite,
  StreamProfile,
} from './camera-directory.ts';
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
export { createCredentialCipher } from './credential-cipher.ts';
export type { CredentialCipher, Credentials } from './credentials.ts';
export { cameraChanged, changedNames, noticeRecorded, noticeWithdrawn } from './custody-events.ts';
export {
  type Change,
  type DiscoveryResult,
  foundIdOf,
  identityOf,
  listDiscovery,
  type Sighting,
} from './discovery.ts';
export { type EnrolmentDeps, enrolCamera } from './enrolment.ts';
export * from './health/index.ts';
export {
  type CameraIdentity,
  type IdentityFact,
  type IdentityMatch,
  matchIdentity,
  normaliseMac,
  normaliseUuid,
} from './identity.ts';
export * from './import/index.ts';
export {
  type Notice,
  type NoticeForm,
  noticeForm,
  parseNotice,
} from './notice.ts';
export type { NoticeBook } from './notice-book.ts';
export { bearingDeg, type CameraPlace, distanceM, isOnEarth, type Place, placeOf } from './place.ts';
export * from './places/index.ts';
export {
  type CameraRegistration,
  changesForm,
  parseRegistration,
  type RegistrationSource,
  registrationFaults,
  registrationForm,
} from './registration.ts';
export { sealStreamPaths } from './seal-paths.ts';
export { createSealer, type Sealer } from './sealing.ts';
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
export { angleBetweenDeg, type View, viewOf } from './view.ts';
