import { formatInstant, offsetIfTwice, type TimeRange, utcOffset } from '../core/index.ts';
import { type Html, html } from './html.ts';

/**
 * Times as people of that language read them, in that zone, and as programs do in `datetime`. In an hour that comes twice,
 * where the clocks are set back, the offset from UTC tells which one is meant: `02:30:00.0 +02:00`.
 */
export interface SpokenTime {
  instant(atMs: number): Html;
  /** In plain text. */
  text(atMs: number): string;
  /** In plain text, always with the offset from UTC: `21:17:30,5 +07:00 21/11/2026`. */
  withOffset(atMs: number): string;
  /** In plain text, to the second: of an axis. */
  clock(atMs: number): string;
  /** A range in plain text; the day once, where it is the same. */
  span(range: TimeRange): string;
  /** To the minute, as letters tell it: `22 giờ 02 phút ngày 21/11/2026`. */
  minute(atMs: number): string;
  /** The day once, where it is the same. */
  range(range: TimeRange): Html;
  /** `1:02:03.4`, with the decimal sign of the language. */
  length(lengthMs: number): string;
  whole(number: number): string;
  /** To a tenth, with the decimal sign of the language: `60,0`. */
  seconds(ms: number): string;
}

/** A day of the calendar, `2026-11-21`, as both languages write it: `21/11/2026`. */
export const writtenDay = (day: string): string => day.split('-').reverse().join('/');

const timeOfDay = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 1,
} as const;
const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;

export function spokenTime(lang: string, timeZone: string): SpokenTime {
  // British English and Vietnamese both write the day first.
  const locale = lang === 'en' ? 'en-GB' : lang;
  const clock = new Intl.DateTimeFormat(locale, { ...timeOfDay, hourCycle: 'h23', timeZone });
  const calendar = new Intl.DateTimeFormat(locale, { ...day, timeZone });
  const minutes = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const axis = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const fullOffset = utcOffset(timeZone);
  const numbers = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const decimalSign = numbers.format(1.5).charAt(1);
  const offset = offsetIfTwice(timeZone);
  const clockText = (atMs: number) => `${clock.format(atMs)}${offset(atMs)}`;
  const text = (atMs: number) => `${clockText(atMs)} ${calendar.format(atMs)}`;
  const instant = (atMs: number) => html`<time datetime="${formatInstant(atMs)}">${text(atMs)}</time>`;
  const minute = (atMs: number) => {
    const [hour = '', past = ''] = minutes.format(atMs).split(':');
    return lang === 'vi'
      ? `${hour} giờ ${past} phút${offset(atMs)} ngày ${calendar.format(atMs)}`
      : `${hour}:${past}${offset(atMs)} on ${calendar.format(atMs)}`;
  };
  const isOneDay = ({ fromMs, toMs }: TimeRange) => calendar.format(fromMs) === calendar.format(toMs);
  return {
    text,
    withOffset: (atMs) => `${clock.format(atMs)} ${fullOffset(atMs)} ${calendar.format(atMs)}`,
    clock: (atMs) => axis.format(atMs),
    span: (range) =>
      `${isOneDay(range) ? clockText(range.fromMs) : text(range.fromMs)} – ${text(range.toMs)}`,
    minute,
    instant,
    length: (lengthMs) => lengthText(lengthMs).replace('.', decimalSign),
    whole: (number) => numbers.format(number),
    seconds: (ms) => tenths.format(ms / 1_000),
    range: ({ fromMs, toMs }) => {
      const shown = isOneDay({ fromMs, toMs });
      const from = html`<time datetime="${formatInstant(fromMs)}">${shown ? clockText(fromMs) : text(fromMs)}</time>`;
      return html`${from} – ${instant(toMs)}`;
    },
  };
}

/** `1:02:03.4` */
function lengthText(lengthMs: number): string {
  const tenths = Math.round(lengthMs / 100);
  const [hours, minutes, seconds] = [
    Math.floor(tenths / 36_000),
    Math.floor(tenths / 600) % 60,
    (tenths % 600) / 10,
  ];
  return `${hours}:${String(minutes).padStart(2, '0')}:${seconds.toFixed(1).padStart(4, '0')}`;
}
