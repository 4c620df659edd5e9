import type { Range } from '../time/spoken-range.ts';
import { clampedView, isWholeView } from './view.ts';

/** The part of the asked range that the lanes show. It changes with each turn of a wheel, so that who hears of it draws alone. */
export class LaneView {
  private readonly heard = new Set<() => void>();
  private shown: Range;

  constructor(
    readonly bounds: Range,
    shown: Range = bounds,
  ) {
    this.shown = clampedView(shown, bounds);
  }

  get range(): Range {
    return this.shown;
  }

  get isWhole(): boolean {
    return isWholeView(this.shown, this.bounds);
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

/** An ISO 8601 interval; `undefined` for the whole range. */
export function viewText(view: LaneView): string | undefined {
  if (view.isWhole) return undefined;
  const { fromMs, toMs } = view.range;
  return [fromMs, toMs].map((ms) => new Date(Math.round(ms)).toISOString()).join('/');
}

/** Reads what anybody may have written; `undefined` where it is no interval. */
export function viewOfText(text: string | null): Range | undefined {
  const [fromMs = Number.NaN, toMs = Number.NaN] = (text ?? '').split('/').map(Date.parse);
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}
