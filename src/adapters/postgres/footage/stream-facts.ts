import { type RawBuilder, sql } from 'kysely';
import type { StreamId, TimeRange } from '../../../core/index.ts';
import type { CoverageFacts, KnownGap } from '../../../footage/index.ts';
import { type GapReason, maxSegmentMs } from '../../../recording/index.ts';
import { nearestClock, type ReadingRow, readingOf } from '../camera/clock-rows.ts';

export type RangeOfRow = readonly [fromMs: number, toMs: number];
export type GapOfRow = readonly [fromMs: number, toMs: number | null, reason: GapReason];

/** The facts of a stream beside its time. */
export interface StreamRow {
  readonly stream_id: StreamId;
  readonly enrolled_at_ms: number;
  readonly accounted_until_ms: number;
  readonly held: readonly RangeOfRow[] | null;
  readonly clock: ReadingRow | null;
}

/** Columns of a `StreamRow`, of the streams `s`. */
export const clockAndHolds = (range: TimeRange): RawBuilder<unknown> => sql`
  s.id as stream_id, s.enrolled_at_ms, s.accounted_until_ms,
      (select jsonb_agg(jsonb_build_array(h.from_ms, h.to_ms) order by h.from_ms)
        from hold h join hold_camera hc on hc.hold_id = h.id
        where hc.camera_id = s.camera_id and h.released_at_ms is null
          and h.from_ms < ${range.toMs} and h.to_ms > ${range.fromMs}) as held,
      ${nearestClock(sql`s.camera_id`, middleOf(range))} as clock`;

const middleOf = ({ fromMs, toMs }: TimeRange): number => Math.round((fromMs + toMs) / 2);

/** Segments that overlap the range: `start_ms` is bounded at both ends, so that only those days are touched. */
export const overlapping = ({ fromMs, toMs }: TimeRange): RawBuilder<unknown> =>
  sql`start_ms > ${fromMs - maxSegmentMs} and start_ms < ${toMs} and end_ms > ${fromMs}`;

/**
 * Not marked garbage. In words that the index of the oldest segments does not answer to: of the newest hour the server's statistics know
 * no rows yet, and it would read that hour of all streams, once for each of them.
 */
export const isKept: RawBuilder<unknown> = sql`coalesce(deletion_id, '') = ''`;

/** Segments that are marked garbage are not offered: their objects may be gone already. */
export const offered = (range: TimeRange): RawBuilder<unknown> => sql`${overlapping(range)} and ${isKept}`;

export const factsOfStream = (row: StreamRow): Omit<CoverageFacts, 'segments' | 'gaps'> => ({
  enrolledAtMs: row.enrolled_at_ms,
  accountedUntilMs: row.accounted_until_ms,
  held: rangesOf(row.held),
  ...(row.clock && { clock: readingOf(row.clock) }),
});

export const gapOf = ([fromMs, toMs, reason]: GapOfRow): KnownGap =>
  toMs === null ? { fromMs, reason } : { fromMs, toMs, reason };

export const rangesOf = (pairs: readonly RangeOfRow[] | null): TimeRange[] =>
  (pairs ?? []).map(([fromMs, toMs]) => ({ fromMs, toMs }));
