import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly what: string;
  /** Describes the missing part, for the error. */
  readonly missing?: () => string;
  readonly withinMs: number;
  readonly everyMs?: number;
}

/** Polls until there is an answer. Throws an error that names `what` when there is none in time. */
export async function until<T>(ask: () => Promise<T | undefined>, patience: Patience): Promise<T> {
  const { what, missing, withinMs, everyMs = 250 } = patience;
  const deadlineMs = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadlineMs) {
      const detail = missing ? ` (${missing()})` : '';
      throw new Error(`waited ${withinMs / 1000} s in vain: ${what}${detail}`);
    }
    await pause(everyMs);
  }
}
