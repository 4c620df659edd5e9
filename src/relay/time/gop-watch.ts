const remembered = 8;
/** Most GOPs that wait for a recorder's cut: an hour of two a second. */
const maxUncut = 7_200;

interface Gop {
  readonly keyframeMs: number;
  /** Of its pictures, those that lead the keyframe among them. */
  latestMs: number;
}

/**
 * Follows GOPs in media time: their length for the watchdog (smart codecs stretch them to minutes, quirk 23), and the
 * keyframes at which a recorder cuts.
 */
export class GopWatch {
  private readonly recentMs: number[] = [];
  private keyframeMs: number | undefined;
  private latestMs = 0;
  /** In decoding order, from the last cut on. */
  private readonly uncut: Gop[] = [];
  keyframes = 0;

  note(mediaMs: number, isKeyframe: boolean): void {
    this.latestMs = Math.max(this.latestMs, mediaMs);
    if (isKeyframe) this.begin(mediaMs);
    const gop = this.uncut.at(-1);
    if (gop) gop.latestMs = Math.max(gop.latestMs, mediaMs);
  }

  /** The longest of the recent GOPs and the open one; `undefined` before the first keyframe. */
  get maxMs(): number | undefined {
    if (this.keyframeMs === undefined) return undefined;
    return Math.max(...this.recentMs, this.latestMs - this.keyframeMs);
  }

  /**
   * When the keyframe is shown before which a recorder cut a file whose last picture ends at `endMs`. That is later
   * in open GOPs, whose leading pictures are in the next file, and after a pause. `endMs` itself at the end of the
   * stream. Call in order.
   */
  cutAt(endMs: number): number {
    const next = this.uncut.findIndex(({ latestMs }, i) => i > 0 && latestMs >= endMs - roundingMs);
    if (next < 0) return endMs;
    this.uncut.splice(0, next);
    return this.uncut[0]?.keyframeMs ?? endMs;
  }

  private begin(mediaMs: number): void {
    if (this.keyframeMs !== undefined) this.recentMs.push(mediaMs - this.keyframeMs);
    if (this.recentMs.length > remembered) this.recentMs.shift();
    this.keyframeMs = mediaMs;
    this.keyframes++;
    this.uncut.push({ keyframeMs: mediaMs, latestMs: mediaMs });
    if (this.uncut.length > maxUncut) this.uncut.shift();
  }
}

/** A recorder writes times in microseconds. */
const roundingMs = 0.01;
