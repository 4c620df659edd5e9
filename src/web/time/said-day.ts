import { dayMs } from './durations.ts';
import { type TakenWord, takeWord, type Words, without } from './said-word.ts';
import { laterDay, type WallTime, wallTimeOf } from './zone.ts';

export type Day = Pick<WallTime, 'year' | 'month' | 'day'>;

export interface TakenDay extends TakenWord<Day | 'nonsense'> {
  /** Named as one of the days before today. */
  readonly isBygone?: boolean;
}

/** Days by name, and how many days before today each is. */
const namedDays: Words<number> = [
  ['(?:hom|bua) kia|the day before yesterday|day before yesterday', 2],
  ['(?:hom|bua) qua|yesterday', 1],
  ['(?:hom|bua) nay|today', 0],
];

/** Beside a part of the day, which they are said of: `tối qua`, `last night`. */
const daysOfParts: Words<number> = [
  ['qua|last', 1],
  ['nay|this', 0],
];

/** Days of the week, Sunday first. */
const weekdays: Words<number> = [
  ['chu nhat|cn|sunday', 0],
  ['thu (?:hai|2)|t2|monday', 1],
  ['thu (?:ba|3)|t3|tuesday', 2],
  ['thu (?:tu|4)|t4|wednesday', 3],
  ['thu (?:nam|5)|t5|thursday', 4],
  ['thu (?:sau|6)|t6|friday', 5],
  ['thu (?:bay|7)|t7|saturday', 6],
];

const weeks: Words<number> = [
  ['tuan (?:truoc|roi|vua roi|vua qua)|last week', 1],
  ['tuan nay|this week', 0],
];

/** Takes the day out of a plain text; `isPartSaid`: beside a part of the day, `qua` is a day, too. */
export function takeDay(text: string, nowMs: number, isPartSaid: boolean): TakenDay {
  const { found: daysAgo, rest } = takeWord(text, [...namedDays, ...(isPartSaid ? daysOfParts : [])]);
  if (daysAgo !== undefined)
    return { found: laterDay(wallTimeOf(nowMs), -daysAgo), rest, isBygone: daysAgo > 0 };
  return takeDate(text, nowMs) ?? takeDayOfMonth(text, nowMs) ?? { rest: text };
}

function takeDate(text: string, nowMs: number): TakenDay | undefined {
  const iso = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})t?/.exec(text);
  if (iso) return { found: dayOf(iso[1], iso[2], iso[3]), rest: without(text, iso) };
  const usual =
    /(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2})\b)?/.exec(text) ??
    /(\d{1,2}) thang (\d{1,2})(?:,? nam (\d{4}))?/.exec(text);
  if (!usual) return undefined;
  const [, day, month, year] = usual;
  return {
    found: year ? dayOf(year.padStart(4, '20'), month, day) : latestOf(month, day, nowMs),
    rest: without(text, usual),
  };
}

/** `ngày 21`, `mùng 5`: the latest such day that is past, unless a month is named beside it. */
function takeDayOfMonth(text: string, nowMs: number): TakenDay | undefined {
  const match =
    /\b(?:ngay|mung|mong) (\d{1,2})(?: thang (?:(nay)|truoc|roi|vua roi|vua qua))?(?=$|,| (?!(?:h|g|gio|phut|thang)\b))/.exec(
      text,
    );
  if (!match) return undefined;
  const [said, day, isThisMonth] = match;
  const { year, month } = wallTimeOf(nowMs);
  const monthsAgo = said.includes('thang') ? [isThisMonth ? 0 : 1] : [0, 1, 2];
  const found = monthsAgo
    .map((ago) => new Date(Date.UTC(year, month - 1 - ago, 1)))
    .map((date) => dayOf(String(date.getUTCFullYear()), String(date.getUTCMonth() + 1), day))
    .find(
      (each) => each !== 'nonsense' && (said.includes('thang') || utcDay(each) <= utcDay(wallTimeOf(nowMs))),
    );
  return { found: found ?? 'nonsense', rest: without(text, match) };
}

/** A day of the week, and the week where one was said. */
export interface SaidWeekday {
  readonly weekday: number;
  readonly weeksAgo?: number;
}

/** Takes a day of the week out of a plain text. */
export function takeWeekday(text: string): TakenWord<SaidWeekday> {
  const { found: weekday, rest } = takeWord(text, weekdays);
  if (weekday === undefined) return { rest };
  const week = takeWord(rest, weeks);
  return {
    found: { weekday, ...(week.found !== undefined && { weeksAgo: week.found }) },
    rest: takeWord(week.rest, [['last', 0]]).rest,
  };
}

/**
 * The day that was said: of that week, which begins with Monday; without a week the latest one that is past, today only when
 * `isPast` says so of it.
 */
export function dayOfWeek(
  { weekday, weeksAgo }: SaidWeekday,
  nowMs: number,
  isPast: (today: WallTime) => boolean,
): Day {
  const today = wallTimeOf(nowMs);
  const now = new Date(utcDay(today)).getUTCDay();
  if (weeksAgo !== undefined) return laterDay(today, ((weekday + 6) % 7) - ((now + 6) % 7) - 7 * weeksAgo);
  const ago = (now - weekday + 7) % 7;
  return laterDay(today, ago === 0 && !isPast(today) ? -7 : -ago);
}

/** A date without its year: the latest one that is past. */
function latestOf(month: string | undefined, day: string | undefined, nowMs: number): Day | 'nonsense' {
  const today = wallTimeOf(nowMs);
  const found = dayOf(String(today.year), month, day);
  const isToCome = found === 'nonsense' || utcDay(found) > utcDay(today);
  return isToCome ? dayOf(String(today.year - 1), month, day) : found;
}

function dayOf(year = '', month = '', day = ''): Day | 'nonsense' {
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  const date = new Date(utcDay(found));
  return date.getUTCMonth() === found.month - 1 && date.getUTCDate() === found.day ? found : 'nonsense';
}

const utcDay = ({ year, month, day }: Day): number =>
  Math.floor(Date.UTC(year, month - 1, day) / dayMs) * dayMs;
