/** Fits any socket's receive buffer: beyond it, the camera meets a closed window and drops frames. */
const comfortableBytes = 65_536;

/**
 * Pause between two reads of a camera's socket. Jitter of half each way spreads reads over the whole frame
 * interval: 200 ms is exactly three frames at 15 fps, and with a fixed period every arrival would be late by
 * the same amount for hours. The pause is shorter after a large read: a high bitrate, or a keyframe.
 */
export class ReadPace {
  constructor(
    private readonly everyMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  /** `drainedBytes`: size of the last read. */
  nextPauseMs(drainedBytes: number): number {
    const share = Math.min(1, comfortableBytes / drainedBytes);
    return this.everyMs * (0.5 + this.random()) * share;
  }
}
