export {
  type Box,
  boxAround,
  boxContains,
  boxOf,
  boxOfPolygon,
  type Polygon,
  type Position,
  polygonContains,
  polygonOf,
  type Ring,
} from './area.ts';
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
export type { CredentialCipher, Credentials } from './credentials.ts';
export {
  type CameraIdentity,
  type IdentityFact,
  type IdentityMatch,
  matchIdentity,
  normaliseMac,
  normaliseUuid,
} from './identity.ts';
export { bearingDeg, type CameraPlace, distanceM, isOnEarth, type Place, placeOf } from './place.ts';
export { angleBetweenDeg, type View, viewOf } from './view.ts';
