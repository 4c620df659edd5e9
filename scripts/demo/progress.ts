/** Prints each step with the time since the start. */
export class Progress {
  private readonly startedMs = performance.now();
  private isOver = false;

  constructor(private readonly write: (line: string) => void = console.log) {}

  elapsedS(): number {
    return Math.round((performance.now() - this.startedMs) / 100) / 10;
  }

  /** Prints nothing from now on: the demo is stopping. */
  end(): void {
    this.isOver = true;
  }

  say(text: string): void {
    if (this.isOver) return;
    this.write(`${this.elapsedS().toFixed(1).padStart(7)} s  ${text}`);
  }

  async step<T>(what: string, act: () => Promise<T>, say: (result: T) => string = () => ''): Promise<T> {
    const result = await act();
    const more = say(result);
    this.say(more === '' ? what : `${what}: ${more}`);
    return result;
  }
}
