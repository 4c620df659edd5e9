/** A measurement of a camera's clock, by what it says over ONVIF or in its sender reports (RTCP). */
export interface ClockReading {
  readonly source: 'onvif' | 'rtcp';
  /** That clock minus ours; negative when it is behind. */
  readonly offsetMs: number;
  /** The offset is right within so much. */
  readonly errorMs: number;
  /** By our clock. */
  readonly measuredAtMs: number;
}

/**
 * Why a measurement gave no offset:
 *
 * - `silent`       the camera did not answer, or not in time
 * - `slow`         its answer took so long that the error would be seconds
 * - `refused`      it tells the time only to those it knows
 * - `unreadable`   its answer is none of ONVIF
 * - `no-utc`       it says no time in UTC; its local time means nothing without a zone, and zones lie
 * - `impossible`   it says a time that no calendar has
 * - `far-off`      it is off by more than a year, as after a start without a battery
 * - `like-a-zone`  it is off by hours and half hours, and nothing shows that its UTC is not its local time
 * - `our-step`     our own clock was set meanwhile
 */
export const clockFaults = [
  'silent',
  'slow',
  'refused',
  'unreadable',
  'no-utc',
  'impossible',
  'far-off',
  'like-a-zone',
  'our-step',
] as const;

export type ReadingFault = (typeof clockFaults)[number];

export type ClockAnswer = ClockReading | { readonly fault: ReadingFault };

/** What is known of a camera's clock: the newest reading, and the newest try, where that failed. */
export interface KnownClock {
  readonly reading?: ClockReading;
  readonly failure?: { readonly fault: ReadingFault; readonly atMs: number };
}

/** More than this is seen beside other clocks, and is a task for the technician. */
const usualOffMs = 2_000;

/** Whether the clock is off by more than 2 seconds for certain. */
export const isClockOff = ({ offsetMs, errorMs }: ClockReading): boolean =>
  Math.abs(offsetMs) - errorMs > usualOffMs;
