/** No decoder holds back more pictures (ITU-T H.264, A.3.1; H.265, A.4.2). */
const maxDepth = 16;

/** When the pictures of a GOP are decoded, and when the next GOP begins to be. */
export interface GopTimes {
  readonly decodeTicks: readonly number[];
  readonly untilTicks: number;
  /** When the last picture that is shown ends, or the next keyframe is shown. */
  readonly endTicks: number;
}

/**
 * Decode times for a stream that tells presentation times only, as RTP does: a picture is decoded when the one is shown
 * that comes so many places before it in the order of showing as pictures are held back. Without B-frames both times are
 * the same. Decode times never go back.
 */
export class DecodeTimes {
  /** Presentation times that no picture has for its decode time yet, ascending. */
  private readonly unused: number[] = [];
  private hasBegun = false;
  private lastTicks = Number.NEGATIVE_INFINITY;
  private stepTicks: number;

  /** `usualStepTicks`: the distance of two pictures, until it is known. */
  constructor(usualStepTicks: number) {
    this.stepTicks = usualStepTicks;
  }

  /** `shownTicks` in order of decoding; the next keyframe is shown at `nextTicks`, if there is one. */
  ofGop(shownTicks: readonly number[], nextTicks: number | undefined): GopTimes {
    this.stepTicks = stepOf(shownTicks) ?? this.stepTicks;
    if (!this.hasBegun) this.begin(shownTicks);
    const decodeTicks = shownTicks.map((ticks) => this.next(ticks));
    const endTicks = nextTicks ?? Math.max(...latestOf(shownTicks)) + this.stepTicks;
    const untilTicks = Math.max(this.lastTicks, Math.min(this.unused[0] ?? endTicks, nextTicks ?? endTicks));
    return { decodeTicks, untilTicks, endTicks };
  }

  /** The pictures before the first are made up, each a step before the next. */
  private begin(shownTicks: readonly number[]): void {
    this.hasBegun = true;
    const firstTicks = shownTicks.reduce((least, ticks) => Math.min(least, ticks));
    for (let i = depthOf(shownTicks); i > 0; i--) this.unused.push(firstTicks - i * this.stepTicks);
  }

  private next(shownTicks: number): number {
    let at = this.unused.length;
    while (at > 0 && (this.unused[at - 1] ?? 0) > shownTicks) at--;
    this.unused.splice(at, 0, shownTicks);
    this.lastTicks = Math.max(this.lastTicks, this.unused.shift() ?? shownTicks);
    return this.lastTicks;
  }
}

/** The most pictures that are decoded before one and shown after it. */
function depthOf(shownTicks: readonly number[]): number {
  let depth = 0;
  for (const [i, ticks] of shownTicks.entries()) {
    const recent = shownTicks.slice(Math.max(0, i - maxDepth), i);
    depth = Math.max(depth, recent.filter((other) => other > ticks).length);
  }
  return depth;
}

/** The least distance of two pictures that are shown. */
function stepOf(shownTicks: readonly number[]): number | undefined {
  const latest = latestOf(shownTicks);
  const steps = latest.slice(1).map((ticks, i) => ticks - (latest[i] ?? ticks));
  const least = Math.min(...steps.filter((ticks) => ticks > 0));
  return Number.isFinite(least) ? least : undefined;
}

/** The pictures that are shown last, ascending. */
const latestOf = (shownTicks: readonly number[]): number[] =>
  shownTicks.slice(-2 * maxDepth).sort((a, b) => a - b);
