import { instantMsOf, type WallTime, wallTimeOf } from './zone.ts';

const dayMs = 86_400_000;

/** Words as typed, without case, diacritics or double spaces. */
export const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();

type Day = Pick<WallTime, 'year' | 'month' | 'day'>;
type TimeOfDay = Pick<WallTime, 'hour' | 'minute' | 'second'>;

/** What a text says of a moment; a day or a time of day that is absent was not said. */
export interface SaidMoment {
  readonly day?: Day;
  readonly time?: TimeOfDay;
}

/** How long ago each unit is, in milliseconds. */
const units: readonly [pattern: string, ms: number][] = [
  ['giay|seconds?|s', 1_000],
  ['phut|minutes?|mins?|p', 60_000],
  ['gio|hours?|h', 3_600_000],
  ['ngay|days?', dayMs],
];

/** Days by name, and how many days before today each is. */
const namedDays: readonly [pattern: string, daysAgo: number][] = [
  ['hom kia', 2],
  ['(?:dem|toi|chieu|trua|sang)? ?hom qua|toi qua|dem qua|yesterday|last night', 1],
  ['(?:dem|toi|chieu|trua|sang)? ?hom nay|(?:sang|trua|chieu|toi) nay|today', 0],
];

/** `20 phút trước`, `2 hours ago`, `now`: an instant by itself. */
export function agoMs(text: string, nowMs: number): number | undefined {
  if (/^(?:bay gio|now)$/.test(text)) return nowMs;
  for (const [pattern, ms] of units) {
    const [, count] = new RegExp(`^(\\d+) ?(?:${pattern}) (?:truoc|ago)$`).exec(text) ?? [];
    if (count !== undefined) return nowMs - Number(count) * ms;
  }
  return undefined;
}

/** Reads a plain text such as `21:20 hom qua`, `21/11 21h20`, `2026-11-21 21:10:00`; `undefined` if any of it is not understood. */
export function readMoment(text: string, nowMs: number): SaidMoment | undefined {
  const day = takeDay(text, nowMs);
  const time = takeTime(day.rest);
  const left = time.rest.replace(/\b(?:ngay|luc|vao|on|at|khoang|tam|about|around)\b|,/g, '').trim();
  if (left !== '' || (!day.found && !time.found)) return undefined;
  if (day.found === 'nonsense' || time.found === 'nonsense') return undefined;
  return { ...(day.found && { day: day.found }), ...(time.found && { time: time.found }) };
}

interface Taken<T> {
  readonly found?: T | 'nonsense';
  readonly rest: string;
}

function takeDay(text: string, nowMs: number): Taken<Day> {
  for (const [pattern, daysAgo] of namedDays) {
    const match = new RegExp(`(?:^|\\s)(?:${pattern})(?=$|\\s|,)`).exec(text);
    if (match) return { found: wallTimeOf(nowMs - daysAgo * dayMs), rest: without(text, match) };
  }
  const iso = /(\d{4})-(\d{1,2})-(\d{1,2})t?/.exec(text);
  if (iso) return { found: dayOf(iso[1], iso[2], iso[3]), rest: without(text, iso) };
  const usual = /(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?/.exec(text);
  if (!usual) return { rest: text };
  const year = usual[3] ?? String(wallTimeOf(nowMs).year);
  return { found: dayOf(year, usual[2], usual[1]), rest: without(text, usual) };
}

function dayOf(year = '', month = '', day = ''): Day | 'nonsense' {
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  const date = new Date(Date.UTC(found.year, found.month - 1, found.day));
  return date.getUTCMonth() === found.month - 1 && date.getUTCDate() === found.day ? found : 'nonsense';
}

function takeTime(text: string): Taken<TimeOfDay> {
  const match = /(\d{1,2})(?: ?(?:h|gio) ?(\d{1,2})?(?: ?(?:p|phut))?|:(\d{2})(?::(\d{2}))?) ?(am|pm)?/.exec(
    text,
  );
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
export const instantOf = (day: Day, time: TimeOfDay): number =>
  instantMsOf({
    year: day.year,
    month: day.month,
    day: day.day,
    hour: time.hour,
    minute: time.minute,
    second: time.second,
  });
