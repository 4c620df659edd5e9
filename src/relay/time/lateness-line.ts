import { edgeAt, type HullPoint, lowerHull } from './lower-hull.ts';

/** Arrival minus media time without delay: `at(mediaMs)`, and its change per media time. */
export interface LatenessLine {
  readonly slope: number;
  at(mediaMs: number): number;
}

/** Two points always lie on a line. */
const minSpanMs = 2_500;
/** Jitter of 200 ms over 10 s looks like 2 %: shorter stretches show only a rate that is far off. */
const longSpanMs = 15_000;
/** The median lateness stays below this, unless the camera's rate is wrong or the network is bad. */
const usualLatenessMs = { long: 50, short: 150 } as const;
/** No camera is further off; a GOP sent in a burst is (slope −1). */
const slopeLimits = { min: -0.4, max: 0.6 } as const;

/**
 * Fits the line under all points that a camera's clock follows. Delay is one-sided, so every point lies on or
 * above it. For a correct clock the line is flat, at the minimum. A wrong one (25 fps declared, 21 delivered,
 * quirk 21) leaves most points far above a flat line, but close above the line that supports their middle.
 *
 * `points` are sorted by x and not empty. Points before `settledFromX` came in the burst after PLAY: they
 * bound the line, but say nothing about the rate.
 */
export function latenessLine(points: readonly HullPoint[], settledFromX: number): LatenessLine {
  const settled = points.filter((point) => point.x >= settledFromX);
  const slope = supportingSlope(settled);
  const usualMs = usualLatenessMs[spanOf(settled) < longSpanMs ? 'short' : 'long'];
  const isEvident =
    medianHeight(settled, 0) > usualMs && medianHeight(settled, slope) < medianHeight(settled, 0) / 2;
  return lineUnder(points, isEvident ? slope : 0);
}

function lineUnder(points: readonly HullPoint[], slope: number): LatenessLine {
  const offset = points.reduce((least, { x, y }) => Math.min(least, y - slope * x), Number.POSITIVE_INFINITY);
  return { slope, at: (mediaMs) => offset + slope * mediaMs };
}

/**
 * Slope of the line under all points that is highest in their middle, and so closest to them in sum (Moon,
 * Skelly and Towsley, Estimation and removal of clock skew from network delay measurements, 1999).
 */
function supportingSlope(points: readonly HullPoint[]): number {
  if (spanOf(points) < minSpanMs) return 0;
  const edge = edgeAt(lowerHull(points), ((points[0]?.x ?? 0) + (points.at(-1)?.x ?? 0)) / 2);
  const slope = edge ? (edge[1].y - edge[0].y) / (edge[1].x - edge[0].x) : 0;
  return slope >= slopeLimits.min && slope <= slopeLimits.max ? slope : 0;
}

const spanOf = (points: readonly HullPoint[]): number => (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);

/** Median height of the points above their line of that slope. */
function medianHeight(points: readonly HullPoint[], slope: number): number {
  const line = lineUnder(points, slope);
  const heights = points.map(({ x, y }) => y - line.at(x)).sort((a, b) => a - b);
  return heights[heights.length >> 1] ?? 0;
}
