import type { CameraId, SiteId } from '../../core/index.ts';
import type { ClockAnswer, ClockReading, ReadingFault } from './clock-reading.ts';

/** The newest time that a camera was asked for the time. */
export interface ClockTry {
  readonly triedAtMs: number;
  /** Absent where it gave a reading. */
  readonly fault?: ReadingFault;
}

/** The ledger of the cameras' clocks: a reading is never changed. Errors: `unavailable` `catalogue-unavailable`. */
export interface CameraClockBook {
  /** Keeps a reading, or why there is none; a fault takes no earlier reading away. */
  keep(id: CameraId, answer: ClockAnswer, atMs: number): Promise<void>;
  /** Keeps the reading of a sender report, for a camera whose clock was not measured otherwise for a day. */
  keepReport(id: CameraId, reading: ClockReading): Promise<void>;
  tries(siteId: SiteId): Promise<ReadonlyMap<CameraId, ClockTry>>;
  /** The reading nearest to an instant. */
  readingAt(id: CameraId, atMs: number): Promise<ClockReading | undefined>;
}
