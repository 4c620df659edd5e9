import { useCallback, useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/problem.ts';
import { isServiceAway, nextTryMs } from './away.ts';

/** Cached data of the service. Old data stays while a new fetch runs. */
export interface Query<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
  /** Asks again now. */
  readonly reload: () => void;
}

interface Entry {
  readonly data?: unknown;
  readonly problem?: Problem;
}

const kept = new Map<string, Entry>();
const invalidated = 'query-invalidated';

/** Number of mounted components per key. */
const shown = new Map<string, number>();

/** Refetches the mounted queries with this prefix, and drops the others. */
export function invalidate(prefix: string): void {
  for (const key of [...kept.keys()]) if (key.startsWith(prefix) && !shown.has(key)) kept.delete(key);
  window.dispatchEvent(new CustomEvent(invalidated, { detail: prefix }));
}

/** Clears the cache, mounted queries included: another user has signed in. */
export function forget(): void {
  kept.clear();
  window.dispatchEvent(new CustomEvent(invalidated, { detail: '' }));
}

/**
 * Fetches from the service and caches the answer under `key`; without a key, fetches nothing. A call is cancelled when
 * no component waits for it. With `everyMs` it fetches again that long after each answer, while the page is visible; while
 * the service is away it asks again by itself.
 */
export function useQuery<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
  { everyMs }: { readonly everyMs?: number | undefined } = {},
): Query<T> {
  const [, redraw] = useState(0);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  useEffect(() => {
    if (key === undefined) return undefined;
    const given = new AbortController();
    let timer: number | undefined;
    let tries = 0;
    const ask = async () => {
      const entry = await answerOf(load, given.signal);
      if (given.signal.aborted) return;
      const before = kept.get(key)?.data;
      kept.set(key, entry.problem && before !== undefined ? { ...entry, data: before } : entry);
      redraw((count) => count + 1);
      const isAway = isServiceAway(entry.problem);
      if (!isAway) tries = 0;
      const waitMs = isAway ? nextTryMs(tries++) : everyMs;
      if (waitMs !== undefined) askLater(waitMs);
    };
    const askLater = (waitMs: number) => {
      timer = window.setTimeout(() => {
        if (document.visibilityState === 'visible') void ask();
        else askLater(waitMs);
      }, waitMs);
    };
    void ask();
    shown.set(key, (shown.get(key) ?? 0) + 1);
    return () => {
      const others = (shown.get(key) ?? 1) - 1;
      if (others === 0) shown.delete(key);
      else shown.set(key, others);
      given.abort();
      window.clearTimeout(timer);
    };
    // `load` is a new function at every render; `key` identifies its data.
  }, [key, turn, everyMs]);
  useInvalidation(key, reload);
  const entry = key === undefined ? {} : (kept.get(key) ?? {});
  return {
    data: entry.data as T | undefined,
    problem: entry.problem,
    isLoading: key !== undefined && entry.data === undefined && entry.problem === undefined,
    reload,
  };
}

async function answerOf(
  load: (signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Entry> {
  try {
    return { data: await load(signal) };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}

function useInvalidation(key: string | undefined, reload: () => void): void {
  useEffect(() => {
    const hear = (event: Event) => {
      if (key?.startsWith((event as CustomEvent<string>).detail)) reload();
    };
    window.addEventListener(invalidated, hear);
    return () => window.removeEventListener(invalidated, hear);
  }, [key, reload]);
}
