import { performance } from 'node:perf_hooks';

const STEP_MS = 250;

/**
 * Wall time that runs evenly between steps of the machine's clock, in fractions of a millisecond. Loops are
 * aligned to it, and each camera's clock is skewed from it.
 */
export class WardClock {
  private anchorMs = performance.timeOrigin;

  nowMs(): number {
    return this.anchorMs + performance.now();
  }

  /** Follows a step of the machine's clock, also after sleep. Returns true when there was one. */
  followStep(): boolean {
    const offMs = Date.now() - this.nowMs();
    if (Math.abs(offMs) < STEP_MS) return false;
    this.anchorMs += offMs;
    return true;
  }
}
