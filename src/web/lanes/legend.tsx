import { useEffect, useRef } from 'preact/hooks';
import type { GapReason } from '../api/shapes.ts';
import { themeColour } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';
import { useColourScheme } from '../parts/colour-scheme.ts';
import { isGap, type Lane } from './lane.ts';
import { gapTile } from './patterns.ts';

/** The patterns that occur here, and what each means. */
export function Legend({ lanes }: { readonly lanes: readonly Lane[] }) {
  const { lanes: words, gaps } = useMessages();
  const kinds = new Set(lanes.flatMap(({ parts }) => parts.map(({ kind }) => kind)));
  return (
    <figcaption class="legend small">
      <span>
        <i class="swatch is-recorded" /> {words.recorded}
      </span>
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
      {[...kinds].filter(isGap).map((reason) => (
        <span key={reason}>
          <GapSwatch reason={reason} /> {gaps[reason]}
        </span>
      ))}
    </figcaption>
  );
}

function GapSwatch({ reason }: { readonly reason: GapReason }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme();
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    const tile = gapTile(reason, themeColour('gap-ink'), themeColour('gap-ground'));
    if (!pen) return;
    pen.fillStyle = pen.createPattern(tile, 'repeat') ?? '';
    pen.fillRect(0, 0, 24, 12);
  }, [reason, scheme]);
  return <canvas ref={canvas} class="swatch" width={24} height={12} />;
}
