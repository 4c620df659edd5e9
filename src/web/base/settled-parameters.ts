import { setParameters } from './location.tsx';

/** The address is written once a person has let go of keys and wheel: browsers refuse it many times a second. */
const settledMs = 200;

/** Writes parameters into the address, without a step in the history, once they have rested; the last ones win. */
export class SettledParameters {
  private timer: number | undefined;

  write(parameters: () => Readonly<Record<string, string | undefined>>): void {
    this.stop();
    this.timer = window.setTimeout(() => setParameters(parameters(), { replace: true }), settledMs);
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }
}
