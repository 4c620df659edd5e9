import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '../../src/core/index.ts';
import { tail } from './tail.ts';

export interface ChildSpec<Ready> {
  readonly name: string;
  /** Program and arguments; the program is looked for on PATH. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** More options of setpriv(1): which user and capabilities the program runs with. */
  readonly privileges?: readonly string[];
  /** What the kernel sends the child when this process dies, however it dies. */
  readonly deathSignal: 'KILL' | 'QUIT';
  /** What asks the child to drain and end. */
  readonly stopSignal: NodeJS.Signals;
  /** A child that has not ended this long after `stopSignal` is killed. */
  readonly stopWithinMs: number;
  /** Reads a line of the child's output; anything but `undefined` means: it serves. */
  readonly readyFrom: (line: string) => Ready | undefined;
  /** Every line of its output, except the one that announced readiness. */
  readonly onLine: (line: string) => void;
}

export interface Child<Ready> {
  readonly pid: number;
  /** @throws AppError `unavailable` / `child-failed`, with its last lines, when it ends without having served. */
  readonly ready: Promise<Ready>;
  /** How it ended, in words. Resolves after its last line was read. */
  readonly exited: Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Asks, waits, kills. Resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts one process that cannot outlive this one. It gets a session of its own, so that a Ctrl-C in the terminal
 * reaches only the supervisor, which stops its children in order.
 */
export function startChild<Ready>(spec: ChildSpec<Ready>): Child<Ready> {
  const options = [...(spec.privileges ?? []), '--pdeathsig', spec.deathSignal, '--'];
  const child = spawn('setpriv', [...options, ...spec.command], {
    env: spec.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = exitOf(child);
  return {
    pid: child.pid ?? 0,
    ready: readinessOf(child, spec, exited),
    exited,
    signal: (signal) => void child.kill(signal),
    stop: () => stop(child, spec, exited),
  };
}

function readinessOf<Ready>(
  child: ChildProcess,
  spec: ChildSpec<Ready>,
  exited: Promise<string>,
): Promise<Ready> {
  const lastLines = tail(20);
  const ready = new Promise<Ready>((resolve, reject) => {
    const read = (line: string) => {
      const announced = spec.readyFrom(line);
      if (announced !== undefined) return resolve(announced);
      lastLines.push(line);
      spec.onLine(line);
    };
    if (child.stdout) createInterface(child.stdout).on('line', read);
    if (child.stderr) createInterface(child.stderr).on('line', read);
    const failed = (how: string) =>
      reject(
        unavailable('child-failed', `${spec.name} ended (${how}) before it served\n${lastLines.text()}`),
      );
    void exited.then(failed);
  });
  // Whoever waits for it sees the failure; a child that is being stopped has nobody waiting.
  ready.catch(() => {});
  return ready;
}

async function exitOf(child: ChildProcess): Promise<string> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const how = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit status ${code}`));
  });
  // A descendant may hold the pipes for longer; its last lines are worth a moment, not for ever.
  await Promise.race([closed, sleep(1_000, undefined, { ref: false })]);
  return how;
}

async function stop<Ready>(
  child: ChildProcess,
  spec: ChildSpec<Ready>,
  exited: Promise<string>,
): Promise<void> {
  child.kill(spec.stopSignal);
  const deadline = setTimeout(() => child.kill('SIGKILL'), spec.stopWithinMs);
  await exited;
  clearTimeout(deadline);
}
