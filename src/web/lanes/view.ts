import { dayMs, secondMs } from '../time/durations.ts';
import type { Range } from '../time/spoken-range.ts';

export const minViewMs = secondMs;
export const maxViewMs = 31 * dayMs;
/** How much time may be shown around an asked range that is shorter. */
const aroundMs = 30 * dayMs;

/** Two positions along the lanes, as shares of their width. */
export type Pair = readonly [one: number, other: number];

/** Fingers nearer to each other, as a share of the width, do not zoom further. */
const minSpread = 0.02;

export const lengthOf = ({ fromMs, toMs }: Range): number => toMs - fromMs;

export const liesWithin = (view: Range, bounds: Range): boolean =>
  view.fromMs >= bounds.fromMs && view.toMs <= bounds.toMs;

/** Thirty days about an asked range, of the future no more than was asked; a longer range itself. */
export function daysAround(asked: Range, nowMs: number): Range {
  if (lengthOf(asked) >= aroundMs) return asked;
  const middleMs = (asked.fromMs + asked.toMs) / 2;
  const toMs = Math.max(asked.toMs, Math.min(middleMs + aroundMs / 2, nowMs));
  return { fromMs: toMs - aroundMs, toMs };
}

/** The nearest view inside `bounds`, one second to 31 days long, or as long as `bounds` where these are shorter. */
export function clampedView(view: Range, bounds: Range): Range {
  const lengthMs = clampedLength(lengthOf(view), bounds);
  const fromMs = clamp(view.fromMs, bounds.fromMs, bounds.toMs - lengthMs);
  return { fromMs, toMs: Math.min(fromMs + lengthMs, bounds.toMs) };
}

/** `factor` times as large, above 1, or as small, below it; the instant `aboutMs` stays where it is, except at an edge. */
export function zoomedView(view: Range, bounds: Range, aboutMs: number, factor: number): Range {
  const lengthMs = clampedLength(lengthOf(view) / factor, bounds);
  const fromMs = aboutMs - ((aboutMs - view.fromMs) / lengthOf(view)) * lengthMs;
  return clampedView({ fromMs, toMs: fromMs + lengthMs }, bounds);
}

/** Moved by a share of its length, later where that is positive; it stops at the edges. */
export function pannedView(view: Range, bounds: Range, share: number): Range {
  const byMs = share * lengthOf(view);
  return clampedView({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, bounds);
}

/** Two fingers move from `before` to `after`; the instants under them stay under them, except at an edge. */
export function pinchedView(view: Range, bounds: Range, before: Pair, after: Pair): Range {
  const lengthMs = clampedLength((lengthOf(view) * spreadOf(before)) / spreadOf(after), bounds);
  const fromMs = view.fromMs + middleOf(before) * lengthOf(view) - middleOf(after) * lengthMs;
  return clampedView({ fromMs, toMs: fromMs + lengthMs }, bounds);
}

/** How far a view is zoomed in, [0, 1]: equal steps multiply it equally. */
export function zoomLevelOf(view: Range, bounds: Range): number {
  const [leastMs, mostMs] = limitsOf(bounds);
  return leastMs === mostMs ? 0 : Math.log(mostMs / lengthOf(view)) / Math.log(mostMs / leastMs);
}

/** The view about the middle of `view` that is zoomed in so far. */
export function viewAtLevel(view: Range, bounds: Range, level: number): Range {
  const [leastMs, mostMs] = limitsOf(bounds);
  const lengthMs = mostMs * (leastMs / mostMs) ** level;
  return zoomedView(view, bounds, (view.fromMs + view.toMs) / 2, lengthOf(view) / lengthMs);
}

function limitsOf(bounds: Range): readonly [leastMs: number, mostMs: number] {
  const mostMs = Math.min(maxViewMs, lengthOf(bounds));
  return [Math.min(minViewMs, mostMs), mostMs];
}

function clampedLength(lengthMs: number, bounds: Range): number {
  const [leastMs, mostMs] = limitsOf(bounds);
  return clamp(lengthMs, leastMs, mostMs);
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

const spreadOf = ([one, other]: Pair): number => Math.max(Math.abs(one - other), minSpread);

const middleOf = ([one, other]: Pair): number => (one + other) / 2;
