import type { SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Identified, SpawnerOrder, SpawnerReport } from './messages.ts';
import { ThreadedChild } from './threaded-child.ts';

const entry = new URL(`./spawner${extname(import.meta.url)}`, import.meta.url);

const patienceMs = 3_000;

/**
 * Starts processes from a thread of its own. A start blocks its thread until the child runs its program: on a busy machine a
 * fifth of a second, in which no event is handled. The thread begins with the first start, and keeps nobody alive who has no
 * process.
 */
export class SpawnThread {
  private readonly children = new Map<number, ThreadedChild>();
  private thread: Worker | undefined;
  private lastId = 0;

  /** As `spawn` of Node; `failed` comes as an `error` event. */
  readonly spawn = (program: string, args: readonly string[], options: SpawnOptions): ThreadedChild => {
    const id = ++this.lastId;
    const child = new ThreadedChild((order) => this.ask({ id, ...order }));
    this.children.set(id, child);
    this.ask({ id, kind: 'start', program, args, options });
    return child;
  };

  /** The exit status of a program that inherits `fd` as its descriptor 3; `null` after a signal. Errors: as of `spawn`. */
  readonly statusOf = async (
    program: string,
    args: readonly string[],
    fd: number,
  ): Promise<number | null> => {
    const stdio = ['ignore', 'ignore', 'ignore', fd] as const;
    const child = this.spawn(program, args, { stdio: [...stdio], env: { PATH: process.env.PATH } });
    // The first one rejects; a later one ends nothing.
    child.on('error', () => {});
    const [status] = (await once(child, 'exit')) as [number | null];
    return status;
  };

  /** What a program writes, in three seconds at most. Rejects when it cannot be started, fails or is too slow. */
  readonly outputOf = async (program: string, args: readonly string[]): Promise<string> => {
    const child = this.spawn(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH },
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    });
    const written = textFrom(child.stdout);
    const [status] = (await once(child, 'close')) as [number | null];
    if (status !== 0) throw new Error(`${program} ended with ${status ?? 'a signal'}`);
    return written();
  };

  private ask(order: Identified<SpawnerOrder>): void {
    this.thread ??= this.begin();
    if (this.children.size > 0) this.thread.ref();
    this.thread.postMessage(order);
  }

  private begin(): Worker {
    const thread = new Worker(entry, { env: {}, execArgv: [] });
    thread.on('message', ({ id, ...report }: Identified<SpawnerReport>) => this.hear(id, report));
    // Its exit follows.
    thread.on('error', () => {});
    thread.once('exit', () => this.lose());
    return thread;
  }

  private hear(id: number, report: SpawnerReport): void {
    const child = this.children.get(id);
    child?.hear(report);
    // A signal that cannot be sent fails, too, and ends nothing.
    const isOver = report.kind === 'closed' || (report.kind === 'failed' && child?.pid === undefined);
    if (!isOver) return;
    this.children.delete(id);
    if (this.children.size === 0) this.thread?.unref();
  }

  /** The thread ended by a defect, and the kernel killed what it had started. */
  private lose(): void {
    this.thread = undefined;
    const lost = [...this.children.values()];
    this.children.clear();
    for (const child of lost) {
      child.hear({ kind: 'failed', message: 'the thread that started it has ended', code: undefined });
      child.hear({ kind: 'exited', code: null, signal: 'SIGKILL' });
      child.hear({ kind: 'closed', code: null, signal: 'SIGKILL' });
    }
  }
}

/** Collects what comes; the answer gives it. */
function textFrom(output: Readable): () => string {
  let text = '';
  output.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}
