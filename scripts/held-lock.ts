import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface HeldLock {
  /** Resolves when another process can have it. */
  release(): Promise<void>;
}

interface Waiting {
  readonly waits: true;
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Holds a lock file, made when absent, in a process that ends with this one: the lock is freed however this process
 * ends. `undefined`: another process holds it. With `waits`, returns when no other holds it any more.
 * @throws Error with the words of flock(1), when the file cannot be opened; the reason of the signal, when that is aborted
 */
export async function holdLock(file: string): Promise<HeldLock | undefined>;
export async function holdLock(file: string, waiting: Waiting): Promise<HeldLock>;
export async function holdLock(file: string, waiting?: Waiting): Promise<HeldLock | undefined> {
  waiting?.signal?.throwIfAborted();
  const options = waiting
    ? ['--no-fork']
    : ['--no-fork', '--nonblock', '--conflict-exit-code', String(conflict)];
  // cat ends when its input does, which is when this process closes it or is gone.
  const holder = spawn('flock', [...options, file, 'sh', '-c', 'echo held; exec cat'], {
    env: { PATH: process.env.PATH },
    detached: true, // Ctrl-C ends what needs the lock, and the lock with it.
  });
  const complaint = text(holder.stderr);
  const ended = once(holder, 'close') as Promise<[status: number | null]>;
  const held = once(holder.stdout, 'data').then(() => 'held' as const);
  const giveUp = () => void holder.kill();
  waiting?.signal?.addEventListener('abort', giveUp);
  const first = await Promise.race([held, ended]);
  waiting?.signal?.removeEventListener('abort', giveUp);
  waiting?.signal?.throwIfAborted();
  if (first === 'held') return { release: () => release(holder, ended) };
  if (first[0] === conflict) return undefined;
  throw new Error(`could not lock ${file}: ${(await complaint).trim()}`);
}

async function release(holder: ChildProcess, ended: Promise<unknown>): Promise<void> {
  holder.kill();
  await ended;
}

/** EX_TEMPFAIL of sysexits.h: flock(1) itself ends with others. */
const conflict = 75;
