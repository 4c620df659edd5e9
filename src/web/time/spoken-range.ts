import { agoMs, instantOf, plain, readMoment, type SaidMoment } from './spoken-moment.ts';
import { wallTimeOf } from './zone.ts';

export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

const dayMs = 86_400_000;
/** A single moment means the time around it. */
const aroundMs = 10 * 60_000;
const midnight = { hour: 0, minute: 0, second: 0 };

/**
 * What an officer types of a stretch of time: `21:10 – 21:30 hôm qua`, `21/11/2026 21:10:00 – 21:30:00`, or a single
 * moment, which means ten minutes on either side; a day alone means all of it. Without a day, the latest such time that
 * is past. `undefined` when any of it is not understood, or the end is not later than the beginning.
 */
export function readRange(text: string, nowMs: number): Range | undefined {
  const [first, second, ...more] = plain(withoutZone(text)).split(/ ?(?:–|—|→|\bden\b|\bto\b| - ) ?/);
  if (first === undefined || more.length > 0) return undefined;
  const range = second === undefined ? around(first, nowMs) : between(first, second, nowMs);
  return range && range.fromMs < range.toMs ? range : undefined;
}

const withoutZone = (text: string): string =>
  text.replace(/\(?UTC[+-]\d+(?::\d+)?\)?/gi, '').replace(/^từ /i, '');

function around(text: string, nowMs: number): Range | undefined {
  const ago = agoMs(text, nowMs);
  if (ago !== undefined) return { fromMs: ago - aroundMs, toMs: ago + aroundMs };
  const said = readMoment(text, nowMs);
  if (!said) return undefined;
  if (said.day && !said.time) {
    const fromMs = instantOf(said.day, midnight);
    return { fromMs, toMs: fromMs + dayMs };
  }
  const ms = pastMsOf(said, nowMs);
  return { fromMs: ms - aroundMs, toMs: ms + aroundMs };
}

function between(first: string, second: string, nowMs: number): Range | undefined {
  const agoFrom = agoMs(first, nowMs);
  const agoTo = agoMs(second, nowMs);
  const [from, to] = [readMoment(first, nowMs), readMoment(second, nowMs)];
  if ((agoFrom === undefined && !from) || (agoTo === undefined && !to)) return undefined;
  const day = from?.day ?? to?.day;
  const fromMs = agoFrom ?? pastMsOf({ ...from, ...(day && { day }) }, nowMs);
  if (agoTo !== undefined) return { fromMs, toMs: agoTo };
  const toMs = instantOf(to?.day ?? wallTimeOf(fromMs), to?.time ?? midnight);
  const isOneDaySaid = !from?.day || !to?.day;
  // 23:50 – 00:10 goes past midnight.
  return { fromMs, toMs: toMs <= fromMs && isOneDaySaid ? toMs + dayMs : toMs };
}

function pastMsOf({ day, time = midnight }: SaidMoment, nowMs: number): number {
  if (day) return instantOf(day, time);
  const today = instantOf(wallTimeOf(nowMs), time);
  return today <= nowMs ? today : instantOf(wallTimeOf(nowMs - dayMs), time);
}
