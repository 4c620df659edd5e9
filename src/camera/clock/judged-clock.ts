import { dayMs, hourMs, minuteMs } from '../../core/index.ts';
import type { ClockAnswer } from './clock-reading.ts';

/** A time of day and a date, field by field, as a camera says it. */
export interface StatedTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a camera answered when it was asked for the time, and how long that took by us. */
export interface ClockExchange {
  readonly utc?: StatedTime | undefined;
  readonly local?: StatedTime | undefined;
  /** Wall time before and after. */
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  /** By a clock that never steps. */
  readonly tookMs: number;
}

/** A sender report: the camera's wall time of a picture, and ours. */
export interface ReportedTime {
  readonly cameraMs: number;
  readonly ourMs: number;
}

/** Whole seconds, cut off: the time is right in the middle of its second, within half of it. */
const halfSecondMs = 500;
const maxTookMs = 4_000;
const ourStepMs = 100;
const maxOffMs = 366 * dayMs;
/** What a report says of its picture's time, and how late pictures arrive at least, is not known better. */
const reportErrorMs = 1_000;

/** A camera's clock by its answer, which is attacker-controlled: a doubtful one gives a fault, never an offset. */
export function judgeExchange({ utc, local, sentAtMs, answeredAtMs, tookMs }: ClockExchange): ClockAnswer {
  if (!utc) return { fault: 'no-utc' };
  const utcMs = instantOfStated(utc);
  if (utcMs === undefined) return { fault: 'impossible' };
  if (Math.abs(answeredAtMs - sentAtMs - tookMs) > ourStepMs) return { fault: 'our-step' };
  if (tookMs > maxTookMs) return { fault: 'slow' };
  const measuredAtMs = Math.round((sentAtMs + answeredAtMs) / 2);
  const offsetMs = utcMs + halfSecondMs - measuredAtMs;
  const errorMs = Math.ceil(halfSecondMs + Math.max(tookMs, answeredAtMs - sentAtMs) / 2) + 1;
  if (Math.abs(offsetMs) > maxOffMs) return { fault: 'far-off' };
  if (isLikeZone(offsetMs) && !isApart(utcMs, local)) return { fault: 'like-a-zone' };
  return { source: 'onvif', offsetMs, errorMs, measuredAtMs };
}

/** A camera's clock by a sender report, likewise: many count from their start or send local time (quirk 22). */
export function judgeReport({ cameraMs, ourMs }: ReportedTime): ClockAnswer {
  const offsetMs = Math.round(cameraMs - ourMs);
  if (!(Math.abs(offsetMs) <= maxOffMs)) return { fault: 'far-off' };
  if (isLikeZone(offsetMs)) return { fault: 'like-a-zone' };
  return { source: 'rtcp', offsetMs, errorMs: reportErrorMs, measuredAtMs: Math.round(ourMs) };
}

/** UTC milliseconds; `undefined` where the calendar has no such time, such as 31 February. */
export function instantOfStated(stated: StatedTime): number | undefined {
  const { year, month, day, hour, minute, second } = stated;
  if (!within(year, 1970, 2200) || !within(hour, 0, 23)) return undefined;
  // 60 is a leap second.
  if (!within(minute, 0, 59) || !within(second, 0, 60)) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

const within = (value: number, least: number, most: number): boolean => least <= value && value <= most;

const zoneStepMs = hourMs / 2;
const zoneToleranceMs = 2 * minuteMs;
const maxZoneMs = 14 * hourMs;

/** Whether a correct clock would be off so much if it said local time for UTC (quirk 9). */
function isLikeZone(offsetMs: number): boolean {
  const zoneMs = Math.round(offsetMs / zoneStepMs) * zoneStepMs;
  return zoneMs !== 0 && Math.abs(zoneMs) <= maxZoneMs && Math.abs(offsetMs - zoneMs) <= zoneToleranceMs;
}

/** Whether its local time is another one, so that the time in UTC is none. */
function isApart(utcMs: number, local: StatedTime | undefined): boolean {
  const localMs = local && instantOfStated(local);
  return localMs !== undefined && Math.abs(localMs - utcMs) >= zoneStepMs / 2;
}
