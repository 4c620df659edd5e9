import { sql } from 'kysely';
import { overlaps, type TimeRange } from '../../../core/index.ts';
import type { ProvenRecords } from '../../../proven/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { StatedSegment } from '../ingest/segment-members.ts';
import type { CoverageRows } from './coverage-rows.ts';
import { findRecords } from './find-records.ts';

/** Read at once, and at most. */
const chunk = 16;
const mostRead = 1_000;

/**
 * Stated segments of time without footage that have no row: numbers of the chain that no row has, between those of the rows
 * around the range. Where a record itself is gone, the whole time is answered. A segment that came late may have a number
 * elsewhere. Errors: those of `ProvenRecords.at`.
 */
export async function missingSegments(
  { db, records }: { readonly db: Database; readonly records: ProvenRecords },
  rows: CoverageRows,
  bare: readonly TimeRange[],
): Promise<TimeRange[]> {
  const { stream } = rows;
  const span = numbersAround(rows);
  const missing: TimeRange[] = [];
  for (const numbers of chunksOf(unusedNumbers(rows, span))) {
    const places = numbers.map((seq) => ({ chain: `stream/${stream.camera_id}/${stream.role}`, seq }));
    const found = await records.at(places, (unknown) => findRecords(db, unknown));
    if (found.some((each) => !each)) return [...bare];
    const stated = found.flatMap((each) => (each?.record.type === 'seg' ? [each.record] : []));
    const ofBare = stated.filter((record) => bare.some((each) => overlaps(each, rangeOf(record))));
    missing.push(...(await withoutRow(db, rows, ofBare)).map(rangeOf));
    // Older numbers are of older time.
    if (span.isOpen && stated.some((record) => isBefore(rangeOf(record), bare))) break;
  }
  return missing.flatMap((each) =>
    bare.filter((part) => overlaps(part, each)).map((part) => within(part, each)),
  );
}

interface Numbers {
  /** Both are excluded. */
  readonly from: number;
  readonly to: number;
  /** Nothing tells the number before the range. */
  readonly isOpen: boolean;
}

/** Of the rows on either side the middle one counts: a few may have come late. */
function numbersAround({ stream, segments, before, after }: CoverageRows): Numbers {
  const [first, last] = [middleNumber(before), middleNumber(after)];
  const own = segments.flatMap(({ record_seq }) => record_seq ?? []);
  const known = [first, last, ...own].flatMap((seq) => seq ?? []);
  return {
    from: first === undefined ? 0 : Math.min(...known),
    to: last === undefined ? stream.last_seq + 1 : Math.max(...known),
    isOpen: first === undefined,
  };
}

function middleNumber(rows: CoverageRows['before']): number | undefined {
  const seqs = rows.flatMap(({ record_seq }) => record_seq ?? []).sort((a, b) => a - b);
  return seqs[Math.floor(seqs.length / 2)];
}

/** From the last on. */
function unusedNumbers({ segments, before, after }: CoverageRows, { from, to }: Numbers): number[] {
  const used = new Set([...segments, ...before, ...after].map(({ record_seq }) => record_seq));
  const unused: number[] = [];
  for (let seq = to - 1; seq > from && unused.length < mostRead; seq--) if (!used.has(seq)) unused.push(seq);
  return unused;
}

function* chunksOf(numbers: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < numbers.length; at += chunk) yield numbers.slice(at, at + chunk);
}

const rangeOf = ({ t0, t1 }: StatedSegment): TimeRange => ({ fromMs: Date.parse(t0), toMs: Date.parse(t1) });

const isBefore = ({ toMs }: TimeRange, bare: readonly TimeRange[]): boolean =>
  bare.every(({ fromMs }) => toMs <= fromMs);

const within = (outer: TimeRange, { fromMs, toMs }: TimeRange): TimeRange => ({
  fromMs: Math.max(outer.fromMs, fromMs),
  toMs: Math.min(outer.toMs, toMs),
});

/** It may have been ingested since the rows were read. */
async function withoutRow(
  db: Database,
  { stream }: CoverageRows,
  stated: readonly StatedSegment[],
): Promise<StatedSegment[]> {
  if (stated.length === 0) return [];
  const { rows } = await onCatalogue(() =>
    sql<{ at: number }>`
      select p.at from unnest(${stated.map(({ t0 }) => Date.parse(t0))}::bigint[], ${stated.map(({ run }) => run)}::text[])
          with ordinality as p(start_ms, run_id, at)
        join segment s on s.stream_id = ${stream.id} and s.start_ms = p.start_ms and s.run_id = p.run_id`.execute(
      db,
    ),
  );
  const there = new Set(rows.map(({ at }) => at));
  return stated.filter((_, at) => !there.has(at + 1));
}
