import { dayMs, hourMs, minuteMs, secondMs } from '../time/durations.ts';
import { clockText, dateText } from '../time/format.ts';
import { instantMsOf, laterDay, offsetMsAt, wallTimeOf } from '../time/zone.ts';
import type { Scale } from './scale.ts';

const stepsMs = [
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 3, 7].map((days) => days * dayMs),
];

export interface Named {
  readonly ms: number;
  readonly text: string;
}

export interface Axis {
  /** Round times in the scale, with what of them changes from one to the next. */
  readonly ticks: readonly Named[];
  /** What of their dates the ticks leave out: from each on, the first of them from before the scale. */
  readonly dates: readonly Named[];
}

/** Free pixels between two ticks. */
const apartPx = 28;

/** The axis of a scale, in the site's zone; `widthOf` measures a text in pixels. */
export function axisOf(scale: Scale, widthOf: (text: string) => number): Axis {
  const msPerPx = (scale.toMs - scale.fromMs) / scale.width;
  const stepMs =
    stepsMs.find((step) => step >= (widthOf(tickText(step)(scale.fromMs)) + apartPx) * msPerPx) ?? 7 * dayMs;
  const textOf = tickText(stepMs);
  return {
    ticks: roundTimes(scale, stepMs).map((ms) => ({ ms, text: textOf(ms) })),
    dates: stepMs < dayMs ? daysOf(scale) : monthsOf(scale),
  };
}

/** Multiples of a step by the zone's clock. Above an hour they stay round where the clocks are set. */
export function roundTimes({ fromMs, toMs }: Scale, stepMs: number): number[] {
  const offsetMs = offsetMsAt(fromMs);
  const firstMs = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  const count = Math.max(0, Math.floor((toMs - firstMs) / stepMs) + 1);
  const even = Array.from({ length: count }, (_, tick) => firstMs + tick * stepMs);
  return stepMs > hourMs ? even.map((ms) => ms + offsetMs - offsetMsAt(ms)) : even;
}

/** `21/11`, `21:10`, `21:10:05` or `21:10:05,200`. */
function tickText(stepMs: number): (ms: number) => string {
  if (stepMs >= dayMs) return (ms) => dateText(ms).slice(0, 5);
  if (stepMs >= minuteMs) return (ms) => clockText(ms).slice(0, 5);
  return stepMs >= secondMs ? clockText : fractionText;
}

/** `21:10:05,200`. */
export const fractionText = (ms: number): string =>
  `${clockText(ms)},${String(Math.floor(ms) % 1000).padStart(3, '0')}`;

/** The days of a scale by the site's calendar: `21/11/2026`. */
function daysOf({ fromMs, toMs }: Scale): Named[] {
  const days: Named[] = [];
  let day = { ...wallTimeOf(fromMs), hour: 0, minute: 0, second: 0 };
  for (let ms = instantMsOf(day); ms < toMs; ms = instantMsOf(day)) {
    days.push({ ms, text: dateText(ms) });
    day = laterDay(day, 1);
  }
  return days;
}

/** The months of a scale: `11/2026`. */
function monthsOf({ fromMs, toMs }: Scale): Named[] {
  const months: Named[] = [];
  let month = { ...wallTimeOf(fromMs), day: 1, hour: 0, minute: 0, second: 0 };
  for (let ms = instantMsOf(month); ms < toMs; ms = instantMsOf(month)) {
    months.push({ ms, text: dateText(ms).slice(3) });
    month = { ...laterDay(month, 31), day: 1 };
  }
  return months;
}
