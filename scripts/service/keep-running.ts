import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, type ChildSpec, startChild } from './child.ts';

export interface KeptProcess<Ready = unknown> {
  readonly name: string;
  /** The process running now; `undefined` while it waits to be started again, and after `stop`. */
  readonly pid: number | undefined;
  /** @throws AppError `unavailable` / `child-failed` when the very first start fails; it is then not tried again. */
  readonly ready: Promise<Ready>;
  /** Sends a signal that ends the process running now; resolves when it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
  /** After a life this long, the next start waits `firstMs` again. */
  readonly forgetAfterMs: number;
}

export interface KeepRunningOptions<Ready> {
  readonly name: string;
  /** Called before every start, so that a restart may use what the first start found out (a port). */
  readonly spec: (last: Ready | undefined) => ChildSpec<Ready>;
  readonly onRestart: (fields: { name: string; how: string; inMs: number }) => void;
  readonly backoff?: Backoff;
}

const usualBackoff: Backoff = { firstMs: 200, mostMs: 10_000, forgetAfterMs: 30_000 };

/** Starts a process and, once it has served, starts it again whenever it ends, until it is stopped. */
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
      running = child = startChild(spec(last));
      void running.ready.then((ready) => (last = ready)).catch(() => {});
      inMs = Math.min(inMs * 2, backoff.mostMs);
    }
  }

  const ready = child.ready;
  // A failed first start is told through `ready`.
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
  };
}
