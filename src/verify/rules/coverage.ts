import { intersect, lengthMs, subtractAll, type TimeRange } from '../../core/index.ts';
import type { Findings } from '../finding.ts';
import { msOf, ofType, type ProvedOf } from '../records/kinds.ts';
import type { StreamRecords } from '../records/stream-records.ts';

/** Between a gap, whose end is known before its footage, and that footage. */
const seamMs = 500;

/** A stretch that a gap says nothing was recorded in; `Infinity` for one that no record ends. */
export interface RecordedGap extends TimeRange {
  readonly reason: string;
  readonly seq: number;
}

/** What else is known of the time of a stream. */
export interface CoverageTerms {
  readonly scope: TimeRange;
  /** Since when the camera is there, by its own records. */
  readonly enrolledMs: number | undefined;
}

/** The time of the scope is filled by segments and gaps, each gap is told, and one by expiry rests on a deletion. */
export function checkCoverage(
  stream: StreamRecords,
  { scope, enrolledMs }: CoverageTerms,
  findings: Findings,
): void {
  const { file } = stream;
  const gaps = gapsOf(stream);
  const empty = longer(
    subtractAll(
      scope,
      stream.segs.map(({ record }) => rangeOfRecord(record)),
    ),
  );
  for (const gap of gaps) tellGap(stream, { gap, empty }, findings);
  for (const hole of longer(empty.flatMap((part) => subtractAll(part, gaps)))) {
    const isBefore = enrolledMs !== undefined && hole.toMs <= enrolledMs + seamMs;
    findings.add(isBefore ? 'not-enrolled' : 'coverage-hole', { file, detail: timesOf(hole) });
  }
}

function tellGap(
  { file, all }: StreamRecords,
  { gap, empty }: { readonly gap: RecordedGap; readonly empty: readonly TimeRange[] },
  findings: Findings,
): void {
  const parts = longer(empty.flatMap((part) => intersect(part, gap)));
  for (const part of parts) {
    const isOpen = gap.toMs === Number.POSITIVE_INFINITY;
    const detail = { ...timesOf(part), reason: gap.reason };
    findings.add(isOpen ? 'gap-open' : 'gap', { file, record: gap.seq, detail });
    if (gap.reason !== 'expired') continue;
    const deleted = deletionsIn(all).map(({ record }) => rangeOfRecord(record));
    if (subtractAll(part, deleted).length > 0)
      findings.add('expiry-unproved', { file, record: gap.seq, detail });
  }
}

/** Confirmed ones. */
export const deletionsIn = (records: StreamRecords['all']): ProvedOf<'del'>[] =>
  ofType(records, 'del').filter(({ record }) => record.act === 'result');

/** A record that ends a gap says it whole; one without an end lasts until the next footage. */
export function gapsOf({ all, segs }: Pick<StreamRecords, 'all' | 'segs'>): RecordedGap[] {
  const gaps = ofType(all, 'gap');
  const ended = new Set(gaps.map(({ record }) => record.opened));
  return gaps
    .filter(({ record }) => record.t1 !== undefined || !ended.has(record.id))
    .map(({ record }) => {
      const fromMs = msOf(record.t0);
      const next = segs.find(
        ({ record: seg }) => seg.seq > record.seq && !seg.late && msOf(seg.t0) >= fromMs,
      );
      const toMs = record.t1 ?? next?.record.t0;
      return {
        fromMs,
        toMs: toMs === undefined ? Number.POSITIVE_INFINITY : msOf(toMs),
        reason: record.reason,
        seq: record.seq,
      };
    });
}

export const rangeOfRecord = ({ t0, t1 }: { readonly t0: string; readonly t1: string }): TimeRange => ({
  fromMs: msOf(t0),
  toMs: msOf(t1),
});

/** Those that no seam explains. */
export const longer = (ranges: readonly TimeRange[]): TimeRange[] =>
  ranges.filter((range) => lengthMs(range) > seamMs);

export const timesOf = ({ fromMs, toMs }: TimeRange) => ({
  t0: new Date(fromMs).toISOString(),
  t1: new Date(toMs).toISOString(),
});
