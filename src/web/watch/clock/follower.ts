import type { FootageAt } from './footage-at.ts';

/** The clock of the screen at one moment. */
export interface Beat {
  /** Wall time that pictures are to show. */
  readonly ms: number;
  readonly rate: number;
  /** A person let it stand: pictures are exact. */
  readonly isPaused: boolean;
  /** It goes on; neither does it stand, nor wait for a picture. */
  readonly isRunning: boolean;
  /** The page's own clock. */
  readonly nowMs: number;
}

/** A video as it is at that moment. */
export interface FollowingVideo {
  /** Wall time of its position; `undefined` before there is one. */
  readonly positionMs: number | undefined;
  readonly isPaused: boolean;
  /** It has the picture of its position and more, and is not on its way to another. */
  readonly isReady: boolean;
}

export type Move =
  | { readonly kind: 'stay' }
  | { readonly kind: 'pause' }
  /** Pauses, and goes there. */
  | { readonly kind: 'aim'; readonly ms: number }
  | { readonly kind: 'play'; readonly rate: number };

/** All pictures, or single ones a second where the machine does not keep up with more. */
export type Pace = 'full' | 'stills';

/** Nearer than this to the clock is on it. */
const onTimeMs = 15;
/** As far off as this is caught up with by playing a little faster or slower; further, by a seek. */
const caughtUpMs = 400;
/** Nobody waits longer for the clock, at its rate: a little longer than a video is sent ahead. */
const waitedForMs = 6_000;
/** By how much a video plays faster or slower at most, and in which steps. */
const maxBend = 0.3;
const bendStep = 0.02;
const minAheadMs = 200;
const maxAheadMs = 5_000;
/** So many times left behind within that time is more than the machine can do. */
const maxLost = 3;
const lostWithinMs = 15_000;
/** How long single pictures are shown before all of them are tried again, and how far apart they are. */
const stillsForMs = 20_000;
const stillEveryMs = 1_000;

const stay: Move = { kind: 'stay' };
const pause: Move = { kind: 'pause' };

/**
 * Keeps one video on the clock. A video that lies behind is sent to where the clock will be once its picture is there,
 * waits for the clock, and plays on with it; how long that takes is learnt from each seek.
 */
export class Follower {
  private aimed: { readonly ms: number; readonly atMs: number; isThere: boolean } | undefined;
  private aheadMs = 2 * minAheadMs;
  private lost: number[] = [];
  private stillsUntilMs = Number.NEGATIVE_INFINITY;

  pace({ nowMs }: Beat): Pace {
    return nowMs < this.stillsUntilMs ? 'stills' : 'full';
  }

  /** `mustPlay`: the one in focus shows all its pictures, and the others take what is left of the machine. */
  next(beat: Beat, video: FollowingVideo, footage: FootageAt, mustPlay = false): Move {
    this.learn(beat, video);
    if (beat.isPaused) return this.stand(beat, video);
    if (footage.kind === 'none') return this.awaitFootage(footage.nextMs, beat, video);
    if (!video.isReady || video.positionMs === undefined)
      return this.aimed || video.positionMs !== undefined ? stay : this.aim(beat.ms, beat);
    const aheadMs = video.positionMs - beat.ms;
    if (!beat.isRunning) return this.wait(aheadMs, beat, video);
    if (this.pace(beat) === 'stills' && !mustPlay) return this.showStills(aheadMs, beat, video);
    if (video.isPaused) return this.join(aheadMs, beat);
    if (Math.abs(aheadMs) <= caughtUpMs) return { kind: 'play', rate: bent(beat.rate, aheadMs) };
    if (aheadMs > 0 && aheadMs < waitedForMs * beat.rate) return pause;
    return this.catchUp(beat);
  }

  /** It was sent there, and its picture came. */
  arrivedAt(ms: number): boolean {
    return this.aimed?.ms === ms && this.aimed.isThere;
  }

  private learn({ nowMs }: Beat, { isReady }: FollowingVideo): void {
    if (!this.aimed || this.aimed.isThere || !isReady) return;
    this.aimed.isThere = true;
    this.aheadMs = Math.min(maxAheadMs, Math.max(minAheadMs, 1.5 * (nowMs - this.aimed.atMs)));
  }

  /** The very picture of the instant at which the clock stands. */
  private stand(beat: Beat, { isPaused }: FollowingVideo): Move {
    if (this.aimed?.ms === beat.ms) return isPaused ? stay : pause;
    return this.aim(beat.ms, beat);
  }

  /** While the clock waits for another picture. */
  private wait(aheadMs: number, beat: Beat, { isPaused }: FollowingVideo): Move {
    if (Math.abs(aheadMs) > caughtUpMs && this.aimed?.ms !== beat.ms) return this.aim(beat.ms, beat);
    return isPaused ? stay : pause;
  }

  /** In a gap: at its end already, so that the picture is there when the clock comes. */
  private awaitFootage(nextMs: number | undefined, beat: Beat, { isPaused }: FollowingVideo): Move {
    if (nextMs === undefined || this.aimed?.ms === nextMs) return isPaused ? stay : pause;
    return this.aim(nextMs, beat);
  }

  private join(aheadMs: number, beat: Beat): Move {
    if (aheadMs > waitedForMs * beat.rate) return this.aim(beat.ms, beat);
    if (aheadMs > onTimeMs) return stay;
    if (aheadMs >= -caughtUpMs) return { kind: 'play', rate: bent(beat.rate, aheadMs) };
    return this.catchUp(beat);
  }

  private catchUp(beat: Beat): Move {
    this.lost = [...this.lost.filter((atMs) => beat.nowMs - atMs < lostWithinMs), beat.nowMs];
    if (this.lost.length > maxLost) {
      this.lost = [];
      this.stillsUntilMs = beat.nowMs + stillsForMs;
    }
    return this.aim(beat.ms + this.aheadMs * beat.rate, beat);
  }

  private showStills(aheadMs: number, beat: Beat, { isPaused }: FollowingVideo): Move {
    if (!isPaused) return pause;
    const isDue = beat.nowMs - (this.aimed?.atMs ?? 0) >= stillEveryMs;
    return isDue && aheadMs <= 0 ? this.aim(beat.ms + this.aheadMs * beat.rate, beat) : stay;
  }

  private aim(ms: number, { nowMs }: Beat): Move {
    this.aimed = { ms, atMs: nowMs, isThere: false };
    return { kind: 'aim', ms };
  }
}

/** The rate at which a video comes onto the clock within half a second or so. */
function bent(rate: number, aheadMs: number): number {
  if (Math.abs(aheadMs) <= onTimeMs) return rate;
  const bend = -aheadMs / rate / caughtUpMs;
  const stepped = Math.round(bend / bendStep) * bendStep;
  return rate * (1 + Math.min(maxBend, Math.max(-maxBend, stepped)));
}
