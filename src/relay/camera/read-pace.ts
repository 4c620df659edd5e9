/**
 * How long a camera's socket is left alone between two reads. Jittered by half each way, so that reads fall on every
 * place of a frame's interval: 200 ms is exactly three frames at 15 fps, and a fixed period would see each arrival late
 * by the same amount for hours.
 */
export class ReadPace {
  constructor(
    private readonly everyMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  nextPauseMs(): number {
    return this.everyMs * (0.5 + this.random());
  }
}
