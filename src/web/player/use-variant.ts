import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import type { FootageOf } from './footage-of.ts';
import { type NamedVariant, playableOf, variantsIn } from './variants.ts';

/** What the browser plays of a camera. */
export interface ChosenVariant {
  /** Absent until it is known. */
  readonly variant: NamedVariant | undefined;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
  /** The browser does not play the original, whatever it said. */
  readonly refuseOriginal: () => void;
}

/** Asks how a stretch can be played, and chooses the original where the browser plays it. */
export function useVariant(
  of: FootageOf,
  window: { readonly from: string; readonly to: string },
  isWanted: boolean,
): ChosenVariant {
  const [turn, setTurn] = useState(0);
  const [isRefused, setRefused] = useState(false);
  const [answer, setAnswer] = useState<{ variants?: readonly NamedVariant[]; problem?: Problem }>({});
  useEffect(() => {
    if (!isWanted) return undefined;
    const given = new AbortController();
    const set = (next: typeof answer) => !given.signal.aborted && setAnswer(next);
    fetchVariants(of, window, given.signal).then(
      (variants) => set({ variants }),
      (thrown: unknown) => set({ problem: asProblem(thrown) }),
    );
    return () => given.abort();
  }, [of.id, of.cameraId, isWanted, turn]);
  const variant = useMemo(() => {
    const { variants = [] } = answer;
    return playableOf(isRefused ? variants.filter(({ isCopy }) => isCopy) : variants, isTypePlayed);
  }, [answer, isRefused]);
  return {
    variant,
    problem: answer.problem,
    retry: () => {
      setAnswer({});
      setTurn((count) => count + 1);
    },
    refuseOriginal: () => setRefused(answer.variants?.some(({ isCopy }) => isCopy) ?? false),
  };
}

async function fetchVariants(
  of: FootageOf,
  window: { readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<NamedVariant[]> {
  const { bytes } = await api.getVariants(of, window, { signal });
  const url = new URL(api.getVariantsUrl(of, window), location.href);
  return variantsIn(new TextDecoder().decode(bytes), url);
}

/** Phones of Apple have only the managed kind. */
function isTypePlayed(type: string): boolean {
  const { ManagedMediaSource, MediaSource } = globalThis as {
    readonly ManagedMediaSource?: typeof globalThis.MediaSource;
    readonly MediaSource?: typeof globalThis.MediaSource;
  };
  return (ManagedMediaSource ?? MediaSource)?.isTypeSupported(type) ?? false;
}
