import { useEffect, useRef } from 'preact/hooks';
import type { LaneView } from './lane-view.ts';
import { liesWithin, pannedView, zoomedView } from './view.ts';

/** A pixel of the wheel, and one of a touchpad's pinch, which browsers tell as the wheel with Ctrl. */
const [zoomPerPx, zoomPerPinchedPx] = [0.004, 0.012] as const;
/** Firefox counts lines, some mice pages. */
const pxOf = [1, 16, 400] as const;
const keyZoom = 1.5;
const keyPan = 0.2;

type Turn = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'shiftKey'>;

/**
 * Zooms about `share` of the width; with Shift, or a wheel that turns sideways, it pans. Answers whether the turn was used: what
 * would leave the asked range is left to the page, but for Ctrl, with which the browser would zoom the page.
 */
export function turnWheel(view: LaneView, turn: Turn, share: number): boolean {
  const { range, bounds, reach } = view;
  const unit = pxOf[turn.deltaMode] ?? 1;
  const [x, y] = [turn.deltaX * unit, turn.deltaY * unit];
  const sideways = turn.shiftKey && x === 0 ? y : x;
  if (Math.abs(sideways) >= Math.abs(y)) {
    view.set(pannedView(range, reach, sideways / 1_000));
    return !view.isAsked;
  }
  const outer = turn.ctrlKey ? bounds : reach;
  if (y > 0 && liesWithin(outer, range)) return turn.ctrlKey;
  const factor = Math.exp(-y * (turn.ctrlKey && Math.abs(y) < 50 ? zoomPerPinchedPx : zoomPerPx));
  const aboutMs = range.fromMs + share * (range.toMs - range.fromMs);
  view.set(zoomedView(range, outer, aboutMs, Math.max(0.2, Math.min(factor, 5))));
  return true;
}

/** Keys of the focused lanes; `aboutMs` is where they zoom. Answers whether the key was one of them. */
export function pressKey(view: LaneView, key: string, aboutMs: number): boolean {
  const { range, asked, bounds, reach } = view;
  const lengthMs = range.toMs - range.fromMs;
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => view.set(zoomedView(range, bounds, aboutMs, keyZoom)),
    '=': () => view.set(zoomedView(range, bounds, aboutMs, keyZoom)),
    '-': () => view.set(zoomedView(range, bounds, aboutMs, 1 / keyZoom)),
    '0': () => view.set(asked),
    ArrowLeft: () => view.set(pannedView(range, reach, -keyPan)),
    ArrowRight: () => view.set(pannedView(range, reach, keyPan)),
    Home: () => view.set({ fromMs: reach.fromMs, toMs: reach.fromMs + lengthMs }),
    End: () => view.set({ fromMs: reach.toMs - lengthMs, toMs: reach.toMs }),
  };
  acts[key]?.();
  return key in acts;
}

/** Hears the wheel on the canvas, and has the browser leave two fingers on the lanes (`box`) to them. */
export function useWheel(
  canvas: { current: HTMLElement | null },
  box: { current: HTMLElement | null },
  view: LaneView | undefined,
): void {
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    const element = canvas.current;
    const around = box.current;
    if (!element || !around) return undefined;
    const gone = new AbortController();
    const options = { signal: gone.signal, passive: false };
    const wheel = (event: WheelEvent) => {
      const { left, width } = element.getBoundingClientRect();
      const share = Math.max(0, Math.min((event.clientX - left) / width, 1));
      if (latest.current && turnWheel(latest.current, event, share)) event.preventDefault();
    };
    const touch = (event: TouchEvent) => {
      if (latest.current && event.touches.length > 1 && event.cancelable) event.preventDefault();
    };
    element.addEventListener('wheel', wheel, options);
    around.addEventListener('touchstart', touch, options);
    around.addEventListener('touchmove', touch, options);
    return () => gone.abort();
  }, []);
}
