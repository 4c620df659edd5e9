import { readdirSync, readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';

/** All processes below `pid`, itself not among them (proc(5), `children`). */
export function descendants(pid: number): number[] {
  const children = readChildren(pid);
  return [...children, ...children.flatMap(descendants)];
}

/** Of all its threads. */
const readChildren = (pid: number): number[] =>
  threadsOf(pid).flatMap((thread) =>
    readProc(pid, `task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // It has ended.
  }
}

/** Whether it runs a program of its own by now: between fork and exec it is a copy of its parent, settings and all. */
export const hasExecuted = (pid: number): boolean => commandOf(pid) !== commandOf(parentOf(pid));

export const commandOf = (pid: number | string): string => readProc(pid, 'cmdline');

const parentOf = (pid: number): string => /^\d+ \(.*\) \S (\d+)/s.exec(readProc(pid, 'stat'))?.[1] ?? '';

function readProc(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It has ended.
  }
}

/** Whether that process runs: one that has ended and only waits to be collected does not. */
export function isRunning(pid: number): boolean {
  const stat = readProc(pid, 'stat');
  return stat !== '' && !/^\d+ \(.*\) Z/s.test(stat);
}

/** Resolves when none of them runs any more: the kernel ends what is below a killed process a moment after it. */
export const ended = (pids: readonly number[]): Promise<void> =>
  vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 60_000, interval: 20 });
