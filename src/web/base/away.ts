import type { Problem } from '../api/problem.ts';

/** Whether no service answered, or only the proxy before it: what was asked may be answered yet. */
export const isServiceAway = (problem: Problem | undefined): boolean =>
  problem !== undefined && (problem.code === 'network' || problem.status === 502 || problem.status === 504);

/** How long to wait before the next try, in milliseconds; `tries` that failed so far. */
export const nextTryMs = (tries: number): number => Math.min(4_000, 500 * 2 ** tries);
