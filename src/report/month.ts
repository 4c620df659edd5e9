import { calendarDayOf, monthOf } from '../camera/index.ts';
import { dayMs, invalid, type TimeRange, utcOffset } from '../core/index.ts';

/** A month of the ward's calendar. */
export interface ReportMonth {
  /** `2026-11` */
  readonly month: string;
  /** From midnight of its first day to midnight after its last, in the ward's zone. */
  readonly range: TimeRange;
  /** Midnights: the begin of each day, in their order. */
  readonly days: readonly number[];
  /** It is not over: its figures are those so far. */
  readonly isRunning: boolean;
}

interface Zoned {
  readonly nowMs: number;
  /** IANA. */
  readonly timeZone: string;
}

/** Reads `2026-11`. Errors, all `invalid` with the field `month`: `month-invalid`, `month-future`. */
export function reportMonth(text: string, { nowMs, timeZone }: Zoned): ReportMonth {
  if (!/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/.test(text))
    throw invalid('month-invalid', 'The month is not one like 2026-11.', 'month');
  if (text > monthOf(nowMs, timeZone)) throw invalid('month-future', 'The month has not begun.', 'month');
  const days = [...daysOf(text)].map((day) => midnight(day, timeZone));
  const range = { fromMs: days[0] ?? 0, toMs: midnight(firstDay(monthAfter(text)), timeZone) };
  return { month: text, range, days, isRunning: nowMs < range.toMs };
}

/** `2026-10` before `2026-11`. */
export const monthBefore = (month: string): string =>
  new Date(Date.parse(firstDay(month)) - dayMs).toISOString().slice(0, 7);

const monthAfter = (month: string): string =>
  new Date(Date.parse(firstDay(month)) + 31 * dayMs).toISOString().slice(0, 7);

const firstDay = (month: string): string => `${month}-01`;

function* daysOf(month: string): Generator<string> {
  for (let ms = Date.parse(firstDay(month)); ; ms += dayMs) {
    const day = new Date(ms).toISOString().slice(0, 10);
    if (!day.startsWith(month)) return;
    yield day;
  }
}

/** The first instant of a day. A zone may skip midnight: the day then begins later. */
function midnight(day: string, timeZone: string): number {
  const offset = utcOffset(timeZone);
  const near = Date.parse(`${day}T00:00:00Z`);
  const tries = [near - dayMs, near, near + dayMs].map((ms) => Date.parse(`${day}T00:00:00${offset(ms)}`));
  const begins = tries.filter((ms) => calendarDayOf(ms, timeZone) === day);
  return Math.min(...(begins.length > 0 ? begins : tries));
}
