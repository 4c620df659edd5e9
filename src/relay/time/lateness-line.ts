import { edgeAt, lowerHull, type Point } from './lower-hull.ts';

/** Where arrival − media time would lie without delay: `at(mediaMs)`, and how fast it moves with media time. */
export interface LatenessLine {
  readonly slope: number;
  at(mediaMs: number): number;
}

/** Shorter stretches say nothing about a rate: jitter of 200 ms over 1 s looks like 20 %. */
const minSpanMs = 5_000;
/** A rise that jitter alone makes. Below it the rate is taken as right; 100 ppm is 6 ms a minute. */
const minRiseMs = 100;
/** No camera is further off; a GOP sent in a burst is (slope −1). */
const slopeLimits = { min: -0.4, max: 0.6 } as const;

/**
 * The line under all points that a camera's clock follows. Delay is one-sided, so every point lies on or above it.
 * For a clock that runs right it is flat, at the minimum. One that runs wrong (25 fps declared, 21 delivered, quirk
 * 21) shows as a long edge of the lower hull, and the line takes its slope.
 *
 * `points` are sorted by x and not empty. `settledFromX`: earlier ones came in the burst after PLAY: bounds, but no
 * witnesses of a rate.
 */
export function latenessLine(points: readonly Point[], settledFromX: number): LatenessLine {
  const slope = clockSlope(points.filter((point) => point.x >= settledFromX));
  const offset = Math.min(...points.map((point) => point.y - slope * point.x));
  return { slope, at: (mediaMs) => offset + slope * mediaMs };
}

function clockSlope(points: readonly Point[]): number {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return 0;
  const edge = edgeAt(lowerHull(points), (first.x + last.x) / 2);
  if (!edge) return 0;
  const span = edge[1].x - edge[0].x;
  const rise = edge[1].y - edge[0].y;
  const slope = rise / span;
  const isEvident = span >= Math.max(minSpanMs, (last.x - first.x) / 2) && Math.abs(rise) >= minRiseMs;
  return isEvident && slope >= slopeLimits.min && slope <= slopeLimits.max ? slope : 0;
}
