export { canonicalJson } from './canonical-json.ts';
export { type Clock, systemClock } from './clock.ts';
export { csvText } from './csv-text.ts';
export { md5Base64, sha256Hex } from './digest.ts';
export { AppError, type ErrorKind, invalid, messageOf, notFound, unavailable } from './errors.ts';
export { type Fault, type Faults, type FormFaults, readForm } from './form.ts';
export {
  type CameraId,
  type ContributorId,
  type ImportId,
  isId,
  type NeighbourhoodId,
  type NodeId,
  type NoticeId,
  newId,
  type PauseId,
  type RequestId,
  type RunId,
  type SegmentId,
  type SessionId,
  type SiteId,
  type StreamId,
  type TokenId,
  type UserId,
} from './ids.ts';
export { inParallel } from './in-parallel.ts';
export { formatBasic, formatInstant, parseInstant } from './instant.ts';
export { type Log, silentLog } from './log.ts';
export { currentLogFields, withLogFields } from './log-fields.ts';
export { printable } from './printable.ts';
export { instantOf, rangeOf, refuseLonger } from './range-fields.ts';
export {
  containsInstant,
  containsRange,
  hullOf,
  intersect,
  isEmpty,
  lengthMs,
  overlaps,
  subtract,
  subtractAll,
  type TimeRange,
  union,
} from './time-range.ts';
