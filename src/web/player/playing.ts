import { useEffect, useState } from 'preact/hooks';

/** The rates to choose from: slow motion, and up to where only keyframes are seen. */
export const rates = [0.25, 0.5, 1, 2, 4, 8, 16] as const;
/** Faster, only keyframes are loaded: no line and no machine brings every frame. */
export const maxWholeRate = 4;

/** Whether a video plays, and how fast. */
export interface Playing {
  readonly isPaused: boolean;
  readonly play: () => void;
  readonly pause: () => void;
  /** How many times as fast as it was recorded. */
  readonly rate: number;
  readonly setRate: (rate: number) => void;
}

/** Plays and pauses a video element; its rate outlasts a reload of its source. */
export function usePlaying(video: { current: HTMLVideoElement | null }): Playing {
  const [isPaused, setPaused] = useState(true);
  const [rate, keepRate] = useState(1);
  useEffect(() => {
    const element = video.current;
    const look = () => setPaused(element?.paused ?? true);
    for (const name of ['play', 'pause', 'emptied']) element?.addEventListener(name, look);
    look();
    return () => {
      for (const name of ['play', 'pause', 'emptied']) element?.removeEventListener(name, look);
    };
  }, []);
  const setRate = (next: number) => {
    keepRate(next);
    if (!video.current) return;
    // The browser goes back to the default rate with each new source.
    video.current.defaultPlaybackRate = next;
    video.current.playbackRate = next;
  };
  // A browser that plays nothing unasked leaves it to the button.
  const play = () => void video.current?.play().catch(() => undefined);
  const pause = () => video.current?.pause();
  return { isPaused, play, pause, rate, setRate };
}
