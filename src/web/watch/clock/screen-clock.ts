/** The one time that all pictures of a screen show: wall time, in milliseconds, measured against the page's own clock. */
export class ScreenClock {
  private anchor: { readonly wallMs: number; readonly atMs: number };
  private speed = 1;
  private isStill = true;
  private isWaiting = false;

  /** `nowMs`: the page's clock, which never goes back; `performance.now()`. */
  constructor(
    startMs: number,
    private readonly nowMs: () => number,
  ) {
    this.anchor = { wallMs: startMs, atMs: nowMs() };
  }

  get ms(): number {
    const { wallMs, atMs } = this.anchor;
    return this.isRunning ? wallMs + (this.nowMs() - atMs) * this.speed : wallMs;
  }

  get rate(): number {
    return this.speed;
  }

  /** A person let it stand. */
  get isPaused(): boolean {
    return this.isStill;
  }

  get isRunning(): boolean {
    return !this.isStill && !this.isWaiting;
  }

  play(): void {
    this.change(() => {
      this.isStill = false;
    });
  }

  pause(): void {
    this.change(() => {
      this.isStill = true;
    });
  }

  /** Stands while a picture has to be waited for, and goes on by itself. */
  wait(isWaiting: boolean): void {
    if (isWaiting === this.isWaiting) return;
    this.change(() => {
      this.isWaiting = isWaiting;
    });
  }

  setRate(rate: number): void {
    this.change(() => {
      this.speed = rate;
    });
  }

  /** Also how it follows the picture in focus, a little at a time. */
  seek(wallMs: number): void {
    this.anchor = { wallMs, atMs: this.nowMs() };
  }

  private change(act: () => void): void {
    this.seek(this.ms);
    act();
  }
}
