import { dayMs, hourMs, minuteMs, type TimeRange } from '../../../src/core/index.ts';
import type { GapReason } from '../../../src/recording/index.ts';

export const cameras = 190;
export const days = 30;
/** The end of it is committed by the product's own code, so that it has records. */
export const recentMs = hourMs;
/** Gaps begin and end on this grid, so that segments of any length of the bench fill the rest. */
export const gridMs = 10 * minuteMs;
/** As many gaps as in the ward that the figures of today were measured in: 565 spans of 190 cameras a day. */
const gapsPerDay = 3;
/** Footage of the first hours expired, and what follows is marked garbage. */
const expiredMs = 6 * hourMs;
const markedMs = 100 * minuteMs;

const reasons: readonly GapReason[] = [
  'offline',
  'auth',
  'recorder',
  'disk',
  'paused',
  'no-notice',
  'damaged',
  'clock',
  'unknown',
];

/** The time of a bench: thirty days up to `toMs`; what is committed by the product's own code begins at `recentFromMs`. */
export interface StockTime extends TimeRange {
  readonly recentFromMs: number;
}

export function stockTime(nowMs: number): StockTime {
  const toMs = Math.floor(nowMs / gridMs) * gridMs;
  return { fromMs: toMs - days * dayMs, recentFromMs: toMs - recentMs, toMs };
}

export const markedTime = ({ fromMs }: StockTime): TimeRange => ({
  fromMs: fromMs + expiredMs,
  toMs: fromMs + expiredMs + markedMs,
});

export interface PlannedGap extends TimeRange {
  /** Number of the camera, from 0. */
  readonly camera: number;
  readonly reason: GapReason;
}

/** The same gaps for the same time, of all reasons, up to the recent time. */
export function plannedGaps(time: StockTime): PlannedGap[] {
  const random = randomNumbers(7);
  const firstMs = markedTime(time).toMs;
  const gaps: PlannedGap[] = [];
  for (let camera = 0; camera < cameras; camera++) {
    gaps.push({ camera, fromMs: time.fromMs, toMs: time.fromMs + expiredMs, reason: 'expired' });
    let atMs = firstMs;
    for (;;) {
      const fromMs = atMs + gridMs * (1 + Math.floor((random() * 2 * dayMs) / gapsPerDay / gridMs));
      const toMs = fromMs + gridMs * (1 + Math.floor(random() * 2));
      if (toMs >= time.recentFromMs) break;
      gaps.push({ camera, fromMs, toMs, reason: reasons[gaps.length % reasons.length] ?? 'unknown' });
      atMs = toMs;
    }
  }
  return gaps;
}

/** Where a camera stands: in rows, some 130 m apart. */
export const placeOf = (camera: number): { readonly lat: number; readonly lon: number } => ({
  lat: 21.01 + 0.00117 * Math.floor(camera / 14),
  lon: 107.3 + 0.00125 * (camera % 14),
});

/** Numbers of `[0, 1)`, the same of the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
