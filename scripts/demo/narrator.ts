/** Says what happens, each step with its time since the beginning. */
export class Narrator {
  private readonly startedMs = performance.now();

  constructor(private readonly write: (line: string) => void = console.log) {}

  elapsedS(): number {
    return Math.round((performance.now() - this.startedMs) / 100) / 10;
  }

  say(text: string): void {
    this.write(`${this.elapsedS().toFixed(1).padStart(7)} s  ${text}`);
  }

  async step<T>(what: string, act: () => Promise<T>, say: (result: T) => string = () => ''): Promise<T> {
    const result = await act();
    const more = say(result);
    this.say(more === '' ? what : `${what}: ${more}`);
    return result;
  }
}
