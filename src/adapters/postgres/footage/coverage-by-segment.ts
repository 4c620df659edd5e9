import { type RawBuilder, sql } from 'kysely';
import type { StreamId, TimeRange } from '../../../core/index.ts';
import type { CoverageFacts } from '../../../footage/index.ts';
import {
  clockAndHolds,
  factsOfStream,
  type GapOfRow,
  gapOf,
  offered,
  overlapping,
  type RangeOfRow,
  rangesOf,
  type StreamRow,
} from './stream-facts.ts';

export interface BySegmentRow extends StreamRow {
  readonly spans: readonly RangeOfRow[] | null;
  readonly gaps: readonly GapOfRow[] | null;
}

/**
 * All there is to know of many streams, in one statement. Segments are joined by the server: a day of a camera is 1440
 * of them, and mostly one span. What is marked garbage counts as the gap it is about to be. Exported for the test that
 * looks at its plan.
 */
export const bySegmentQuery = (
  streamIds: readonly StreamId[],
  range: TimeRange,
): RawBuilder<BySegmentRow> => sql<BySegmentRow>`
  select ${clockAndHolds(range)},
      (select jsonb_agg(jsonb_build_array(lower(span), upper(span)) order by span)
        from (select unnest(range_agg(int8range(start_ms, end_ms))) as span
          from segment where stream_id = s.id and ${offered(range)}) joined) as spans,
      (select jsonb_agg(jsonb_build_array(start_ms, end_ms, reason) order by start_ms) from (
        select start_ms, end_ms, reason from gap where stream_id = s.id
          and int8range(start_ms, end_ms) && int8range(${range.fromMs}, ${range.toMs})
        union all
        select lower(span), upper(span), 'expired' from (
          select unnest(range_agg(int8range(start_ms, end_ms))) as span from segment
            where stream_id = s.id and ${overlapping(range)} and deletion_id is not null) marked) missing) as gaps
    from stream s where s.id = any(${streamIds})`;

export const factsBySegment = (row: BySegmentRow): CoverageFacts => ({
  ...factsOfStream(row),
  segments: rangesOf(row.spans),
  gaps: (row.gaps ?? []).map(gapOf),
});
