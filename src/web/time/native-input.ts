import { secondMs } from './durations.ts';
import { instantMsOf, laterDay, wallTimeOf } from './zone.ts';

/** The instant in a `datetime-local` value, on the site's clock; NaN while it is incomplete. */
export function localInputMs(value: string): number {
  const match = /^(\d{4})-(\d+)-(\d+)T(\d+):(\d+)(?::(\d+))?/.exec(value);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second = '0'] = match;
  return instantMsOf({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  });
}

/** The last second of the day in a `date` value, on the site's clock: also where its last hour comes twice. */
export function endOfDayMs(value: string): number {
  const noonMs = localInputMs(`${value}T12:00:00`);
  if (Number.isNaN(noonMs)) return noonMs;
  const next = laterDay(wallTimeOf(noonMs), 1);
  return instantMsOf({ ...next, hour: 0, minute: 0, second: 0 }) - secondMs;
}
