import { dayMs } from './durations.ts';
import { instantMsOf, laterDay, type WallTime, wallTimeOf } from './zone.ts';

/** Words as typed, without case, diacritics or double spaces. */
export const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();

type Day = Pick<WallTime, 'year' | 'month' | 'day'>;
type TimeOfDay = Pick<WallTime, 'hour' | 'minute' | 'second'>;

/** `night-after`: the one that begins on the day that was named. */
type PartOfDay = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'evening' | 'night' | 'night-after';

/** A moment as a text states it; a missing part was not stated. */
export interface SaidMoment {
  readonly day?: Day;
  readonly time?: TimeOfDay;
  /** In which half of the day the hours of `time` are meant. */
  readonly part?: PartOfDay;
}

/** How long ago each unit is, in milliseconds. */
const units: readonly [pattern: string, ms: number][] = [
  ['giay|seconds?|s', 1_000],
  ['phut|minutes?|mins?|p', 60_000],
  ['gio|tieng|hours?|h', 3_600_000],
  ['ngay|days?', dayMs],
];

/** Days by name, and how many days before today each is. */
const namedDays: readonly [pattern: string, daysAgo: number][] = [
  ['hom kia', 2],
  ['hom qua|yesterday', 1],
  ['hom nay|today', 0],
];
/** Days of the week, Sunday first; each names the latest one that is past. */
const weekdays: readonly [pattern: string, weekday: number][] = [
  ['chu nhat|sunday', 0],
  ['thu (?:hai|2)|monday', 1],
  ['thu (?:ba|3)|tuesday', 2],
  ['thu (?:tu|4)|wednesday', 3],
  ['thu (?:nam|5)|thursday', 4],
  ['thu (?:sau|6)|friday', 5],
  ['thu (?:bay|7)|saturday', 6],
];
/** Beside a part of the day, which they are said of: `tối qua`, `last night`. */
const daysOfParts: readonly [pattern: string, daysAgo: number][] = [
  ['qua|last', 1],
  ['nay|this', 0],
];

const parts: readonly [pattern: string, part: PartOfDay][] = [
  ['rang sang|dawn', 'dawn'],
  ['sang|morning', 'morning'],
  ['trua|noon', 'noon'],
  ['chieu|afternoon', 'afternoon'],
  ['toi|evening', 'evening'],
  ['dem|night', 'night'],
];

/** The hour of the day that an hour of each part is; 24 and more are of the next day. */
const hourIn: Readonly<Record<PartOfDay, (hour: number) => number>> = {
  dawn: (hour) => hour,
  morning: (hour) => hour,
  noon: (hour) => (hour === 1 || hour === 2 ? hour + 12 : hour),
  afternoon: (hour) => (hour < 12 ? hour + 12 : hour),
  evening: (hour) => (hour <= 12 ? hour + 12 : hour),
  night: (hour) => (hour >= 6 && hour <= 12 ? hour + 12 : hour),
  'night-after': (hour) => (hour < 6 ? hour + 24 : hourIn.night(hour)),
};

/** `20 phút trước`, `2 hours ago`, `now`: an instant by itself. */
export function agoMs(text: string, nowMs: number): number | undefined {
  if (/^(?:bay gio|now)$/.test(text)) return nowMs;
  for (const [pattern, ms] of units) {
    const [, before, count = before] =
      new RegExp(`^(?:(\\d+) ?(?:${pattern}) (?:truoc|ago)|cach day (\\d+) ?(?:${pattern}))$`).exec(text) ??
      [];
    if (count !== undefined)
      return ms === dayMs ? daysAgoMs(nowMs, Number(count)) : nowMs - Number(count) * ms;
  }
  return undefined;
}

/** The same time of day. */
const daysAgoMs = (nowMs: number, days: number): number => instantMsOf(laterDay(wallTimeOf(nowMs), -days));

/** Reads a plain text such as `21:20 hom qua`, `21/11 21h20`, `2026-11-21 21:10:00`; `undefined` if any of it is not understood. */
export function readMoment(text: string, nowMs: number): SaidMoment | undefined {
  const part = takeWord(text, parts);
  const day = takeDay(part.rest, nowMs, part.found !== undefined);
  const time = takeTime(day.rest);
  const weekday = day.found ? { rest: time.rest } : takeWord(time.rest, weekdays);
  const left = weekday.rest
    .replace(/\b(?:ngay|luc|hoi|vao|on|at|in the|khoang|gan|tam|about|around)\b|,/g, '')
    .trim();
  if (left !== '' || day.found === 'nonsense' || time.found === 'nonsense') return undefined;
  if (weekday.found !== undefined)
    return onWeekday(weekday.found, { time: time.found, part: part.found }, nowMs);
  if (!day.found && !time.found) return undefined;
  const isNightAfter = part.found === 'night' && day.isBygone === true;
  return {
    ...(day.found && { day: day.found }),
    ...(time.found && { time: time.found }),
    ...(part.found && { part: isNightAfter ? 'night-after' : part.found }),
  };
}

/** Hours of each part of the day when no time is said: `tối qua`. */
export const hoursOf: Readonly<Record<PartOfDay, readonly [from: number, to: number]>> = {
  dawn: [0, 5],
  morning: [5, 11],
  noon: [11, 13],
  afternoon: [13, 18],
  evening: [18, 24],
  night: [22, 24],
  'night-after': [22, 29],
};

/** The time of day that was said, midnight where none was; its hour is 24 or more in the night after the day. */
export const timeOf = ({ time, part = 'morning' }: SaidMoment): TimeOfDay =>
  time ? { ...time, hour: hourIn[part](time.hour) } : midnight;

const midnight: TimeOfDay = { hour: 0, minute: 0, second: 0 };

/** Today counts while the time that was said, or the begin of its part of the day, is past. */
function onWeekday(
  weekday: number,
  { time, part }: { readonly time: TimeOfDay | undefined; readonly part: PartOfDay | undefined },
  nowMs: number,
): SaidMoment {
  const today = wallTimeOf(nowMs);
  const ago = (new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() - weekday + 7) % 7;
  const said = { ...(time && { time }), ...(part && { part }) };
  const hour = part && !time ? hoursOf[part][0] : 0;
  const isToCome = ago === 0 && momentMs(today, time ? timeOf(said) : { ...midnight, hour }) > nowMs;
  return { day: laterDay(today, isToCome ? -7 : -ago), ...said };
}

interface Taken<T> {
  readonly found?: T;
  readonly rest: string;
}

interface TakenDay extends Taken<Day | 'nonsense'> {
  /** Named as one of the days before today. */
  readonly isBygone?: boolean;
}

function takeDay(text: string, nowMs: number, isPartSaid: boolean): TakenDay {
  const { found: daysAgo, rest } = takeWord(text, [...namedDays, ...(isPartSaid ? daysOfParts : [])]);
  if (daysAgo !== undefined)
    return { found: laterDay(wallTimeOf(nowMs), -daysAgo), rest, isBygone: daysAgo > 0 };
  const iso = /(\d{4})-(\d{1,2})-(\d{1,2})t?/.exec(text);
  if (iso) return { found: dayOf(iso[1], iso[2], iso[3]), rest: without(text, iso) };
  const usual =
    /(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2})\b)?/.exec(text) ??
    /(\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?/.exec(text);
  if (!usual) return { rest: text };
  const [, day, month, year] = usual;
  return {
    found: year ? dayOf(year.padStart(4, '20'), month, day) : latestOf(month, day, nowMs),
    rest: without(text, usual),
  };
}

/** The first of the words that the text has, and what it stands for. */
function takeWord<T>(text: string, words: readonly (readonly [pattern: string, meant: T])[]): Taken<T> {
  for (const [pattern, meant] of words) {
    const match = new RegExp(`(?:^|\\s)(?:${pattern})(?=$|\\s|,)`).exec(text);
    if (match) return { found: meant, rest: without(text, match) };
  }
  return { rest: text };
}

/** A date without its year: the latest one that is past. */
function latestOf(month: string | undefined, day: string | undefined, nowMs: number): Day | 'nonsense' {
  const { year } = wallTimeOf(nowMs);
  const found = dayOf(String(year), month, day);
  const isToCome = found !== 'nonsense' && momentMs(found, midnight) > nowMs;
  return isToCome ? dayOf(String(year - 1), month, day) : found;
}

function dayOf(year = '', month = '', day = ''): Day | 'nonsense' {
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  const date = new Date(Date.UTC(found.year, found.month - 1, found.day));
  return date.getUTCMonth() === found.month - 1 && date.getUTCDate() === found.day ? found : 'nonsense';
}

function takeTime(text: string): Taken<TimeOfDay | 'nonsense'> {
  const match =
    /(\d{1,2})(?: ?(?:h|gio|g) ?(\d{1,2})?(?: ?(?:phut|p)\b)?|:(\d{2})(?::(\d{2}))?) ?(am|pm)?/.exec(text);
  if (!match) return { rest: text };
  const [, hours = '', minutesSpoken, minutes, seconds = '0', half] = match;
  const hour = (Number(hours) % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0);
  const found = { hour, minute: Number(minutes ?? minutesSpoken ?? 0), second: Number(seconds) };
  const isSense = Number(hours) < (half ? 13 : 24) && found.minute < 60 && found.second < 60;
  return { found: isSense ? found : 'nonsense', rest: without(text, match) };
}

const without = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();

/** The instant of a day and a time of day on the site's clock. */
export const momentMs = (day: Day, time: TimeOfDay): number =>
  instantMsOf({
    year: day.year,
    month: day.month,
    day: day.day,
    hour: time.hour,
    minute: time.minute,
    second: time.second,
  });
