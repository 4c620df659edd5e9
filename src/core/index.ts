export type { ByteRange } from './byte-range.ts';
export { type CameraNetworks, outsideNetworks, refuseOutside } from './camera-networks.ts';
export { canonicalJson, isCanonicalJson } from './canonical-json.ts';
export { type Clock, systemClock } from './clock.ts';
export type { ClosedFile } from './closed-file.ts';
export {
  type ColumnNames,
  type CsvRecord,
  type CsvTable,
  cellsOf,
  columnOf,
  columnsOf,
  filledTable,
  isRowNumber,
  type ReadCsv,
  type ReadTable,
} from './csv-table.ts';
export { csvText } from './csv-text.ts';
export { md5Base64, sha256Hex } from './digest.ts';
export { dayMs, hourMs, minuteMs } from './durations.ts';
export { errnoOf, notStarted, shortageIn } from './errno.ts';
export {
  AppError,
  type ErrorKind,
  invalid,
  isCatalogueAway,
  messageOf,
  notFound,
  unavailable,
} from './errors.ts';
export { fold } from './fold.ts';
export { type Faults, type FormFault, type FormFaults, printable, readForm } from './form.ts';
export {
  type Branded,
  type CameraId,
  type ContributorId,
  type HoldId,
  type ImportId,
  idTimeMs,
  isId,
  type MarkId,
  type MoveId,
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
  type WardId,
} from './ids.ts';
export { inParallel } from './in-parallel.ts';
export { InTurn } from './in-turn.ts';
export { formatBasic, formatInstant, parseInstant } from './instant.ts';
export { type Log, silentLog } from './log.ts';
export { currentLogFields, withLogFields } from './log-fields.ts';
export { inNameOrder } from './name-order.ts';
export { type JsonNesting, nestingOf } from './nesting.ts';
export { plainAddress } from './plain-address.ts';
export { instantOf, rangeOf, refuseLonger } from './range-fields.ts';
export { settlesWithin } from './settles-within.ts';
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
export { writtenMoment } from './written-moment.ts';
export { offsetIfTwice, utcOffset } from './zone-offset.ts';
