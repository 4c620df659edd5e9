import { type LatenessLine, latenessLine } from './lateness-line.ts';
import type { Point } from './lower-hull.ts';

/**
 * Maps a run's media time (0 = first delivered access unit) to wall time. Within a run it is continuous and
 * strictly increasing; it slews, never steps.
 */
export interface WallClock {
  /**
   * Settles the segment that ends at `mediaToMs`. Called in order; each starts exactly where the last ended, the
   * first at `mediaFromMs` (default 0). Integers, UTC milliseconds.
   */
  closeSegment(mediaToMs: number, mediaFromMs?: number): { wallStartMs: number; wallEndMs: number };
  /** Wall time of a media time; provisional for anything not yet closed. */
  wallOf(mediaMs: number): number;
}

/** One least late sample is kept per this much media time: an hour is 3600 points, dropped as segments close. */
const bucketMs = 1_000;
/** How far before a segment samples still speak for it. */
const lookBackMs = 60_000;
/** How far ahead of the segments closed so far samples are kept; then the oldest go. */
const maxBuckets = 7_200;
/** Arrivals this soon after the first may be the cached GOP that cameras burst at PLAY. */
const burstMs = 2_000;
/** How fast the mapping may be corrected, beside the rate of the camera's clock. */
const maxSlew = 0.1;

interface Anchor {
  readonly mediaMs: number;
  readonly wallMs: number;
}

/**
 * The wall clock of a run, from when each access unit arrived. An arrival is its media time, plus where the camera's
 * clock stands against ours, plus a delay that is never negative: the least late arrivals of a stretch tell the
 * first two (`latenessLine`).
 */
export class RunWallClock implements WallClock {
  private readonly buckets: Point[] = [];
  private firstArrivalMs: number | undefined;
  private settledFromMs = 0;
  private closed: { readonly from: Anchor; readonly to: Anchor } | undefined;

  /** Notes that the access unit of `mediaMs` arrived at `arrivalMs`, by a clock that never steps. */
  sample(mediaMs: number, arrivalMs: number): void {
    this.firstArrivalMs ??= arrivalMs;
    if (arrivalMs - this.firstArrivalMs < burstMs) this.settledFromMs = Math.max(this.settledFromMs, mediaMs);
    const point = { x: mediaMs, y: arrivalMs - mediaMs };
    const at = this.bucketOf(mediaMs);
    const present = this.buckets[at];
    if (!present || bucketIndex(present.x) !== bucketIndex(mediaMs)) this.buckets.splice(at, 0, point);
    else if (point.y < present.y) this.buckets[at] = point;
    if (this.buckets.length > maxBuckets) this.buckets.shift();
  }

  closeSegment(mediaToMs: number, mediaFromMs = 0): { wallStartMs: number; wallEndMs: number } {
    const line = this.lineFor(this.closed?.to.mediaMs ?? mediaFromMs, mediaToMs);
    const from = this.closed?.to ?? {
      mediaMs: mediaFromMs,
      wallMs: Math.round(mediaFromMs + line.at(mediaFromMs)),
    };
    const to = { mediaMs: mediaToMs, wallMs: Math.round(slewed(from, mediaToMs, line)) };
    this.closed = { from, to };
    this.forget(mediaToMs - lookBackMs);
    return { wallStartMs: from.wallMs, wallEndMs: to.wallMs };
  }

  wallOf(mediaMs: number): number {
    if (!this.closed) return mediaMs + this.lineFor(0, mediaMs).at(mediaMs);
    const { from, to } = this.closed;
    if (mediaMs >= to.mediaMs) return slewed(to, mediaMs, this.lineFor(to.mediaMs, mediaMs));
    const rate = (to.wallMs - from.wallMs) / Math.max(1, to.mediaMs - from.mediaMs);
    return to.wallMs - (to.mediaMs - mediaMs) * rate;
  }

  /** The line for a segment: from its own samples, those of up to a minute before and all that came after. */
  private lineFor(mediaFromMs: number, mediaToMs: number): LatenessLine {
    const sinceMs = Math.min(mediaFromMs, mediaToMs - lookBackMs);
    const near = this.buckets.slice(this.bucketOf(sinceMs));
    const points = near.length > 0 ? near : this.buckets.slice(-1);
    return latenessLine(points.length > 0 ? points : [{ x: 0, y: 0 }], this.settledFromMs);
  }

  /** Index of the bucket of a media time, or of the first one after it. Searched from the end, where it is. */
  private bucketOf(mediaMs: number): number {
    let at = this.buckets.length;
    while (at > 0 && bucketIndex(this.buckets[at - 1]?.x ?? 0) >= bucketIndex(mediaMs)) at--;
    return at;
  }

  private forget(beforeMs: number): void {
    this.buckets.splice(0, Math.min(this.bucketOf(beforeMs), this.buckets.length - 1));
  }
}

const bucketIndex = (mediaMs: number): number => Math.floor(mediaMs / bucketMs);

/** The wall time of `mediaMs` by the line, but no faster or slower from the anchor than a slew allows. */
function slewed(from: Anchor, mediaMs: number, line: LatenessLine): number {
  const elapsedMs = mediaMs - from.mediaMs;
  const rate = 1 + line.slope;
  const least = from.wallMs + elapsedMs * (Math.min(1, rate) - maxSlew);
  const most = from.wallMs + elapsedMs * (Math.max(1, rate) + maxSlew);
  return Math.min(most, Math.max(least, mediaMs + line.at(mediaMs)));
}
