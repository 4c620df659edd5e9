import { type Log, messageOf } from '../../src/core/index.ts';

export interface Repetition {
  /** Stops the repetition; resolves when a running round has ended. */
  stop(): Promise<void>;
}

/** Repeats `work`, `everyMs` after the end of the last round. A failed round is logged. */
export function every(everyMs: number, log: Log, round: () => Promise<unknown>): Repetition {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      await round();
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'a round failed; it is done again');
    }
    if (!stopped) timer = setTimeout(start, everyMs);
  };
  const start = (): void => {
    running = run();
  };
  start();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
