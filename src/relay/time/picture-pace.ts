const remembered = 32;
/** From so many pictures on, their pace is known. */
const enough = 8;
/** B-frames go back no further, in pictures. */
const maxBackPictures = 4;
const leastBackMs = 200;
/** For a stream whose pace is not known yet. */
const usual = { paceMs: 40, maxBackMs: 2_000 } as const;

/** How fast the pictures of a stream follow one another, and how far B-frames go back, in media time. */
export class PicturePace {
  /** The latest media time at each of the recent pictures. */
  private readonly recentMs: number[] = [];
  private latestMs = 0;
  /** The largest step back so far: of B-frames. */
  private reorderedMs = 0;

  note(mediaMs: number): void {
    if (mediaMs >= 0) this.reorderedMs = Math.max(this.reorderedMs, this.latestMs - mediaMs);
    this.latestMs = Math.max(this.latestMs, mediaMs);
    this.recentMs.push(this.latestMs);
    if (this.recentMs.length > remembered) this.recentMs.shift();
  }

  /** A larger step back is one of the camera's clock. */
  get maxBackMs(): number {
    const { paceMs } = this;
    return paceMs === undefined ? usual.maxBackMs : Math.max(leastBackMs, maxBackPictures * paceMs);
  }

  /** From the latest picture to one that may be shown after all others. */
  get nextMs(): number {
    return (this.paceMs ?? usual.paceMs) + this.reorderedMs;
  }

  private get paceMs(): number | undefined {
    const steps = this.recentMs.length - 1;
    if (steps < enough) return undefined;
    return (this.latestMs - (this.recentMs[0] ?? 0)) / steps;
  }
}
