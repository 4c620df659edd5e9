import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CameraFootage } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { useColourScheme } from '../parts/colour-scheme.ts';
import { textWithin } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';
import { AlteredList } from './altered-list.tsx';
import { useDragging } from './dragging.ts';
import { drawLanes, type LaneLayout, type LaneNames } from './drawing.ts';
import { type Lane, laneOf } from './lane.ts';
import { LaneTable } from './lane-table.tsx';
import { LaneTip, type Pointed } from './lane-tip.tsx';
import { Legend } from './legend.tsx';
import { msAt } from './scale.ts';

interface LanesProps {
  readonly cameras: readonly CameraFootage[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly cursorMs?: number | undefined;
  readonly marked?: Partial<Range>;
  /** Label left of each lane, above it on a narrow page. */
  readonly label: (camera: CameraFootage) => ComponentChildren;
  readonly choose?: (camera: CameraFootage, ms: number) => void;
  /** A stretch that is pulled out with the pointer; the keyboard's way is a field for the time. */
  readonly select?: (range: Range) => void;
  /** More to show beside the pointer, such as a picture. */
  readonly tip?: (camera: CameraFootage, ms: number) => ComponentChildren;
}

const wide = { rowHeight: 48, barTop: 12, barHeight: 24, axisHeight: 32 } as const;
const narrow = { rowHeight: 80, barTop: 50, barHeight: 24, axisHeight: 32 } as const;

/** Coverage of all cameras on one canvas, a table behind it, and what the pointer is over in words. */
export function Lanes(props: LanesProps) {
  const { cameras, fromMs, toMs, cursorMs, marked, label } = props;
  const { lanes: words, gaps, records } = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLElement>(null);
  const [pointed, setPointed] = useState<Pointed>();
  const lanes = useMemo(() => cameras.map(laneOf), [cameras]);
  const drag = useDragging(props.select);
  const isNarrow = useNarrow(box);
  const layout = isNarrow ? narrow : wide;
  const names = { ...gaps, altered: records.altered };
  useDrawing(canvas, box, {
    lanes,
    fromMs,
    toMs,
    cursorMs,
    pointedMs: pointed?.ms,
    names,
    layout,
    marked: drag.range ?? marked,
  });
  const heightPx = layout.axisHeight + cameras.length * layout.rowHeight;

  const spot = (event: PointerEvent): Pointed | undefined => {
    const area = canvas.current?.getBoundingClientRect();
    if (!area || !box.current) return undefined;
    const y = event.clientY - area.top - layout.axisHeight + box.current.scrollTop;
    const row = Math.floor(y / layout.rowHeight);
    const [camera, lane] = [cameras[row], lanes[row]];
    if (!camera || !lane || y < 0) return undefined;
    const ms = msAt({ fromMs, toMs, width: area.width }, event.clientX - area.left);
    return { camera, lane, ms, x: event.clientX, y: event.clientY };
  };
  const timeAt = ({ clientX }: PointerEvent): number => {
    const { left = 0, width = 1 } = canvas.current?.getBoundingClientRect() ?? {};
    return msAt({ fromMs, toMs, width }, clientX - left);
  };
  const release = (event: PointerEvent) => {
    if (drag.end()) return;
    const at = spot(event);
    if (at) props.choose?.(at.camera, at.ms);
  };
  return (
    <figure class="lanes-figure">
      <section ref={box} class="lanes" style={{ '--row': `${layout.rowHeight}px` }} aria-label={words.title}>
        <div class="lanes-inner">
          <div class="lanes-labels">
            {cameras.map((camera) => (
              <div key={camera.id} class="lane-label">
                {label(camera)}
              </div>
            ))}
          </div>
          <div class="lanes-track" aria-hidden="true">
            <canvas
              ref={canvas}
              class={props.choose ? 'is-scrubber' : props.select ? 'is-selectable' : ''}
              style={{ height: `min(56vh - 2px, 618px, ${heightPx}px)` }}
              onPointerDown={(event) => drag.begin(event, timeAt(event))}
              onPointerMove={(event) => {
                drag.move(event, timeAt(event));
                setPointed(spot(event));
              }}
              onPointerLeave={() => setPointed(undefined)}
              onPointerUp={release}
            />
          </div>
        </div>
      </section>
      {pointed && (
        <LaneTip pointed={pointed} textOf={textWithin(fromMs, toMs)}>
          {props.tip?.(pointed.camera, pointed.ms)}
        </LaneTip>
      )}
      <Legend lanes={lanes} />
      <AlteredList cameras={cameras} lanes={lanes} fromMs={fromMs} toMs={toMs} />
      <LaneTable cameras={cameras} lanes={lanes} fromMs={fromMs} toMs={toMs} />
    </figure>
  );
}

interface Scene {
  readonly lanes: readonly Lane[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly cursorMs: number | undefined;
  readonly pointedMs: number | undefined;
  readonly marked: Partial<Range> | undefined;
  readonly names: LaneNames;
  readonly layout: Omit<LaneLayout, 'scrolledPx'>;
}

/** Draws in the next frame after something changed, and never otherwise. */
function useDrawing(
  canvas: { current: HTMLCanvasElement | null },
  box: { current: HTMLElement | null },
  { lanes, fromMs, toMs, cursorMs, pointedMs, marked, names, layout }: Scene,
): void {
  const scheme = useColourScheme();
  useLayoutEffect(() => {
    let asked = 0;
    const draw = () => {
      asked = 0;
      const area = canvas.current;
      if (!area || !box.current) return;
      const scale = { fromMs, toMs, width: area.clientWidth };
      const scrolled = { ...layout, scrolledPx: box.current.scrollTop };
      drawLanes(area, { lanes, scale, cursorMs, pointedMs, marked, names, layout: scrolled });
    };
    const ask = () => {
      asked ||= requestAnimationFrame(draw);
    };
    ask();
    const sizes = new ResizeObserver(ask);
    if (canvas.current) sizes.observe(canvas.current);
    box.current?.addEventListener('scroll', ask);
    return () => {
      cancelAnimationFrame(asked);
      sizes.disconnect();
      box.current?.removeEventListener('scroll', ask);
    };
    // Names change with the language alone, and that redraws the whole page.
  }, [lanes, fromMs, toMs, cursorMs, pointedMs, marked?.fromMs, marked?.toMs, layout, scheme]);
}

function useNarrow(box: { current: HTMLElement | null }): boolean {
  const [isNarrow, setNarrow] = useState(window.innerWidth < 600);
  useEffect(() => {
    const sizes = new ResizeObserver(([entry]) => entry && setNarrow(entry.contentRect.width < 520));
    if (box.current) sizes.observe(box.current);
    return () => sizes.disconnect();
  }, []);
  return isNarrow;
}
