import { sql } from 'kysely';
import { overlaps, type TimeRange } from '../../../core/index.ts';
import { tookSegment } from '../../../log/index.ts';
import {
  type DeletionResult,
  deletedNumbers,
  numbersLeft,
  type ProvenRecords,
  timeOfDeletion,
} from '../../../proven/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { StatedSegment } from '../ingest/segment-members.ts';
import type { CoverageRows } from './coverage-rows.ts';
import { findRecords } from './find-records.ts';

/** Read at once, and at most. */
const chunk = 16;
const mostRead = 1_000;

/** Time of a stream without footage. */
export interface BareTime {
  readonly range: TimeRange;
  /** Of which gaps tell that nothing was recorded, or nothing at all. */
  readonly unfilmed: readonly TimeRange[];
  readonly expired: readonly TimeRange[];
  /** Those that reach into the range, and the ones before and after it, where there are any. */
  readonly deletions: readonly DeletionResult[];
}

interface MissingDeps {
  readonly db: Database;
  readonly records: ProvenRecords;
}

/**
 * Stated segments of time without footage that have no row and were not deleted. Of unfilmed time: numbers of the chain that no row
 * has, between those of the rows around the range. Of expired time: numbers amid those that the deletions took. Where a record
 * itself is gone, the whole time is answered. A segment that came late may have a number elsewhere. Errors: those of
 * `ProvenRecords.at`.
 */
export async function missingSegments(
  deps: MissingDeps,
  rows: CoverageRows,
  { range, unfilmed, expired, deletions }: BareTime,
): Promise<TimeRange[]> {
  const missing: TimeRange[] = [];
  if (unfilmed.length > 0) {
    const span = numbersAround(rows, range, deletions);
    const terms = { bare: unfilmed, deletions, isOpen: span.isOpen };
    missing.push(...(await statedWithoutRow(deps, rows, unusedNumbers(rows, span, deletions), terms)));
  }
  if (expired.length > 0) {
    const used = usedNumbers(rows);
    const left = numbersLeft(deletions)
      .filter((seq) => !used.has(seq))
      .slice(0, mostRead);
    missing.push(...(await statedWithoutRow(deps, rows, left, { bare: expired, deletions, isOpen: false })));
  }
  return missing;
}

interface SoughtTime extends Pick<BareTime, 'deletions'> {
  readonly bare: readonly TimeRange[];
  /** Nothing tells the number before the range. */
  readonly isOpen: boolean;
}

async function statedWithoutRow(
  { db, records }: MissingDeps,
  rows: CoverageRows,
  numbers: readonly number[],
  { bare, deletions, isOpen }: SoughtTime,
): Promise<TimeRange[]> {
  const { stream } = rows;
  const missing: TimeRange[] = [];
  for (const some of chunksOf(numbers)) {
    const places = some.map((seq) => ({ chain: `stream/${stream.camera_id}/${stream.role}`, seq }));
    const found = await records.at(places, (unknown) => findRecords(db, unknown));
    if (found.some((each) => !each)) return [...bare];
    const stated = found.flatMap((each) => (each?.record.type === 'seg' ? [each.record] : []));
    const ofBare = stated.filter(
      (record) =>
        bare.some((each) => overlaps(each, rangeOf(record))) &&
        !deletions.some((deletion) => tookSegment(deletion, record)),
    );
    missing.push(...(await withoutRow(db, rows, ofBare)).map(rangeOf));
    // Older numbers are of older time.
    if (isOpen && stated.some((record) => isBefore(rangeOf(record), bare))) break;
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

/**
 * Of the rows on either side the middle one counts: a few may have come late. Where the deletion beside the range is nearer, the
 * numbers that it took.
 */
function numbersAround(
  { stream, segments, before, after }: CoverageRows,
  range: TimeRange,
  deletions: readonly DeletionResult[],
): Numbers {
  const own = segments.flatMap(({ record_seq }) => record_seq ?? []);
  const earlier = deletions.find((each) => timeOfDeletion(each).fromMs < range.fromMs);
  const later = deletions.findLast((each) => timeOfDeletion(each).fromMs >= range.toMs);
  const first = middleNumber(before) ?? earlier?.segs?.[0];
  const lasts = [middleNumber(after), later?.segs?.at(-1)].filter((seq) => seq !== undefined);
  const last = lasts.length > 0 ? Math.min(...lasts) : undefined;
  return {
    from: first === undefined ? 0 : Math.min(first, ...own),
    to: last === undefined ? stream.last_seq + 1 : Math.max(last, ...own),
    isOpen: first === undefined,
  };
}

function middleNumber(numbers: CoverageRows['before']): number | undefined {
  const seqs = numbers.toSorted((a, b) => a - b);
  return seqs[Math.floor(seqs.length / 2)];
}

/** From the last on, without what was deleted. */
function unusedNumbers(
  rows: CoverageRows,
  { from, to }: Numbers,
  deletions: readonly DeletionResult[],
): number[] {
  const [used, deleted] = [usedNumbers(rows), deletedNumbers(deletions)];
  const unused: number[] = [];
  for (let seq = to - 1; seq > from && unused.length < mostRead; seq--)
    if (!used.has(seq) && !deleted.has(seq)) unused.push(seq);
  return unused;
}

const usedNumbers = ({ segments, before, after }: CoverageRows): ReadonlySet<number | null> =>
  new Set([...segments.map(({ record_seq }) => record_seq), ...before, ...after]);

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
        join segment s on s.stream_id = ${stream.stream_id} and s.start_ms = p.start_ms and s.run_id = p.run_id`.execute(
      db,
    ),
  );
  const there = new Set(rows.map(({ at }) => at));
  return stated.filter((_, at) => !there.has(at + 1));
}
