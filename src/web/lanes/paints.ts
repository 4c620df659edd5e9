import type { GapReason } from '../api/shapes.ts';
import { themeColour } from '../parts/colour-scheme.ts';
import { alteredTile, gapTile, outsideTile } from './patterns.ts';

const colours = {
  font: 'font',
  line: 'line',
  lineStrong: 'line-strong',
  ink: 'ink',
  inkSoft: 'ink-soft',
  surface: 'surface',
  recorded: 'recorded',
  live: 'live',
  held: 'held',
  mark: 'mark',
  gapInk: 'gap-ink',
  gapGround: 'gap-ground',
} as const;

type Fill = CanvasPattern | string;

/** The colours and patterns of lanes, read from the style sheet once for each theme. */
export interface Paints extends Readonly<Record<keyof typeof colours, string>> {
  gap(pen: CanvasRenderingContext2D, reason: GapReason): Fill;
  altered(pen: CanvasRenderingContext2D): Fill;
  outside(pen: CanvasRenderingContext2D): Fill;
}

export function readPaints(): Paints {
  const entries = Object.entries(colours).map(([name, token]) => [name, themeColour(token)]);
  const read = Object.fromEntries(entries) as Record<keyof typeof colours, string>;
  const patterns = new Map<string, Fill>();
  const pattern = (name: string, draw: () => Fill | null): Fill => {
    const fill = patterns.get(name) ?? draw() ?? read.gapGround;
    patterns.set(name, fill);
    return fill;
  };
  return {
    ...read,
    gap: (pen, reason) =>
      pattern(reason, () => pen.createPattern(gapTile(reason, read.gapInk, read.gapGround), 'repeat')),
    altered: (pen) =>
      pattern('altered', () => pen.createPattern(alteredTile(read.surface, read.ink), 'repeat')),
    outside: (pen) =>
      pattern('outside', () => pen.createPattern(outsideTile(read.lineStrong, read.line), 'repeat')),
  };
}
