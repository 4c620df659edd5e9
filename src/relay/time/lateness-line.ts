import { edgeAt, lowerHull, type Point } from './lower-hull.ts';

/** Where arrival − media time would lie without delay: `at(mediaMs)`, and how fast it moves with media time. */
export interface LatenessLine {
  readonly slope: number;
  at(mediaMs: number): number;
}

/** Shorter stretches say nothing about a rate: jitter of 200 ms over 10 s looks like 2 %. */
const minSpanMs = 15_000;
/** Half of all seconds come within this of their least late one unless the camera's rate is wrong, or the network bad. */
const usualLatenessMs = 50;
/** No camera is further off; a GOP sent in a burst is (slope −1). */
const slopeLimits = { min: -0.4, max: 0.6 } as const;

/**
 * The line under all points that a camera's clock follows. Delay is one-sided, so every point lies on or above it.
 * For a clock that runs right it is flat, at the minimum. One that runs wrong (25 fps declared, 21 delivered, quirk
 * 21) leaves most points far above a flat line, and close above the one that supports them where their middle is.
 *
 * `points` are sorted by x and not empty. `settledFromX`: earlier ones came in the burst after PLAY: bounds, but no
 * witnesses of a rate.
 */
export function latenessLine(points: readonly Point[], settledFromX: number): LatenessLine {
  const settled = points.filter((point) => point.x >= settledFromX);
  const slope = supportingSlope(settled);
  const isEvident =
    medianHeight(settled, 0) > usualLatenessMs && medianHeight(settled, slope) < medianHeight(settled, 0) / 2;
  return lineUnder(points, isEvident ? slope : 0);
}

function lineUnder(points: readonly Point[], slope: number): LatenessLine {
  const offset = points.reduce((least, { x, y }) => Math.min(least, y - slope * x), Number.POSITIVE_INFINITY);
  return { slope, at: (mediaMs) => offset + slope * mediaMs };
}

/**
 * Slope of the line under all points that is highest in their middle, which is the one closest to them in sum (Moon,
 * Skelly and Towsley, Estimation and removal of clock skew from network delay measurements, 1999).
 */
function supportingSlope(points: readonly Point[]): number {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.x - first.x < minSpanMs) return 0;
  const edge = edgeAt(lowerHull(points), (first.x + last.x) / 2);
  const slope = edge ? (edge[1].y - edge[0].y) / (edge[1].x - edge[0].x) : 0;
  return slope >= slopeLimits.min && slope <= slopeLimits.max ? slope : 0;
}

/** How far above their line of that slope half of the points are. */
function medianHeight(points: readonly Point[], slope: number): number {
  const line = lineUnder(points, slope);
  const heights = points.map(({ x, y }) => y - line.at(x)).sort((a, b) => a - b);
  return heights[heights.length >> 1] ?? 0;
}
