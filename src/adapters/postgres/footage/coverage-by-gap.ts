import { type RawBuilder, sql } from 'kysely';
import { invalid, type StreamId, type TimeRange } from '../../../core/index.ts';
import { type CoverageFacts, type KnownGap, recordedBeside } from '../../../footage/index.ts';
import { type GapReason, maxSegmentMs } from '../../../recording/index.ts';
import type { Database } from '../database.ts';
import {
  clockAndHolds,
  factsOfStream,
  gapOf,
  isKept,
  offered,
  overlapping,
  type RangeOfRow,
  rangesOf,
  type StreamRow,
} from './stream-facts.ts';

/** The most gaps in one answer, of all its streams: some 8 MB. */
const mostGaps = 50_000;

interface ByGapRow extends StreamRow {
  readonly gaps: GapColumns | null;
  /** Marked garbage, joined. */
  readonly marked: readonly RangeOfRow[] | null;
  /** Segments beyond the frontier, joined. */
  readonly beyond: readonly RangeOfRow[] | null;
  /** A segment of another epoch may lie over one that is marked. */
  readonly is_doubled: boolean;
}

/** Gaps column by column: the server writes a list of one type in half the time of a list of rows. In no promised order. */
interface GapColumns {
  readonly starts: readonly number[];
  readonly ends: readonly (number | null)[];
  readonly reasons: readonly GapReason[];
}

/** Segments of other epochs over those that are marked, joined. */
interface BesideRow {
  readonly stream_id: StreamId;
  readonly spans: readonly RangeOfRow[];
}

export interface FoundByGap {
  readonly rows: readonly ByGapRow[];
  readonly beside: ReadonlyMap<StreamId, readonly RangeOfRow[]>;
}

/** Read apart, since they are rare: what is there then is footage, whatever became of the marks meanwhile. */
export async function readByGap(
  db: Database,
  streamIds: readonly StreamId[],
  range: TimeRange,
): Promise<FoundByGap> {
  const { rows } = await byGapQuery(streamIds, range).execute(db);
  const doubled = rows.filter(({ is_doubled }) => is_doubled).map(({ stream_id }) => stream_id);
  const beside = doubled.length > 0 ? (await besideQuery(doubled, range).execute(db)).rows : [];
  return { rows, beside: new Map(beside.map(({ stream_id, spans }) => [stream_id, spans])) };
}

/** Ranges of a group, joined: thousands may be marked. */
const joined = sql`range_agg(int8range(start_ms, end_ms))`;

const pairsOf = (spans: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select json_agg(json_build_array(lower(span), upper(span))) from unnest(${spans}) as span)`;

const listOf = (column: RawBuilder<unknown>): RawBuilder<unknown> => sql`array_to_json(array_agg(${column}))`;

/**
 * All there is to know of many streams in one statement, without the segments that the frontier has passed: gaps, what is marked
 * garbage, and segments beyond the frontier. So a month costs as many rows as it has gaps. Exported for the test that looks at its plan.
 */
export const byGapQuery = (
  streamIds: readonly StreamId[],
  range: TimeRange,
  limit = mostGaps,
): RawBuilder<ByGapRow> => sql<ByGapRow>`
  with asked as materialized (
    select * from stream where id = any(${streamIds})),
  known as (
    select s.id, g.start_ms, g.end_ms, g.reason from asked s cross join lateral (
      select start_ms, end_ms, reason from gap
        where stream_id = s.id and start_ms < ${range.toMs} and (end_ms is null or end_ms > ${range.fromMs})
          and start_ms >= coalesce((select start_ms from gap where stream_id = s.id and start_ms <= ${range.fromMs}
            order by start_ms desc limit 1), ${range.fromMs})) g
      limit ${limit + 1}),
  told as (
    select id, json_build_object('starts', ${listOf(sql`start_ms`)}, 'ends', ${listOf(sql`end_ms`)},
        'reasons', ${listOf(sql`reason`)}) as gaps
      from known group by id),
  marked as (
    select stream_id, ${joined} as spans, bool_or(overlapping) as is_doubled from segment
      where deletion_id is not null and stream_id = any(${streamIds}) and ${overlapping(range)} group by stream_id),
  beyond as (
    select s.id, ${joined} as spans from asked s cross join lateral (
      select start_ms, end_ms from segment
        where stream_id = s.id and start_ms > s.accounted_until_ms - ${maxSegmentMs} and end_ms > s.accounted_until_ms
          and ${offered(range)} offset 0) o
      group by s.id)
  select ${clockAndHolds(range)}, g.gaps, ${pairsOf(sql`m.spans`)} as marked, ${pairsOf(sql`b.spans`)} as beyond,
      coalesce(m.is_doubled, false) as is_doubled
    from asked s left join told g on g.id = s.id left join marked m on m.stream_id = s.id left join beyond b on b.id = s.id`;

const besideQuery = (
  streamIds: readonly StreamId[],
  range: TimeRange,
): RawBuilder<BesideRow> => sql<BesideRow>`
  select stream_id, ${pairsOf(sql`spans`)} as spans from (
    select m.stream_id, range_agg(int8range(o.start_ms, o.end_ms)) as spans from segment m cross join lateral (
        select start_ms, end_ms from segment
          where stream_id = m.stream_id and start_ms > m.start_ms - ${maxSegmentMs} and start_ms < m.end_ms
            and end_ms > m.start_ms and ${isKept} offset 0) o
      where m.deletion_id is not null and m.overlapping and m.stream_id = any(${streamIds})
        and m.start_ms > ${range.fromMs - maxSegmentMs} and m.start_ms < ${range.toMs} and m.end_ms > ${range.fromMs}
      group by m.stream_id) beside`;

/** Errors: `coverage-too-large` (invalid), with `to` as the input at fault. */
export function factsByGap(
  { rows, beside }: FoundByGap,
  range: TimeRange,
  limit = mostGaps,
): Map<StreamId, CoverageFacts> {
  const count = rows.reduce((sum, { gaps }) => sum + (gaps?.starts.length ?? 0), 0);
  if (count > limit) {
    throw invalid(
      'coverage-too-large',
      `These cameras have more than ${limit} gaps in that time: ask for less time, or for fewer cameras.`,
      'to',
    );
  }
  return new Map(rows.map((row) => [row.stream_id, factsOf(row, beside.get(row.stream_id), range)]));
}

const gapsOf = (columns: GapColumns | null): KnownGap[] =>
  (columns?.starts ?? []).map((startMs, at) =>
    gapOf([startMs, columns?.ends[at] ?? null, columns?.reasons[at] as GapReason]),
  );

function factsOf(row: ByGapRow, beside: readonly RangeOfRow[] | undefined, range: TimeRange): CoverageFacts {
  const facts = factsOfStream(row);
  const marked = rangesOf(row.marked);
  const gaps = gapsOf(row.gaps);
  const missing = gaps.map(({ fromMs, toMs = Number.POSITIVE_INFINITY }) => ({ fromMs, toMs }));
  return {
    ...facts,
    segments: recordedBeside(
      {
        ...facts,
        missing: [...missing, ...marked],
        segments: [...rangesOf(row.beyond), ...rangesOf(beside ?? null)],
      },
      range,
    ),
    gaps: [...gaps, ...marked.map((each) => ({ ...each, reason: 'expired' as const }))],
  };
}
