import { dayMs } from './durations.ts';

/** The site's zone (IANA), as the page was served with it. Every time in the console is shown in it, with its offset. */
const { document } = globalThis as { document?: Served };
const siteZone = document?.documentElement.dataset.timeZone ?? 'Asia/Ho_Chi_Minh';

interface Served {
  readonly documentElement: { readonly dataset: { readonly timeZone?: string } };
}

/** A date and time of day as a clock on the wall shows them. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: siteZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export function wallTimeOf(ms: number): WallTime {
  const date = new Date(Math.floor(ms) + offsetMsAt(ms));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** Clocks are set at whole quarters of an hour. */
const quarterMs = 900_000;
const maxOffsets = 10_000;
/** By quarters of an hour: `Intl` takes long, and an axis asks often. */
const offsets = new Map<number, number>();

/** Offset from UTC at an instant, in milliseconds. */
export function offsetMsAt(ms: number): number {
  const quarter = Math.floor(ms / quarterMs);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  const fromMs = quarter * quarterMs;
  const offsetMs = utcMs(formattedAt(fromMs)) - fromMs;
  if (offsets.size >= maxOffsets) offsets.clear();
  offsets.set(quarter, offsetMs);
  return offsetMs;
}

function formattedAt(ms: number): WallTime {
  const parts = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** The instant at which the site's clock shows this; of an hour lived twice, the first. */
export function instantMsOf(wall: WallTime): number {
  const asUtcMs = utcMs(wall);
  const before = asUtcMs - offsetMsAt(asUtcMs - dayMs);
  const after = asUtcMs - offsetMsAt(asUtcMs + dayMs);
  return [before, after].find((ms) => utcMs(wallTimeOf(ms)) === asUtcMs) ?? before;
}

/** The wall time so many days later, earlier where that is negative: a day has as many hours as the zone says. */
export function laterDay(wall: WallTime, days: number): WallTime {
  const date = new Date(utcMs(wall) + days * dayMs);
  return { ...wall, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `UTC+7`, `UTC+5:30`. */
export function zoneNameAt(ms: number): string {
  const minutes = Math.round(offsetMsAt(ms) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Not `Date.UTC`, to which the year 26 is 1926: so it is typed on the way to 2026. */
const utcMs = ({ year, month, day, hour, minute, second }: WallTime): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second);
};
