import { useEffect, useRef } from 'preact/hooks';

/** A frame on the screen: its position, and how long its stream shows one, as far as is known. */
interface SteppedFrom {
  readonly mediaS: number | undefined;
  readonly lengthS: number;
}

/** A frame that was found is drawn within this many redraws of the page: in time, a busy machine takes longer. */
const drawnWithinRedraws = 10;
/** Half frames that a step goes further before it gives up: a frame of a slow stream lasts many of a quick one. */
const maxTries = 40;
/** Between two fragments, in seconds. */
const maxHoleS = 1;

/**
 * Steps by frames. Where none comes, because one lasts longer than those before it, or there is a hole between two
 * fragments, the step goes on by half frames until one does.
 */
export function useStepping(
  video: { current: HTMLVideoElement | null },
  shown: SteppedFrom,
): (frames: 1 | -1) => void {
  const latest = useRef(shown);
  latest.current = shown;
  const redraw = useRef(0);
  useEffect(() => () => window.cancelAnimationFrame(redraw.current), []);
  return (frames) => {
    const element = video.current;
    const { mediaS: fromS, lengthS } = latest.current;
    if (!element || fromS === undefined) return;
    element.pause();
    const aim = (tries: number) => {
      // The middle of the wanted frame comes first, where no rounding matters.
      const aheadFrames = Math.max(frames, 0) + (frames * (1 + tries)) / 2;
      element.currentTime = Math.max(0, fromS + aheadFrames * lengthS);
      watch(tries, drawnWithinRedraws);
    };
    const watch = (tries: number, redraws: number) => {
      window.cancelAnimationFrame(redraw.current);
      redraw.current = window.requestAnimationFrame(() => {
        if (latest.current.mediaS !== fromS || tries === maxTries) return;
        if (element.seeking && !isInHole(element)) watch(tries, drawnWithinRedraws);
        else if (redraws > 0) watch(tries, redraws - 1);
        else aim(tries + 1);
      });
    };
    aim(0);
  };
}

/** Whether nothing is buffered at the position, and something soon after it: no fragment will come for it. */
function isInHole({ buffered, currentTime }: HTMLVideoElement): boolean {
  const ranges = Array.from({ length: buffered.length }, (_, i) => ({
    startS: buffered.start(i),
    endS: buffered.end(i),
  }));
  if (ranges.some(({ startS, endS }) => startS <= currentTime && currentTime < endS)) return false;
  return ranges.some(({ startS }) => startS > currentTime && startS - currentTime < maxHoleS);
}
