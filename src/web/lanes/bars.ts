import type { Range } from '../time/spoken-range.ts';
import type { LanePart } from './lane.ts';
import { type Scale, xOf } from './scale.ts';

/** A box of a lane's track, in CSS pixels. */
export interface Bar {
  readonly left: number;
  readonly width: number;
  /** Several where parts lie closer together than they can be shown; the longest first. */
  readonly kinds: readonly LanePart['kind'][];
}

/** Every part that can be seen is so wide, whether there is footage or none. */
export const minBarPx = 3;

interface Filling {
  left: number;
  width: number;
  readonly lengthsMs: Map<LanePart['kind'], number>;
}

/**
 * The bars of the parts that overlap a scale, in order and disjoint, at most one for every three pixels. A part shorter than
 * that moves what follows to the right by at most two such widths; where even that is no room, parts share a bar.
 */
export function barsOf(parts: readonly LanePart[], scale: Scale): Bar[] {
  const bars: Filling[] = [];
  let endPx = 0;
  for (let i = firstAfter(parts, scale.fromMs); i < parts.length; i++) {
    const part = parts[i];
    if (!part || part.fromMs >= scale.toMs) break;
    const [ownLeft, ownRight] = edgesOf(part, scale);
    const left = Math.max(ownLeft, endPx);
    const last = bars.at(-1);
    if (last && ownRight < left && left - ownLeft > minBarPx) {
      last.lengthsMs.set(part.kind, (last.lengthsMs.get(part.kind) ?? 0) + part.toMs - part.fromMs);
      continue;
    }
    const width = Math.max(ownRight - left, minBarPx);
    bars.push({ left, width, lengthsMs: new Map([[part.kind, part.toMs - part.fromMs]]) });
    endPx = left + width;
  }
  keepInside(bars, scale.width);
  return joined(bars.map(barOf));
}

/** Boxes of ranges in order, each at least `leastPx` wide; those that touch are one. */
export function boxesOf(
  ranges: readonly Range[],
  scale: Scale,
  leastPx: number,
): { left: number; width: number }[] {
  const boxes: { left: number; width: number }[] = [];
  for (const range of ranges) {
    if (range.toMs <= scale.fromMs || range.fromMs >= scale.toMs) continue;
    const [ownLeft, right] = edgesOf(range, scale);
    const left = Math.max(0, Math.min(ownLeft, scale.width - leastPx));
    const width = Math.max(right - left, leastPx);
    const last = boxes.at(-1);
    if (last && left <= last.left + last.width) last.width = Math.max(last.width, left + width - last.left);
    else boxes.push({ left, width });
  }
  return boxes;
}

const edgesOf = ({ fromMs, toMs }: Range, scale: Scale): readonly [left: number, right: number] => [
  xOf(scale, Math.max(fromMs, scale.fromMs)),
  xOf(scale, Math.min(toMs, scale.toMs)),
];

/** The index of the first part that ends after an instant. */
function firstAfter(parts: readonly LanePart[], ms: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.toMs ?? 0) > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Moves the last bars to the left, where they would lie beyond the right edge. */
function keepInside(bars: readonly Filling[], edgePx: number): void {
  let limit = edgePx;
  for (const bar of bars.toReversed()) {
    if (bar.left + bar.width <= limit) return;
    bar.width = Math.max(minBarPx, limit - bar.left);
    bar.left = limit - bar.width;
    limit = bar.left;
  }
}

const barOf = ({ left, width, lengthsMs }: Filling): Bar => ({
  left,
  width,
  kinds: [...lengthsMs].sort(([, a], [, b]) => b - a).map(([kind]) => kind),
});

/** Bars that share their space in the same way are one. */
function joined(bars: readonly Bar[]): Bar[] {
  const all: Bar[] = [];
  for (const bar of bars) {
    const last = all.at(-1);
    const isSame =
      last && bar.kinds.length > 1 && new Set([...last.kinds, ...bar.kinds]).size === last.kinds.length;
    if (last && isSame && last.kinds.length === bar.kinds.length && bar.left - last.left - last.width < 0.01)
      all[all.length - 1] = { ...last, width: bar.left + bar.width - last.left };
    else all.push(bar);
  }
  return all;
}
