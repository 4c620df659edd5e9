import { useEffect, useState } from 'preact/hooks';
import { useShortcut } from '../parts/shortcut.ts';
import { moved, type PictureView, wholePicture, zoomed } from './picture-view.ts';

/** A turn of the wheel, and a press of a key. */
const zoomStep = 1.25;
const panStep = 0.1;

type Change = (next: (view: PictureView) => PictureView) => void;

/** Zoom by wheel, pinch and keys, pan by dragging and, on the focused frame, by arrow keys, of the picture in that frame. */
export function usePictureView(frame: {
  current: HTMLElement | null;
}): readonly [PictureView, (view: PictureView) => void] {
  const [view, change] = useState(wholePicture);
  useShortcut(['+', '=', '-', '0'], (key) => {
    if (key === '0') change(wholePicture);
    else change((now) => zoomed(now, key === '-' ? 1 / zoomStep : zoomStep));
  });
  useEffect(() => {
    const element = frame.current;
    return element ? hearPointers(element, change) : undefined;
  }, []);
  return [view, change];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The picture goes where the arrow does not point: one looks further to its side. */
const arrows: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [panStep, 0],
  ArrowRight: [-panStep, 0],
  ArrowUp: [0, panStep],
  ArrowDown: [0, -panStep],
};

/** Wheel, one pointer that drags, two that pinch, arrow keys. Answers how to stop hearing. */
function hearPointers(element: HTMLElement, change: Change): () => void {
  const down = new Map<number, Point>();
  /** From the middle of the frame, in its widths and heights. */
  const placeOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: (clientX - left) / width - 0.5, y: (clientY - top) / height - 0.5 };
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    change((now) => zoomed(now, event.deltaY < 0 ? zoomStep : 1 / zoomStep, placeOf(event)));
  };
  const press = (event: PointerEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('button, a, input')) return;
    element.setPointerCapture(event.pointerId);
    down.set(event.pointerId, placeOf(event));
  };
  const move = (event: PointerEvent) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = placeOf(event);
    const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    down.set(event.pointerId, now);
    if (!other) return change((view) => moved(view, now.x - before.x, now.y - before.y));
    const spread = distance(now, other) / Math.max(distance(before, other), 0.01);
    change((view) => zoomed(view, spread, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }));
  };
  const pan = (event: KeyboardEvent) => {
    const way = arrows[event.key];
    if (!way) return;
    event.preventDefault();
    change((now) => moved(now, ...way));
  };
  const lift = ({ pointerId }: PointerEvent) => void down.delete(pointerId);
  const gone = new AbortController();
  const { signal } = gone;
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('pointerdown', press, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', lift, { signal });
  element.addEventListener('pointercancel', lift, { signal });
  element.addEventListener('keydown', pan, { signal });
  return () => gone.abort();
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
