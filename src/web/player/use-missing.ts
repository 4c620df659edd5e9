import { useEffect, useRef, useState } from 'preact/hooks';
import { type MissingTime, missingAfter, missingAt, missingBetween } from './missing.ts';
import type { Playback } from './playback.ts';

/** Time without footage, where the player stands; it plays on when it is told how. */
export interface Missing<Time extends MissingTime = MissingTime> {
  readonly time: Time;
  /** Where in it the clock stands. */
  readonly atMs: number;
  /** Whether the clock runs through it. */
  readonly isRunning: boolean;
  /** Has the clock run through it. */
  readonly wait: () => void;
  /** Plays what comes behind it; absent where the range ends with it. */
  readonly jump?: () => void;
}

interface Standing<Time> {
  readonly time: Time;
  readonly atMs: number;
  readonly isRunning: boolean;
}

const tickMs = 100;

/**
 * A playback that stops where footage is missing: where it begins, while it plays, steps or seeks, and where its footage ends.
 * There it has no frame, and its clock is that of the missing time; to play is to go on behind it.
 */
export function useMissing<Time extends MissingTime>(
  playback: Playback,
  times: readonly Time[],
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): Playback & { readonly missing: Missing<Time> | undefined } {
  const standingAt = (atMs: number): Standing<Time> | undefined => {
    const time = missingAt(times, atMs);
    return time && { time, atMs, isRunning: false };
  };
  const [standing, stand] = useState(() => standingAt(startMs));
  const before = useRef<number>();
  useEffect(() => {
    const { current: beforeMs } = before;
    const { frameMs } = playback;
    before.current = frameMs;
    if (frameMs === undefined || beforeMs === undefined) return;
    const time = missingBetween(times, beforeMs, frameMs);
    if (!time) return;
    playback.pause();
    stand({ time, atMs: time.fromMs, isRunning: false });
  }, [playback.frameMs]);
  useEffect(() => {
    const { current: element } = playback.video;
    const end = () => {
      const time = before.current === undefined ? undefined : missingAfter(times, before.current);
      if (time) stand({ time, atMs: time.fromMs, isRunning: false });
    };
    element?.addEventListener('ended', end);
    return () => element?.removeEventListener('ended', end);
  }, [times]);
  const jump = () => {
    stand(undefined);
    playback.play();
  };
  useEffect(() => {
    if (!standing?.isRunning) return undefined;
    const timer = window.setTimeout(() => {
      const atMs = standing.atMs + tickMs * playback.rate;
      if (atMs < standing.time.toMs) stand({ ...standing, atMs });
      else if (standing.time.toMs < endMs) jump();
      else stand({ ...standing, atMs: standing.time.toMs, isRunning: false });
    }, tickMs);
    return () => window.clearTimeout(timer);
  }, [standing, playback.rate]);
  const seek = (wallMs: number) => {
    const there = standingAt(wallMs);
    before.current = undefined;
    stand(there);
    if (there) playback.pause();
    playback.seek(wallMs);
  };
  if (!standing) return { ...playback, seek, missing: undefined };
  const wait = () => stand({ ...standing, isRunning: true });
  const pause = () => stand({ ...standing, isRunning: false });
  // The frame behind it is on the screen, under the words.
  const step = (frames: 1 | -1) => {
    stand(undefined);
    if (frames < 0) playback.step(frames);
  };
  const { atMs: frameMs, isRunning } = standing;
  const missing = { ...standing, wait, ...(standing.time.toMs < endMs && { jump }) };
  const clock = { frameMs, doubtMs: 0, frame: undefined, isPaused: !isRunning };
  return { ...playback, ...clock, seek, play: jump, pause, step, missing };
}
