import { LeastDelay } from './least-delay.ts';
import { PicturePace } from './picture-pace.ts';

/** Until then the cached GOP that cameras burst at PLAY may still come: nothing is known of the usual delay. */
const burstMs = 2_000;
/** A larger step ahead is one even in a burst. */
const maxBurstMs = 10_000;
/** A picture cannot come earlier than without delay; the difference is for the delay that we have seen. */
const toleranceMs = 300;
/** A later picture means that the camera paused, too. */
const maxPauseMs = 500;

/**
 * Turns a camera's RTP time into the media time of a run, in ticks from the first picture. Media time is RTP time
 * until that steps: it starts again, jumps, or is hours off for one frame (quirk 21). Then media time goes on with
 * the next picture, so that it stays beside wall time.
 */
export class MediaTimeline {
  private originTicks: number | undefined;
  private latest = { mediaMs: 0, arrivalMs: 0 };
  private settledAtMs = 0;
  private readonly pace = new PicturePace();
  private readonly delay = new LeastDelay();
  private isOtherSource = false;

  /** `clockRate`: ticks per second. */
  constructor(private readonly clockRate: number) {}

  /** Media time of RTP ticks, once the first picture is placed. */
  mediaMsOf(ticks: number): number | undefined {
    return this.originTicks === undefined ? undefined : ((ticks - this.originTicks) * 1000) / this.clockRate;
  }

  /** The RTP times of the next picture are unrelated to those before. */
  changeSource(): void {
    this.isOtherSource = true;
  }

  /** Places the next picture in stream order. Negative for one shown before the first. */
  place(ticks: number, arrivalMs: number): { readonly ticks: number; readonly mediaMs: number } {
    const expectedMs = this.mediaMsOf(ticks);
    if (expectedMs === undefined) this.begin(ticks, arrivalMs);
    else if (this.isOtherSource || this.isStep(expectedMs, arrivalMs)) this.goOn(ticks, arrivalMs);
    this.isOtherSource = false;
    const mediaMs = this.mediaMsOf(ticks) ?? 0;
    this.note(mediaMs, arrivalMs);
    return { ticks: ticks - (this.originTicks ?? ticks), mediaMs };
  }

  private begin(ticks: number, arrivalMs: number): void {
    this.originTicks = ticks;
    this.latest = { mediaMs: 0, arrivalMs };
    this.settledAtMs = arrivalMs + burstMs;
  }

  private note(mediaMs: number, arrivalMs: number): void {
    this.pace.note(mediaMs);
    this.delay.note(arrivalMs - mediaMs, arrivalMs);
    if (mediaMs > this.latest.mediaMs) this.latest = { mediaMs, arrivalMs };
  }

  private isStep(mediaMs: number, arrivalMs: number): boolean {
    const stepMs = mediaMs - this.latest.mediaMs;
    if (stepMs < -this.pace.maxBackMs) return true;
    const aheadMs = stepMs - (arrivalMs - this.latest.arrivalMs);
    if (arrivalMs < this.settledAtMs) return aheadMs > maxBurstMs;
    return aheadMs > toleranceMs && arrivalMs - mediaMs < this.delay.leastMs - toleranceMs;
  }

  /** The picture follows the last one at the usual pace, unless its arrival shows a pause. */
  private goOn(ticks: number, arrivalMs: number): void {
    const nextMs = this.latest.mediaMs + this.pace.nextMs;
    const undelayedMs = arrivalMs - this.delay.leastMs;
    const mediaMs = undelayedMs - nextMs > maxPauseMs ? undelayedMs : nextMs;
    this.originTicks = ticks - Math.round((mediaMs * this.clockRate) / 1000);
  }
}
