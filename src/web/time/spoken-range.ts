import { inDigits } from './colloquial-time.ts';
import { numbersInDigits } from './number-words.ts';
import { afternoon, daytimes } from './parts-of-day.ts';
import {
  agoMs,
  lastMs,
  momentMs,
  plain,
  readMoment,
  type SaidMoment,
  saidBegin,
  saidEnd,
  timeOf,
} from './spoken-moment.ts';
import { instantMsOf, laterDay, type WallTime, wallTimeOf } from './zone.ts';

export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A single moment means the time around it. */
const aroundMs = 10 * 60_000;

/** A hyphen between two times may stand without blanks; in a date it parts numbers. */
const separator = / ?(?:–|—|→|\bden\b|\bto\b|\buntil\b| - |(?<=[\dhg])-(?=\d{1,2}(?:h|g|:))) ?/;

/**
 * Reads a stretch of time: `21:10 – 21:30 hôm qua`, `21/11/2026 21:10:00 – 21:30:00`, or a single moment, which means
 * ten minutes on either side. Without a day, the latest such time that is past. More than one stretch where the text leaves open
 * which: `9h hôm qua` before or after noon, `hôm qua` all of it or a part. None when a part of it is not understood, or the end is not
 * later than the beginning.
 */
export function readSpokenRange(text: string, nowMs: number): readonly Range[] {
  const said = inDigits(plain(numbersInDigits(distinct(withoutZone(text)))));
  const sinceMs = lastMs(said, nowMs);
  if (sinceMs !== undefined) return sinceMs < nowMs ? [{ fromMs: sinceMs, toMs: nowMs }] : [];
  const [first, second, ...more] = said.split(separator);
  if (first === undefined || more.length > 0) return [];
  const ranges = second === undefined ? around(first, nowMs) : between(first, second, nowMs);
  return past(
    ranges.filter(({ fromMs, toMs }) => fromMs < toMs),
    nowMs,
  );
}

/** Nobody looks for what is to come, unless only that was said. */
function past(ranges: readonly Range[], nowMs: number): readonly Range[] {
  const begun = ranges.filter(({ fromMs }) => fromMs <= nowMs);
  return begun.length > 0 ? begun : ranges;
}

const withoutZone = (text: string): string =>
  text.replace(/\(?UTC[+-]\d+(?::\d+)?\)?/gi, '').replace(/^từ /i, '');

/** Words that read as others without their diacritics: `tới` (to) as `tối` (evening), `nãy` (a while ago) as `nay` (now). */
const distinct = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\s)tới(?=\s)/g, 'đến')
    .replace(/(?<=^|\s)nãy(?=\s|$)/g, 'vừa xong');

function around(text: string, nowMs: number): readonly Range[] {
  const ago = agoMs(text, nowMs);
  if (ago !== undefined) return [{ fromMs: ago - aroundMs, toMs: ago + aroundMs }];
  const said = readMoment(text, nowMs);
  if (!said) return [];
  if (said.time) {
    const moments = readings(said).map((each) =>
      momentMs(each.day ?? latestDayOf(each, nowMs), timeOf(each)),
    );
    return moments.map((ms) => ({ fromMs: ms - aroundMs, toMs: ms + aroundMs }));
  }
  const day = said.day ?? latestDayOf(said, nowMs);
  const isWhole = said.part !== undefined || allOf.test(text);
  return [said, ...(isWhole ? [] : daytimes.map((part) => ({ part })))].map((each) => ({
    fromMs: momentMs(day, saidBegin(each)),
    toMs: momentMs(day, saidEnd(each)),
  }));
}

/** `cả ngày hôm qua` */
const allOf = /\b(?:ca|suot|nguyen|all)\b/;

function between(first: string, second: string, nowMs: number): readonly Range[] {
  const agoFrom = agoMs(first, nowMs);
  const agoTo = agoMs(second, nowMs);
  const [from, to] = inOnePart(readMoment(first, nowMs), readMoment(second, nowMs));
  if ((agoFrom === undefined && !from) || (agoTo === undefined && !to)) return [];
  const isCertain = from?.part !== undefined || to?.part !== undefined || isOf24(from) || isOf24(to);
  const [begins, ends] = isCertain ? [[from], [to]] : [readings(from ?? {}), readings(to ?? {})];
  return begins.flatMap((begin) => {
    const ranges = ends.map((end) =>
      stretch({ ago: agoFrom, said: begin }, { ago: agoTo, said: end }, nowMs),
    );
    return from?.day && to?.day ? ranges : shortest(ranges);
  });
}

const isOf24 = (said: Said): boolean => said?.time?.clock === 24;

/** `9h – 10h`: the end that comes first after the beginning is meant. */
const shortest = (ranges: readonly Range[]): readonly Range[] =>
  ranges
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .toSorted((one, other) => one.toMs - other.toMs)
    .slice(0, 1);

interface End {
  /** An instant by itself. */
  readonly ago: number | undefined;
  readonly said: Said;
}

function stretch({ ago: agoFrom, said: from }: End, { ago: agoTo, said: to }: End, nowMs: number): Range {
  const day = from?.day ?? to?.day ?? latestDayOf(from ?? {}, nowMs);
  const fromMs = agoFrom ?? momentMs(day, saidBegin(from ?? {}));
  if (agoTo !== undefined) return { fromMs, toMs: agoTo };
  const toDay = to?.day ?? (agoFrom === undefined ? day : wallTimeOf(fromMs));
  const toMs = momentMs(toDay, saidEnd(to ?? {}));
  const isOneDaySaid = !from?.day || !to?.day;
  // 23:50 – 00:10 goes past midnight.
  return { fromMs, toMs: toMs <= fromMs && isOneDaySaid ? sameTimeNextDay(toMs) : toMs };
}

/** What was said, and where the hour may be one after noon, that too. */
const readings = (said: SaidMoment): readonly SaidMoment[] =>
  said.time?.clock === 12 && !said.part ? [said, { ...said, part: afternoon }] : [said];

const sameTimeNextDay = (ms: number): number => instantMsOf(laterDay(wallTimeOf(ms), 1));

type Said = SaidMoment | undefined;

/** `9h – 9h30 tối qua`: a part of the day that is said once is meant of both, as far as one is then after the other. */
function inOnePart(from: Said, to: Said): readonly [from: Said, to: Said] {
  const part = from?.part ?? to?.part;
  if (!part || !from?.time || !to?.time || (from.part && to.part)) return [from, to];
  const [begin, end] = [
    { ...from, part },
    { ...to, part },
  ];
  return minuteOf(begin) < minuteOf(end) ? [begin, end] : [from, to];
}

function minuteOf(said: SaidMoment): number {
  const { hour, minute } = timeOf(said);
  return hour * 60 + minute;
}

/** Today, or yesterday where that time of today, or that part of it, is yet to come. */
function latestDayOf(said: SaidMoment, nowMs: number): WallTime {
  const today = wallTimeOf(nowMs);
  return momentMs(today, saidBegin(said)) <= nowMs ? today : laterDay(today, -1);
}
