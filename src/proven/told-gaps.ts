import { subtractAll, type TimeRange } from '../core/index.ts';
import type { EvidenceRecord } from '../log/index.ts';

export type RecordOfGap = Extract<EvidenceRecord, { readonly type: 'gap' }>;

/** `toMs` is `Infinity` while no record ends it. */
export interface ToldGap extends TimeRange {
  readonly reason: string;
}

/** The gaps that records tell: each ends where its newest end says. The records are in the order of their numbers. */
export function toldGaps(records: readonly RecordOfGap[]): ToldGap[] {
  const gaps = new Map<string, ToldGap>();
  for (const { id, opened, t0, t1, reason } of records) {
    const toMs = t1 === undefined ? Number.POSITIVE_INFINITY : Date.parse(t1);
    gaps.set(opened ?? id, { fromMs: Date.parse(t0), toMs, reason });
  }
  return [...gaps.values()];
}

/** Whether the records tell of all of the gap. Rows are carved and joined, so several may tell of one. */
export const isGapTold = (gap: ToldGap, told: readonly ToldGap[]): boolean =>
  subtractAll(
    gap,
    told.filter(({ reason }) => reason === gap.reason),
  ).length === 0;
