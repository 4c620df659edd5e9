import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import type { Identified, SpawnerOrder, SpawnerReport } from './messages.ts';

/** The module of the thread. Its processes die with it: the kernel watches the thread that started them. */

const children = new Map<number, ChildProcess>();

parentPort?.on('message', ({ id, ...order }: Identified<SpawnerOrder>) => {
  if (order.kind === 'start') start(id, order);
  else if (order.kind === 'write') children.get(id)?.stdin?.write(order.text);
  else children.get(id)?.kill(order.signal);
});

function start(id: number, order: Extract<SpawnerOrder, { kind: 'start' }>): void {
  const report = (message: SpawnerReport) => parentPort?.postMessage({ id, ...message });
  const fail = (error: NodeJS.ErrnoException) =>
    report({ kind: 'failed', message: error.message, code: error.code });
  try {
    const child = spawn(order.program, order.args, order.options);
    children.set(id, child);
    child.on('error', fail);
    child.once('spawn', () => report({ kind: 'spawned', pid: child.pid }));
    // A child that is gone breaks the pipe; its exit reports that.
    child.stdin?.on('error', () => {});
    forward(child.stdout, (text) => report({ kind: 'stdout', text }));
    forward(child.stderr, (text) => report({ kind: 'stderr', text }));
    child.once('exit', (code, signal) => report({ kind: 'exited', code, signal }));
    child.once('close', (code, signal) => {
      children.delete(id);
      report({ kind: 'closed', code, signal });
    });
  } catch (error) {
    fail(error as NodeJS.ErrnoException);
  }
}

const forward = (output: Readable | null | undefined, to: (text: string) => void): void => {
  output?.setEncoding('utf8').on('data', to);
};
