import { dayMs } from './durations.ts';
import { morning, night, nightAfter, type PartOfDay, partsOfDay } from './parts-of-day.ts';
import { type Day, dayOfWeek, takeDay, takeWeekday } from './said-day.ts';
import { type TakenWord, takeWord, without } from './said-word.ts';
import { instantMsOf, laterDay, type WallTime, wallTimeOf } from './zone.ts';

/** Words as typed, without case, diacritics or double spaces. */
export const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();

type TimeOfDay = Pick<WallTime, 'hour' | 'minute' | 'second'>;

export interface SaidTime extends TimeOfDay {
  /** Hours of its clock: of 12, the time may be before or after noon; absent where both clocks say the same. */
  readonly clock?: 12 | 24;
}

/** A moment as a text states it; a missing part was not stated. */
export interface SaidMoment {
  readonly day?: Day;
  readonly time?: SaidTime;
  /** In which part of the day the hours of `time` are meant. */
  readonly part?: PartOfDay;
}

/** How long each unit is, in milliseconds. */
const units: readonly [pattern: RegExp, ms: number][] = [
  [/^(?:giay|seconds?|s)$/, 1_000],
  [/^(?:phut|minutes?|mins?|p)$/, 60_000],
  [/^(?:gio|tieng|hours?|h)$/, 3_600_000],
  [/^(?:ngay|days?)$/, dayMs],
];
const count = '\\d{1,4} ?[a-z]+';
const about = '(?:khoang |chung |tam |about )?';
const agoPattern = new RegExp(
  `^${about}(?:((?:${count} ?)+) (?:truoc|ago)|cach day ${about}((?:${count} ?)+)|truoc day ((?:${count} ?)+))$`,
);
const lastPattern = new RegExp(
  `^(?:trong )?(?:vong )?(?:(?:((?:${count} ?)+) (?:vua qua|vua roi|qua|gan day|gan nhat|tro lai day|tro lai|do lai))|(?:in )?(?:the )?(?:last|past) ((?:${count} ?)+|hour|minute))$`,
);

/** `20 phút trước`, `2 hours ago`, `now`: an instant by itself. */
export function agoMs(text: string, nowMs: number): number | undefined {
  if (/^(?:ngay )?(?:bay gio|luc nay|hien tai|hien nay|nay|gio|now)$/.test(text)) return nowMs;
  const [, before, since, earlier] = agoPattern.exec(text) ?? [];
  return beforeMs(before ?? since ?? earlier, nowMs);
}

/** `10 phút vừa qua`, `the last 2 hours`: the instant at which the stretch up to now begins. */
export function lastMs(text: string, nowMs: number): number | undefined {
  const [, said, inEnglish] = lastPattern.exec(text) ?? [];
  return beforeMs(said ?? inEnglish?.replace(/^(?=[a-z])/, '1 '), nowMs);
}

/** So long before now, `2 gio 15 phut`; days keep the time of day. */
function beforeMs(length: string | undefined, nowMs: number): number | undefined {
  let ms = nowMs;
  for (const [, number, word = ''] of length?.matchAll(/(\d+) ?([a-z]+)/g) ?? []) {
    const unit = units.find(([pattern]) => pattern.test(word))?.[1];
    if (unit === undefined) return undefined;
    ms = unit === dayMs ? instantMsOf(laterDay(wallTimeOf(ms), -Number(number))) : ms - Number(number) * unit;
  }
  return length === undefined ? undefined : ms;
}

/** Words that change nothing of the time which is meant. */
const fillers =
  /\b(?:khoang thoi gian|thoi gian|thoi diem|ngay|mung|mong|luc|hoi|vao|tu|trong|on|at|in the|from|the|khoang|quang|gan|tam|chung|do|dau do|dung|hon|xap xi|ca|suot|nguyen|all|about|around|exactly)\b|,/g;

/** Reads a plain text such as `21:20 hom qua`, `21/11 21h20`, `2026-11-21 21:10:00`; `undefined` if any of it is not understood. */
export function readMoment(text: string, nowMs: number): SaidMoment | undefined {
  const part = takeWord(text, partsOfDay);
  const day = takeDay(part.rest, nowMs, part.found !== undefined);
  const time = takeTime(day.rest);
  const weekday = day.found ? { rest: time.rest } : takeWeekday(time.rest);
  const left = weekday.rest.replace(fillers, '').trim();
  if (left !== '' || day.found === 'nonsense' || time.found === 'nonsense') return undefined;
  const said = { ...(time.found && { time: time.found }), ...(part.found && { part: part.found }) };
  if (weekday.found) {
    const isPast = (today: WallTime) => momentMs(today, saidBegin(said)) <= nowMs;
    return { day: dayOfWeek(weekday.found, nowMs, isPast), ...said };
  }
  if (!day.found) return time.found || part.found ? said : undefined;
  const isNightAfter = part.found === night && day.isBygone === true;
  return { day: day.found, ...said, ...(isNightAfter && { part: nightAfter }) };
}

/** The time of day that was said, midnight where none was; its hour is 24 or more in the night after the day. */
export const timeOf = ({ time, part = morning }: SaidMoment): TimeOfDay =>
  time ? { ...time, hour: part.hourOf(time.hour) } : midnight;

const midnight: TimeOfDay = { hour: 0, minute: 0, second: 0 };

/** Of a part of the day without a time, when it begins. */
export const saidBegin = (said: SaidMoment): TimeOfDay =>
  said.part && !said.time ? { ...midnight, hour: said.part.hours[0] } : timeOf(said);

/** Of a part of the day without a time, and of a whole day, when it ends. */
export const saidEnd = (said: SaidMoment): TimeOfDay =>
  said.time ? timeOf(said) : { ...midnight, hour: said.part?.hours[1] ?? 24 };

function takeTime(text: string): TakenWord<SaidTime | 'nonsense'> {
  const match =
    /(\d{1,2})(?: ?(?:h|gio|g)(?: ?(\d{1,2})(?: ?(?:phut|p)\b(?: ?(\d{1,2}) ?(?:giay|s)\b)?)?)?|:(\d{2})(?::(\d{2}))?) ?(am|pm)?/.exec(
      text,
    ) ?? /(\d{1,2})()()()() ?(am|pm)\b/.exec(text);
  if (!match) return { rest: text };
  const [, hours = '', minutesSpoken, secondsSpoken, minutes, seconds, half] = match;
  const hour = (Number(hours) % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0);
  const found: SaidTime = {
    hour,
    minute: Number(minutes || minutesSpoken || 0),
    second: Number(seconds || secondsSpoken || 0),
    ...(!half &&
      hour !== 12 && { clock: clockOf(hours, { isWritten: minutes !== undefined && minutes !== '' }) }),
  };
  const isSense = Number(hours) < (half ? 13 : 24) && found.minute < 60 && found.second < 60;
  return { found: isSense ? found : 'nonsense', rest: without(text, match) };
}

/** `21h`, `09h` and, as a clock shows it, `10:20` are of 24 hours; `9h`, `10h` and `9:20` of either. */
const clockOf = (hours: string, { isWritten }: { readonly isWritten: boolean }): 12 | 24 =>
  Number(hours) > 12 || hours.startsWith('0') || (isWritten && hours.length === 2) ? 24 : 12;

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
