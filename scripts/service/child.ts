import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { refusalPrefix } from '../../src/compose/unstarted.ts';
import { unavailable } from '../../src/core/index.ts';
import { tail } from './tail.ts';

export interface ChildSpec<Ready> {
  readonly name: string;
  /** Program and arguments; the program is searched for on PATH. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further options of setpriv(1): user and capabilities of the program. */
  readonly privileges?: readonly string[];
  /** Signal that the kernel sends to the child when this process dies, however it dies. */
  readonly deathSignal: 'KILL' | 'QUIT';
  /** Signal that makes the child drain and end. */
  readonly stopSignal: NodeJS.Signals;
  /** The child is killed this long after `stopSignal`. */
  readonly stopWithinMs: number;
  /** Reads a line of output; any result but `undefined` means that the child serves. */
  readonly readyFrom: (line: string) => Ready | undefined;
  /** Gets every line of output, except the one that announced readiness. */
  readonly onLine: (line: string) => void;
}

export interface Child<Ready> {
  readonly pid: number;
  /**
   * @throws AppError `unavailable`, when it ends without having served: `child-refused` with the reason that it gave, else
   * `child-failed` with its last lines
   */
  readonly ready: Promise<Ready>;
  /** How the child ended, in words. Resolves after its last line was read. */
  readonly exited: Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it at once, as the death of this process would. */
  readonly end: () => void;
  /** Sends `stopSignal`, and kills it after `stopWithinMs`. Resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts one process that cannot outlive this one. It has its own session, so that a Ctrl-C in the terminal
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
    end: () => void child.kill(`SIG${spec.deathSignal}`),
    stop: () => stop(child, spec, exited),
  };
}

function readinessOf<Ready>(
  child: ChildProcess,
  spec: ChildSpec<Ready>,
  exited: Promise<string>,
): Promise<Ready> {
  const lastLines = tail(20);
  let refusal: string | undefined;
  const ready = new Promise<Ready>((resolve, reject) => {
    const read = (line: string) => {
      const announced = spec.readyFrom(line);
      if (announced !== undefined) return resolve(announced);
      if (line.startsWith(refusalPrefix)) {
        refusal = line.slice(refusalPrefix.length);
        return;
      }
      lastLines.push(line);
      spec.onLine(line);
    };
    if (child.stdout) createInterface(child.stdout).on('line', read);
    if (child.stderr) createInterface(child.stderr).on('line', read);
    const failed = (how: string) =>
      reject(
        refusal === undefined
          ? unavailable('child-failed', `${spec.name} ended (${how}) before it served\n${lastLines.text()}`)
          : unavailable('child-refused', refusal),
      );
    void exited.then(failed);
  });
  // The caller sees the failure through `ready`; while a child is being stopped, there may be no caller.
  ready.catch(() => {});
  return ready;
}

async function exitOf(child: ChildProcess): Promise<string> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const how = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit status ${code}`));
  });
  // A descendant may hold the pipes for longer: wait one second for its last lines.
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
