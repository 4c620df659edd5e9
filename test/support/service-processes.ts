import { readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';

/** All processes below `pid`, itself not among them (proc(5), `children`). */
export function descendants(pid: number): number[] {
  const children = readChildren(pid);
  return [...children, ...children.flatMap(descendants)];
}

function readChildren(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Whether that process runs: one that has ended and only waits to be collected does not. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Resolves when none of them runs any more: the kernel ends what is below a killed process a moment after it. */
export const ended = (pids: readonly number[]): Promise<void> =>
  vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 60_000, interval: 20 });
