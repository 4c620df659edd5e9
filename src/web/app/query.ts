import { useCallback, useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/problem.ts';

/** What is known of something that the service keeps. Data that was there stays while it is asked for again. */
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

/** How many parts of the screen show what is kept under a key. */
const shown = new Map<string, number>();

/** Has what is shown under keys that start so asked for again; what nobody looks at is forgotten. */
export function invalidate(prefix: string): void {
  for (const key of [...kept.keys()]) if (key.startsWith(prefix) && !shown.has(key)) kept.delete(key);
  window.dispatchEvent(new CustomEvent(invalidated, { detail: prefix }));
}

/** Forgets all, also what is on the screen: somebody else sits there now. */
export function forget(): void {
  kept.clear();
  window.dispatchEvent(new CustomEvent(invalidated, { detail: '' }));
}

/**
 * Asks the service, and keeps the answer under `key`; without a key, asks nothing. A call that nobody waits for any
 * more is cancelled. With `everyMs` it asks again that long after each answer, while the page can be seen.
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
    const ask = async () => {
      const entry = await answerOf(load, given.signal);
      if (given.signal.aborted) return;
      const before = kept.get(key)?.data;
      kept.set(key, entry.problem && before !== undefined ? { ...entry, data: before } : entry);
      redraw((count) => count + 1);
      if (everyMs !== undefined) timer = window.setTimeout(() => void askIfSeen(), everyMs);
    };
    const askIfSeen = async () => {
      if (document.visibilityState === 'visible') await ask();
      else timer = window.setTimeout(() => void askIfSeen(), everyMs);
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
    // `load` is made anew at every drawing; what it loads is told by `key`.
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
