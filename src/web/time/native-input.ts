import { instantMsOf } from './zone.ts';

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

/** The last second of the day in a `date` value, on the site's clock. */
export const endOfDayMs = (value: string): number => localInputMs(`${value}T23:59:59`);
