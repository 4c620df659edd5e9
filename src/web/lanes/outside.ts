import type { Range } from '../time/spoken-range.ts';
import { type Scale, xOf } from './scale.ts';

/** However far one has zoomed out, the asked range is so wide: two bars. */
const leastAskedPx = 6;

/** Boxes of the time before and after the asked range, where a scale shows any. */
export function outsideBoxes(asked: Range, scale: Scale): { left: number; width: number }[] {
  const isSeen = asked.fromMs < scale.toMs && asked.toMs > scale.fromMs;
  const leastPx = isSeen ? leastAskedPx : 0;
  const before = Math.min(xOf(scale, asked.fromMs), scale.width - leastPx);
  const after = Math.max(xOf(scale, asked.toMs), Math.max(before, 0) + leastPx);
  return [
    { left: 0, width: before },
    { left: after, width: scale.width - after },
  ].filter(({ width }) => width > 0);
}
