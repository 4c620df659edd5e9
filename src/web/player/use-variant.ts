import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { isServiceAway, nextTryMs } from '../base/away.ts';
import type { FootageOf } from './footage-of.ts';
import { type NamedVariant, playableOf, variantsIn } from './variants.ts';

/** What the browser plays of a camera. */
export interface ChosenVariant {
  /** Absent until it is known. */
  readonly variant: NamedVariant | undefined;
  readonly problem: Problem | undefined;
  /** Whether the service does not answer at the moment: it is asked again and again. */
  readonly isAway: boolean;
  readonly retry: () => void;
  /** The browser does not play the original, whatever it said. */
  readonly refuseOriginal: () => void;
}

interface Answer {
  readonly variants?: readonly NamedVariant[];
  readonly problem?: Problem;
}

/** The times between which the playlist lists GOPs, as in the address. */
interface ListedWindow {
  readonly from: string;
  readonly to: string;
}

/** Asks how a stretch can be played, until the service answers, and chooses the original where the browser plays it. */
export function useVariant(of: FootageOf, listed: ListedWindow, isWanted: boolean): ChosenVariant {
  const [turn, setTurn] = useState(0);
  const [isRefused, setRefused] = useState(false);
  const [answer, setAnswer] = useState<Answer>({});
  useEffect(() => {
    if (!isWanted) return undefined;
    const given = new AbortController();
    let timer: number | undefined;
    const ask = async (tries: number) => {
      const next = await answerOf(of, listed, given.signal);
      if (given.signal.aborted) return;
      setAnswer(next);
      if (isServiceAway(next.problem)) timer = window.setTimeout(() => void ask(tries + 1), nextTryMs(tries));
    };
    void ask(0);
    return () => {
      given.abort();
      window.clearTimeout(timer);
    };
  }, [of.id, of.cameraId, isWanted, turn]);
  const isAway = isServiceAway(answer.problem);
  const variant = useMemo(() => {
    const { variants = [] } = answer;
    return playableOf(isRefused ? variants.filter(({ isCopy }) => isCopy) : variants, isTypePlayed);
  }, [answer, isRefused]);
  return {
    variant,
    problem: isAway ? undefined : answer.problem,
    isAway,
    retry: () => {
      setAnswer({});
      setTurn((count) => count + 1);
    },
    refuseOriginal: () => setRefused(answer.variants?.some(({ isCopy }) => isCopy) ?? false),
  };
}

async function answerOf(of: FootageOf, listed: ListedWindow, signal: AbortSignal): Promise<Answer> {
  try {
    const { bytes } = await api.getVariants(of, listed, { signal });
    const url = new URL(api.getVariantsUrl(of, listed), location.href);
    return { variants: variantsIn(new TextDecoder().decode(bytes), url) };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}

/** Phones of Apple have only the managed kind. */
function isTypePlayed(type: string): boolean {
  const { ManagedMediaSource, MediaSource } = globalThis as {
    readonly ManagedMediaSource?: typeof globalThis.MediaSource;
    readonly MediaSource?: typeof globalThis.MediaSource;
  };
  return (ManagedMediaSource ?? MediaSource)?.isTypeSupported(type) ?? false;
}
