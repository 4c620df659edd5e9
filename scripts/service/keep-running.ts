import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src/core/index.ts';
import { type Child, type ChildSpec, startChild } from './child.ts';

export interface KeptProcess<Ready = unknown> {
  readonly name: string;
  /** The current process; `undefined` while it waits for a restart, and after `stop`. */
  readonly pid: number | undefined;
  /** @throws AppError those of `Child.ready` when the very first start fails; it is then not tried again. */
  readonly ready: Promise<Ready>;
  /** Sends a signal that ends the current process; resolves when it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
  /** Ends it at once, without a restart. */
  end(): void;
}

export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
  /** After a life this long, the next restart waits `firstMs` again. */
  readonly forgetAfterMs: number;
}

export interface KeepRunningOptions<Ready> {
  readonly name: string;
  /** Called before every start, so that a restart can reuse results of the first (a port). */
  readonly spec: (last: Ready | undefined) => ChildSpec<Ready>;
  readonly onRestart: (fields: { name: string; how: string; inMs: number }) => void;
  readonly backoff?: Backoff;
}

const usualBackoff: Backoff = { firstMs: 200, maxMs: 10_000, forgetAfterMs: 30_000 };

/** Starts a process and, once it has served, restarts it whenever it ends, until `stop`. */
export function keepRunning<Ready>(options: KeepRunningOptions<Ready>): KeptProcess<Ready> {
  const { name, spec, onRestart, backoff = usualBackoff } = options;
  const stopping = new AbortController();
  let child: Child<Ready> | undefined = startChild(spec(undefined));
  let last: Ready | undefined;

  async function supervise(first: Child<Ready>): Promise<void> {
    last = await first.ready;
    let inMs = backoff.firstMs;
    for (let running = first; ; ) {
      const bornMs = performance.now();
      const how = await running.exited;
      child = undefined;
      if (stopping.signal.aborted) return;
      inMs = performance.now() - bornMs > backoff.forgetAfterMs ? backoff.firstMs : inMs;
      onRestart({ name, how, inMs });
      await sleep(inMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      const next = spec(last);
      running = child = startChild(next);
      void running.ready
        .then((ready) => (last = ready))
        .catch((error: unknown) => {
          // Its other lines have been told.
          if (error instanceof AppError && error.code === 'child-refused') next.onLine(error.message);
        });
      inMs = Math.min(inMs * 2, backoff.maxMs);
    }
  }

  const ready = child.ready;
  // `ready` reports a failed first start.
  supervise(child).catch(() => {});

  return {
    name,
    get pid() {
      return child?.pid;
    },
    ready,
    kill: async (signal) => {
      const target = child;
      target?.signal(signal);
      await target?.exited;
    },
    stop: async () => {
      stopping.abort();
      await child?.stop();
    },
    end: () => {
      stopping.abort();
      child?.end();
    },
  };
}
