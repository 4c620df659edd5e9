import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useColourScheme } from '../parts/colour-scheme.ts';
import type { Range } from '../time/spoken-range.ts';
import { drawLanes } from './drawing.ts';
import type { Lane } from './lane.ts';
import type { LaneView } from './lane-view.ts';
import { readPaints } from './paints.ts';
import type { LaneLayout, LaneNames } from './scene.ts';

export interface Drawn {
  readonly lanes: readonly Lane[];
  readonly view: LaneView;
  readonly cursorMs: number | undefined;
  readonly pointedMs: number | undefined;
  readonly marked: Partial<Range> | undefined;
  readonly names: LaneNames;
  readonly layout: Omit<LaneLayout, 'scrolledPx'>;
}

/** Draws in the next frame after something changed, once, and never otherwise; `box` scrolls the lanes under the canvas. */
export function useDrawing(
  canvas: { current: HTMLCanvasElement | null },
  box: { current: HTMLElement | null },
  drawn: Drawn,
): void {
  const { lanes, view, cursorMs, pointedMs, marked, layout } = drawn;
  const scheme = useColourScheme();
  const paints = useMemo(readPaints, [scheme]);
  const latest = useRef({ ...drawn, paints });
  latest.current = { ...drawn, paints };
  const next = useMemo(
    () =>
      new NextFrame(() => {
        const [area, scene] = [canvas.current, latest.current];
        if (!area || !box.current) return;
        const { range, asked } = scene.view;
        const scale = { ...range, width: area.clientWidth };
        const scrolled = { ...scene.layout, scrolledPx: box.current.scrollTop };
        drawLanes(area, { ...scene, scale, asked, layout: scrolled });
      }),
    [],
  );
  // Names change with the language alone, and that redraws the whole page.
  useLayoutEffect(next.ask, [lanes, view, cursorMs, pointedMs, marked?.fromMs, marked?.toMs, layout, paints]);
  useLayoutEffect(() => view.hear(next.ask), [view]);
  useLayoutEffect(() => {
    const sizes = new ResizeObserver(next.ask);
    if (canvas.current) sizes.observe(canvas.current);
    box.current?.addEventListener('scroll', next.ask);
    return () => {
      next.cancel();
      sizes.disconnect();
      box.current?.removeEventListener('scroll', next.ask);
    };
  }, []);
}

/** However often it is asked for, it draws once a frame. */
class NextFrame {
  private asked = 0;

  constructor(private readonly draw: () => void) {}

  readonly ask = (): void => {
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  };

  cancel(): void {
    cancelAnimationFrame(this.asked);
    this.asked = 0;
  }
}
