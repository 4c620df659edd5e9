import { type LatenessLine, latenessLine } from './lateness-line.ts';
import type { HullPoint } from './lower-hull.ts';

/**
 * Maps a run's media time (0 = first delivered access unit) to wall time. Within a run it is continuous and
 * strictly increasing; it slews, never steps.
 */
export interface WallClock {
  /**
   * Fixes the wall times of the segment that ends at `mediaToMs`. Call in order; each segment starts exactly
   * at the end of the last, the first at `mediaFromMs` (default 0). Integers, UTC milliseconds.
   */
  closeSegment(mediaToMs: number, mediaFromMs?: number): { wallStartMs: number; wallEndMs: number };
  /** Wall time of a media time; provisional until its segment is closed. */
  wallOf(mediaMs: number): number;
}

/** One point, the least late sample, per this much media time: 3600 an hour, dropped as segments close. */
const bucketMs = 1_000;
/** Samples up to this long before a segment count for it. */
const lookBackMs = 60_000;
/** Most samples ahead of the closed segments; beyond it the oldest are dropped. */
const maxBuckets = 7_200;
/**
 * Arrivals this soon after the first may be the cached GOP that cameras burst at PLAY: each picture of it is less late
 * than all before.
 */
const burstMs = 2_000;
/** Largest correction rate of the mapping, beside the rate of the camera's clock. */
const maxSlew = 0.1;

interface Anchor {
  readonly mediaMs: number;
  readonly wallMs: number;
}

/**
 * The wall clock of a run, from the arrival of each access unit. An arrival is its media time, plus the
 * offset of the camera's clock from ours, plus a delay that is never negative: the least late arrivals of a
 * stretch give the first two (`latenessLine`).
 */
export class RunWallClock implements WallClock {
  private readonly buckets: HullPoint[] = [];
  private burst: { readonly sinceMs: number; leastMs: number } | undefined;
  private settledFromMs = 0;
  private closed: { readonly from: Anchor; readonly to: Anchor } | undefined;

  /** Records that the access unit of `mediaMs` arrived at `arrivalMs`, by a clock that never steps. */
  sample(mediaMs: number, arrivalMs: number): void {
    const point = { x: mediaMs, y: arrivalMs - mediaMs };
    this.watchBurst(point, arrivalMs);
    const at = this.bucketOf(mediaMs);
    const present = this.buckets[at];
    if (!present || bucketIndex(present.x) !== bucketIndex(mediaMs)) this.buckets.splice(at, 0, point);
    else if (point.y < present.y) this.buckets[at] = point;
    if (this.buckets.length > maxBuckets) this.buckets.shift();
  }

  private watchBurst({ x, y }: HullPoint, arrivalMs: number): void {
    this.burst ??= { sinceMs: arrivalMs, leastMs: y };
    if (arrivalMs - this.burst.sinceMs >= burstMs || y >= this.burst.leastMs) return;
    this.burst.leastMs = y;
    this.settledFromMs = x;
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

  /** The line for a segment: from its own samples, those up to a minute before, and all later ones. */
  private lineFor(mediaFromMs: number, mediaToMs: number): LatenessLine {
    const sinceMs = Math.min(mediaFromMs, mediaToMs - lookBackMs);
    const near = this.buckets.slice(this.bucketOf(sinceMs));
    const points = near.length > 0 ? near : this.buckets.slice(-1);
    return latenessLine(points.length > 0 ? points : [{ x: 0, y: 0 }], this.settledFromMs);
  }

  /** Index of a media time's bucket, or of the next one. Searches from the end, where it usually is. */
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

/** Wall time of `mediaMs` by the line, within the slew limits from the anchor. */
function slewed(from: Anchor, mediaMs: number, line: LatenessLine): number {
  const elapsedMs = mediaMs - from.mediaMs;
  const rate = 1 + line.slope;
  const least = from.wallMs + elapsedMs * (Math.min(1, rate) - maxSlew);
  const most = from.wallMs + elapsedMs * (Math.max(1, rate) + maxSlew);
  return Math.min(most, Math.max(least, mediaMs + line.at(mediaMs)));
}
