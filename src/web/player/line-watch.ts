/** How a keyframe came, and how large the GOP is that it stands for. */
export interface LoadedKeyframe {
  readonly keyframeBytes: number;
  readonly gopBytes: number;
  readonly tookMs: number;
  /** How long the GOP plays. */
  readonly durationMs: number;
}

/** How far a GOP has come. */
export interface LoadingGop {
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** Since its first byte. */
  readonly forMs: number;
}

/** While it loads, how far it has come is looked at so often. */
export const lookEveryMs = 100;
/** A picture may take so long to come, once its first byte is there. */
const patienceMs = 1_000;
/** It must have come a bit further so often: a busy page hears of it late, and of all at once. */
const neededLooks = 3;
/** A line that needs this share of the time for whole GOPs is fast enough for them. */
const easyShare = 0.5;
/** So many keyframes in a row must have come fast enough: one that was quick is chance. */
const neededInRow = 3;

/** Judges whether the line brings whole GOPs in time, by what comes. */
export class LineWatch {
  private fastInRow = 0;
  private looks = 0;
  private seenBytes = 0;

  /** A GOP begins to load. */
  begin(): void {
    this.looks = 0;
    this.seenBytes = 0;
  }

  /** Whether the rest of the GOP will not come in time. */
  isSlow({ loadedBytes, totalBytes, forMs }: LoadingGop): boolean {
    if (loadedBytes > this.seenBytes) this.looks += 1;
    this.seenBytes = loadedBytes;
    const restMs = (forMs * (totalBytes - loadedBytes)) / Math.max(1, loadedBytes);
    return this.looks >= neededLooks && restMs > patienceMs;
  }

  /** Whether whole GOPs may be loaded again, after one more keyframe. */
  isFast({ keyframeBytes, gopBytes, tookMs, durationMs }: LoadedKeyframe): boolean {
    const wholeMs = (tookMs * gopBytes) / Math.max(1, keyframeBytes);
    this.fastInRow = wholeMs < easyShare * durationMs ? this.fastInRow + 1 : 0;
    return this.fastInRow >= neededInRow;
  }
}
