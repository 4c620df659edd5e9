import { wallTimeOf, zoneNameAt } from './zone.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');

/** `21/11/2026`. */
export function dateText(ms: number): string {
  const { year, month, day } = wallTimeOf(ms);
  return `${two(day)}/${two(month)}/${year}`;
}

/** `21:10:00`. */
export function clockText(ms: number): string {
  const { hour, minute, second } = wallTimeOf(ms);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}

/** `21/11/2026 21:10:00`. */
export const momentText = (ms: number): string => `${dateText(ms)} ${clockText(ms)}`;

/** How to write instants of a stretch: with the date where it spans two days. */
export const textWithin = (fromMs: number, toMs: number): ((ms: number) => string) =>
  dateText(fromMs) === dateText(toMs) ? clockText : momentText;

/** `21/11/2026 21:10:00 (UTC+7)`. */
export const zonedText = (ms: number): string => `${momentText(ms)} (${zoneNameAt(ms)})`;

/** A frame's time: `21/11/2026 21:10:00,067 (UTC+7)`. */
export const frameText = (ms: number): string =>
  `${momentText(ms)},${String(Math.floor(ms) % 1000).padStart(3, '0')} (${zoneNameAt(ms)})`;

/** `21/11/2026 21:10:00 – 21:30:00`, with the second date where it is another one. */
export function rangeText(fromMs: number, toMs: number): string {
  const isOneDay = dateText(fromMs) === dateText(toMs);
  return `${momentText(fromMs)} – ${isOneDay ? clockText(toMs) : momentText(toMs)}`;
}

/** `… 02:30:00 (UTC+2) – 02:30:00 (UTC+1)` where the clocks are set within it. */
export function zonedRangeText(fromMs: number, toMs: number): string {
  const [from, to] = [zoneNameAt(fromMs), zoneNameAt(toMs)];
  if (from === to) return `${rangeText(fromMs, toMs)} (${to})`;
  return `${zonedText(fromMs)} – ${textWithin(fromMs, toMs)(toMs)} (${to})`;
}

/** For `input type="datetime-local"` with seconds. */
export function localInputText(ms: number): string {
  const { year, month, day, hour, minute, second } = wallTimeOf(ms);
  return `${four(year)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}
