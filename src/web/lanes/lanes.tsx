import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CameraFootage } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { textWithin } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';
import { AlteredList } from './altered-list.tsx';
import { fractionText } from './axis.ts';
import { useDragging } from './dragging.ts';
import { pressKey, useWheel } from './gestures.ts';
import { Hands } from './hands.ts';
import { laneOf, momentNear } from './lane.ts';
import { LaneControls } from './lane-controls.tsx';
import { LaneTable } from './lane-table.tsx';
import { LaneTip, type Pointed } from './lane-tip.tsx';
import { LaneView } from './lane-view.ts';
import { Legend } from './legend.tsx';
import { msAt } from './scale.ts';
import { useDrawing } from './use-drawing.ts';
import { useFollowing } from './use-lane-view.ts';
import { lengthOf } from './view.ts';

interface LanesProps {
  readonly cameras: readonly CameraFootage[];
  readonly fromMs: number;
  readonly toMs: number;
  /** The part of the time that is shown, for lanes that zoom; without it they show all. */
  readonly view?: LaneView;
  readonly cursorMs?: number | undefined;
  readonly marked?: Partial<Range>;
  /** What a search for changes found, by camera. */
  readonly moments?: ReadonlyMap<string, readonly Range[]>;
  /** Label left of each lane, above it on a narrow page. */
  readonly label: (camera: CameraFootage) => ComponentChildren;
  readonly choose?: (camera: CameraFootage, ms: number) => void;
  /** A stretch that is pulled out with the pointer; the keyboard's way is a field for the time. */
  readonly select?: (range: Range) => void;
  /** More to show beside the pointer, such as a picture. */
  readonly tip?: (camera: CameraFootage, ms: number) => ComponentChildren;
}

const wide = { rowHeight: 48, barTop: 12, barHeight: 24, axisHeight: 44 } as const;
const narrow = { rowHeight: 80, barTop: 50, barHeight: 24, axisHeight: 44 } as const;
/** A pointer so near to a moment means it. */
const nearPx = 6;
/** In a shorter view the time under the pointer is named to the millisecond. */
const exactBelowMs = 30_000;

/** Coverage of all cameras on one canvas, a table behind it, and what the pointer is over in words. */
export function Lanes(props: LanesProps) {
  const { cameras, fromMs, toMs, cursorMs, marked, moments, label } = props;
  const { lanes: words, gaps, records, timeline } = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLElement>(null);
  const [pointed, setPointed] = useState<Pointed>();
  const lanes = useMemo(
    () => cameras.map((camera) => laneOf(camera, moments?.get(camera.id))),
    [cameras, moments],
  );
  const whole = useMemo(() => new LaneView({ fromMs, toMs }), [fromMs, toMs]);
  const view = props.view ?? whole;
  const drag = useDragging(props.select);
  const pansByMouse = props.select === undefined;
  const hands = useMemo(() => new Hands((type) => type === 'touch' || pansByMouse), [pansByMouse]);
  const layout = useNarrow(box) ? narrow : wide;
  useWheel(canvas, box, props.view);
  useFollowing(props.view, cursorMs);
  useDrawing(canvas, box, {
    lanes,
    view,
    cursorMs,
    pointedMs: pointed?.ms,
    names: { ...gaps, altered: records.altered, outside: timeline.outside },
    layout,
    marked: drag.range ?? marked,
  });
  const heightPx = layout.axisHeight + cameras.length * layout.rowHeight;

  const timeAt = (x: number): number => {
    const { left = 0, width = 1 } = canvas.current?.getBoundingClientRect() ?? {};
    return Math.round(msAt({ ...view.range, width }, x - left));
  };
  const isAsked = (ms: number) => fromMs <= ms && ms < toMs;
  const spot = ({ x, y }: Pick<Pointed, 'x' | 'y'>): Pointed | undefined => {
    const { top = 0 } = canvas.current?.getBoundingClientRect() ?? {};
    const below = y - top - layout.axisHeight + (box.current?.scrollTop ?? 0);
    const row = Math.floor(below / layout.rowHeight);
    const [camera, lane] = [cameras[row], lanes[row]];
    if (!camera || !lane || below < 0) return undefined;
    const ms = timeAt(x);
    const moment = momentNear(lane, ms, timeAt(x + nearPx) - ms);
    return { camera, lane, ms, x, y, ...(moment && { moment }) };
  };
  // The time under a pointer that rests changes with the view.
  useEffect(() => view.hear(() => setPointed((last) => last && spot(last))), [view, lanes, layout]);
  const move = (event: PointerEvent) => {
    drag.move(event, timeAt(event.clientX));
    setPointed(spot(event));
  };
  const release = (event: PointerEvent) => {
    const at = spot(event);
    if (!drag.end() && at && isAsked(at.ms)) props.choose?.(at.camera, at.moment?.fromMs ?? at.ms);
  };
  const holding = props.view && holdingOf(hands, props.view, canvas, () => setPointed(undefined));
  const press = (event: KeyboardEvent) => {
    if (!props.view || event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pressKey(props.view, event.key, middleOf(view.range, cursorMs))) return;
    event.preventDefault();
    // The picture has keys of its own.
    event.stopPropagation();
  };
  const { range } = view;
  const textOf = lengthOf(range) < exactBelowMs ? fractionText : textOfBoth({ fromMs, toMs }, range);
  const labels = useMemo(
    () =>
      cameras.map((camera) => (
        <div key={camera.id} class="lane-label">
          {label(camera)}
        </div>
      )),
    [cameras, label],
  );
  const behind = useMemo(
    () => (
      <>
        <Legend lanes={lanes} range={{ fromMs, toMs }} />
        <AlteredList cameras={cameras} lanes={lanes} fromMs={fromMs} toMs={toMs} />
        <LaneTable cameras={cameras} lanes={lanes} fromMs={fromMs} toMs={toMs} />
      </>
    ),
    [cameras, lanes, fromMs, toMs],
  );
  return (
    <figure class="lanes-figure">
      {props.view && <LaneControls view={props.view} select={props.select} />}
      <section
        ref={box}
        class={props.view ? 'lanes is-zoomable' : 'lanes'}
        style={{ '--row': `${layout.rowHeight}px` }}
        aria-label={words.title}
        {...(props.view && { tabIndex: 0, onKeyDown: press, 'aria-keyshortcuts': keyNames })}
        {...holding}
      >
        <div class="lanes-inner">
          <div class="lanes-labels">{labels}</div>
          <div class="lanes-track" aria-hidden="true">
            <canvas
              ref={canvas}
              class={classOf(props)}
              style={{ height: `min(56vh - 2px, 618px, ${heightPx}px)` }}
              onPointerDown={(event) => drag.begin(event, timeAt(event.clientX))}
              onPointerMove={move}
              onPointerLeave={() => setPointed(undefined)}
              onPointerUp={release}
            />
          </div>
        </div>
      </section>
      {pointed && (
        <LaneTip pointed={pointed} textOf={textOf} isOutside={!isAsked(pointed.ms)}>
          {isAsked(pointed.ms) && props.tip?.(pointed.camera, pointed.ms)}
        </LaneTip>
      )}
      {behind}
    </figure>
  );
}

/** Names instants of the asked and of the shown time, with their day where there are several. */
const textOfBoth = (asked: Range, shown: Range) =>
  textWithin(Math.min(asked.fromMs, shown.fromMs), Math.max(asked.toMs, shown.toMs));

const keyNames = '+ - 0 ArrowLeft ArrowRight Home End';

const classOf = ({ choose, select }: LanesProps): string =>
  choose ? 'is-scrubber' : select ? 'is-selectable' : '';

/** Pointers on the lanes, before anything in them hears of these: what moves the view does nothing else. */
const holdingOf = (
  hands: Hands,
  view: LaneView,
  canvas: { current: HTMLElement | null },
  onMove: () => void,
) => ({
  onPointerDownCapture: (event: PointerEvent) => {
    if (event.pointerType === 'touch' || event.target === canvas.current) hands.press(event);
  },
  onPointerMoveCapture: (event: PointerEvent) => {
    const track = canvas.current?.getBoundingClientRect();
    if (!track || !hands.move(view, event, track)) return;
    event.stopPropagation();
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
    onMove();
  },
  onPointerUpCapture: (event: PointerEvent) => {
    if (hands.lift(event)) event.stopPropagation();
  },
  onPointerCancelCapture: (event: PointerEvent) => void hands.lift(event),
  onClickCapture: (event: MouseEvent) => {
    if (!hands.takesClick()) return;
    event.stopPropagation();
    event.preventDefault();
  },
});

/** Keys zoom about the played instant while it is seen. */
function middleOf({ fromMs, toMs }: Range, cursorMs: number | undefined): number {
  const isSeen = cursorMs !== undefined && fromMs <= cursorMs && cursorMs <= toMs;
  return isSeen ? cursorMs : (fromMs + toMs) / 2;
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
