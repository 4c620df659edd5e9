import type { GapReason } from '../api/shapes.ts';
import type { Range } from '../time/spoken-range.ts';
import type { Lane } from './lane.ts';
import type { Paints } from './paints.ts';
import type { Scale } from './scale.ts';

/** Where lanes lie on their canvas, in CSS pixels. */
export interface LaneLayout {
  readonly rowHeight: number;
  /** Top of the bar within its row. */
  readonly barTop: number;
  readonly barHeight: number;
  readonly axisHeight: number;
  /** Rows scrolled away above. */
  readonly scrolledPx: number;
}

export interface LaneScene {
  readonly lanes: readonly Lane[];
  readonly scale: Scale;
  /** What lies outside it was not asked for. */
  readonly asked: Range;
  readonly layout: LaneLayout;
  readonly paints: Paints;
  /** The instant that is played. */
  readonly cursorMs?: number | undefined;
  /** The instant under the pointer. */
  readonly pointedMs?: number | undefined;
  /** The marked stretch; one end may be missing yet. */
  readonly marked?: Partial<Range> | undefined;
  readonly names: LaneNames;
}

/** The words of a gap, of altered time and of time outside the asked range, drawn where there is room. */
export type LaneNames = Readonly<Record<GapReason | 'altered' | 'outside', string>>;

export type Pen = CanvasRenderingContext2D;
