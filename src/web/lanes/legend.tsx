import { useEffect, useRef } from 'preact/hooks';
import type { GapReason } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { themeColour, useColourScheme } from '../parts/colour-scheme.ts';
import type { Range } from '../time/spoken-range.ts';
import { barsOf } from './bars.ts';
import { isGap, type Lane } from './lane.ts';
import { alteredTile, gapTile } from './patterns.ts';

/** The patterns that occur here, and what each means. */
export function Legend({ lanes, range }: { readonly lanes: readonly Lane[]; readonly range: Range }) {
  const { lanes: words, gaps, records, timeline, changed } = useMessages();
  const isCompared = lanes.some((lane) => lane.records);
  const kinds = new Set(lanes.flatMap(({ parts }) => parts.map(({ kind }) => kind)));
  return (
    <figcaption class="legend small">
      <span>
        <i class="swatch is-recorded" /> {isCompared ? records.recordedSealed : words.recorded}
      </span>
      {lanes.some((lane) => lane.records?.pending.length) && (
        <span>
          <i class="swatch is-pending" /> {records.pending}
        </span>
      )}
      {lanes.some((lane) => lane.records?.altered.length) && (
        <span>
          <Swatch name="altered" tile={alteredSwatch} /> {records.altered}
        </span>
      )}
      {kinds.has('live') && (
        <span>
          <i class="swatch is-live" /> {words.live}
        </span>
      )}
      {lanes.some(({ held }) => held.length > 0) && (
        <span>
          <i class="swatch is-held" /> {words.held}
        </span>
      )}
      {lanes.some(({ moments }) => moments.length > 0) && (
        <span>
          <i class="swatch is-moment" /> {changed.onLane}
        </span>
      )}
      {[...kinds].filter(isGap).map((reason) => (
        <span key={reason}>
          <Swatch name={reason} tile={() => gapSwatch(reason)} /> {gaps[reason]}
        </span>
      ))}
      {lanes.some(({ parts }) => isCrowded(parts, range)) && (
        <span>
          <i class="swatch is-crowded" /> {timeline.crowded}
        </span>
      )}
      {!isCompared && <span>{records.unchecked}</span>}
    </figcaption>
  );
}

/** Whether parts share a bar on a canvas of a usual width. */
const isCrowded = (parts: Lane['parts'], range: Range): boolean =>
  barsOf(parts, { ...range, width: 700 }).some((bar) => bar.kinds.length > 1);

const gapSwatch = (reason: GapReason) => gapTile(reason, themeColour('gap-ink'), themeColour('gap-ground'));
const alteredSwatch = () => alteredTile(themeColour('surface'), themeColour('ink'));

/** A pattern by its name. */
function Swatch({ name, tile }: { readonly name: string; readonly tile: () => HTMLCanvasElement }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme();
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.fillStyle = pen.createPattern(tile(), 'repeat') ?? '';
    pen.fillRect(0, 0, 24, 12);
  }, [name, scheme]);
  return <canvas ref={canvas} class="swatch" width={24} height={12} />;
}
