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
export {
  type Change,
  type DiscoveryResult,
  foundIdOf,
  identityOf,
  listDiscovery,
  type Sighting,
} from './discovery.ts';
export {
  type CameraIdentity,
  type IdentityFact,
  type IdentityMatch,
  matchIdentity,
  normaliseMac,
  normaliseUuid,
} from './identity.ts';
export { type DiscoverDeps, runDiscovery } from './run-discovery.ts';
