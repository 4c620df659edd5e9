import { dayMs } from './durations.ts';

/** RFC 3339 at the edges, UTC milliseconds inside. */
const rfc3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** UTC milliseconds of an RFC 3339 date-time with an offset, or `undefined`: a time without an offset is not a time. */
export function parseInstant(text: string): number | undefined {
  // A `+` in a query string arrives as a space.
  const whole = text.replace(' ', '+');
  if (!rfc3339.test(whole)) return undefined;
  const instantMs = Date.parse(whole);
  return Number.isNaN(instantMs) || !isRealDay(whole) ? undefined : instantMs;
}

/** `Date.parse` rolls 30 February over to March. */
function isRealDay(text: string): boolean {
  const midnight = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === text.slice(0, 10);
}

/** RFC 3339 in UTC with milliseconds: `2026-11-21T13:05:00.123Z`. */
export function formatInstant(instantMs: number): string {
  if (!Number.isInteger(instantMs)) return new Date(instantMs).toISOString();
  const day = Math.floor(instantMs / dayMs);
  const date = dates.get(day);
  if (date === undefined) return writtenAnew(instantMs, day);
  const ms = instantMs - day * dayMs;
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}:${padded(seconds % 60)}`;
  return `${date}${clock}.${String(ms % 1_000).padStart(3, '0')}Z`;
}

/** Days that were written, and how: an answer has ten thousands of instants in a month, and the calendar is slow. */
const dates = new Map<number, string>();
const mostDates = 100;

function writtenAnew(instantMs: number, day: number): string {
  const text = new Date(instantMs).toISOString();
  if (dates.size >= mostDates) dates.clear();
  dates.set(day, text.slice(0, text.indexOf('T') + 1));
  return text;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const padded = (number: number): string => twoDigits[number] ?? '';

/** ISO 8601 basic format with milliseconds, safe in keys and file names: `20261121T130500.123Z`. */
export const formatBasic = (instantMs: number): string =>
  formatInstant(instantMs).replaceAll('-', '').replaceAll(':', '');
