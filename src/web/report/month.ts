import { wallTimeOf } from '../time/zone.ts';

const monthOfNumber = (months: number): string =>
  `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;

const numberOfMonth = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/** `2026-11`, of the site’s clock. */
export function runningMonth(nowMs: number): string {
  const { year, month } = wallTimeOf(nowMs);
  return monthOfNumber(year * 12 + month - 1);
}

/** The month that an address names, or the newest where it names none. */
export const namedMonth = (named: string | null, newest: string): string =>
  named !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(named) ? named : newest;

/** `2026-10` where `by` is −1. */
export const movedMonth = (month: string, by: number): string => monthOfNumber(numberOfMonth(month) + by);

/** The months that are offered, newest first: two years, and the one that is shown. */
export function offeredMonths(newest: string, shown: string): readonly string[] {
  const months = Array.from({ length: 24 }, (_, i) => movedMonth(newest, -i));
  return months.includes(shown) ? months : [...months, shown];
}
