const remembered = 8;

/** Measures GOPs in media time for the watchdog; smart codecs stretch them to minutes (quirk 23). */
export class GopWatch {
  private readonly recentMs: number[] = [];
  private keyframeMs: number | undefined;
  private latestMs = 0;
  keyframes = 0;

  note(mediaMs: number, isKeyframe: boolean): void {
    this.latestMs = Math.max(this.latestMs, mediaMs);
    if (!isKeyframe) return;
    if (this.keyframeMs !== undefined) this.recentMs.push(mediaMs - this.keyframeMs);
    if (this.recentMs.length > remembered) this.recentMs.shift();
    this.keyframeMs = mediaMs;
    this.keyframes++;
  }

  /** The longest of the recent GOPs and the open one; `undefined` before the first keyframe. */
  get maxMs(): number | undefined {
    if (this.keyframeMs === undefined) return undefined;
    return Math.max(...this.recentMs, this.latestMs - this.keyframeMs);
  }
}
