/** What surely fits a socket's receive buffer: more, and the camera would meet a closed window and drop pictures. */
const comfortableBytes = 65_536;

/**
 * How long a camera's socket is left alone between two reads. Jittered by half each way, so that reads fall on every
 * place of a frame's interval: 200 ms is exactly three frames at 15 fps, and a fixed period would see each arrival late
 * by the same amount for hours. Shorter where a read found much: a high bitrate, or a keyframe.
 */
export class ReadPace {
  constructor(
    private readonly everyMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  /** `drainedBytes`: what the last read found. */
  nextPauseMs(drainedBytes: number): number {
    const share = Math.min(1, comfortableBytes / drainedBytes);
    return this.everyMs * (0.5 + this.random()) * share;
  }
}
