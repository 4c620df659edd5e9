export { beginDiscovery } from './begin-discovery.ts';
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
export { type MeasureDeps, measureClocks } from './clock/index.ts';
export {
  type Change,
  type DiscoveryResult,
  foundIdOf,
  identityOf,
  listDiscovery,
  type Sighting,
} from './discovery.ts';
export {
  type Discovery,
  type DiscoveryList,
  type DiscoveryRepository,
  type ListedDevice,
  namedDiscovery,
} from './discovery-repository.ts';
export * from './move/index.ts';
export type { LookAnswer, OnvifLook } from './onvif-look.ts';
export { type DiscoverDeps, runDiscovery } from './run-discovery.ts';
export { SearchTimer } from './search-timer.ts';
export type { AskedPort } from './usual-ports.ts';
