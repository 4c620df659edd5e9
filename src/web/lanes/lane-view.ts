import type { Range } from '../time/spoken-range.ts';
import { clampedView, liesWithin } from './view.ts';

/**
 * The time that the lanes show, about the asked range, which alone has footage to show. It changes with each turn of a wheel,
 * so that who hears of it draws alone.
 */
export class LaneView {
  private readonly heard = new Set<() => void>();
  private shown: Range;

  /** `bounds` hold the asked range, and all that may be shown around it. */
  constructor(
    readonly asked: Range,
    shown: Range = asked,
    readonly bounds: Range = asked,
  ) {
    this.shown = clampedView(shown, bounds);
  }

  get range(): Range {
    return this.shown;
  }

  /** Whether it shows the asked range, whole and alone. */
  get isAsked(): boolean {
    return this.shown.fromMs === this.asked.fromMs && this.shown.toMs === this.asked.toMs;
  }

  /** Whether all that it shows was asked for. */
  get isInside(): boolean {
    return liesWithin(this.shown, this.asked);
  }

  /** Whether it cannot be zoomed out further. */
  get isWidest(): boolean {
    return liesWithin(this.bounds, this.shown);
  }

  /** How far a wheel or an arrow leads: out of the asked range only where the view has left it already. */
  get reach(): Range {
    return this.isInside ? this.asked : this.bounds;
  }

  set(view: Range): void {
    const next = clampedView(view, this.bounds);
    if (next.fromMs === this.shown.fromMs && next.toMs === this.shown.toMs) return;
    this.shown = next;
    for (const hear of this.heard) hear();
  }

  /** Calls `hear` after each change; answers how to stop that. */
  hear(hear: () => void): () => void {
    this.heard.add(hear);
    return () => void this.heard.delete(hear);
  }
}

/** An ISO 8601 interval; `undefined` for the asked range. */
export function viewText(view: LaneView): string | undefined {
  if (view.isAsked) return undefined;
  const { fromMs, toMs } = view.range;
  return [fromMs, toMs].map((ms) => new Date(Math.round(ms)).toISOString()).join('/');
}

/** Reads what anybody may have written; `undefined` where it is no interval. */
export function viewOfText(text: string | null): Range | undefined {
  const [fromMs = Number.NaN, toMs = Number.NaN] = (text ?? '').split('/').map(Date.parse);
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}
