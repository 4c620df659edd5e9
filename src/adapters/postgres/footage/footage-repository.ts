import { type RawBuilder, sql } from 'kysely';
import type { CameraId, SegmentId, StreamId, TimeRange } from '../../../core/index.ts';
import type {
  Area,
  ComparedCoverage,
  CoverageFacts,
  FilmingCamera,
  FootageRepository,
  RecordStanding,
  StoredSegment,
} from '../../../footage/index.ts';
import { type GapReason, maxSegmentMs, parseSegmentId } from '../../../recording/index.ts';
import { nearestClock, type ReadingRow, readingOf } from '../camera/clock-rows.ts';
import { type Database, onCatalogue } from '../database.ts';
import { searchCameras } from './camera-search.ts';
import { type SegmentRow, segmentFromRow, segmentRows } from './segment-rows.ts';

interface CoverageRow {
  readonly stream_id: StreamId;
  readonly enrolled_at_ms: number;
  readonly accounted_until_ms: number;
  readonly spans: [fromMs: number, toMs: number][] | null;
  readonly gaps: [fromMs: number, toMs: number | null, reason: GapReason][] | null;
  readonly held: [fromMs: number, toMs: number][] | null;
  readonly clock: ReadingRow | null;
}

/** Compares rows with their records, and tells of those that differ. */
export interface SegmentChecks {
  /** In the order of the rows. Errors: `unavailable` of catalogue and store. */
  standingsOf(rows: readonly SegmentRow[]): Promise<readonly RecordStanding[]>;
  tell(rows: readonly SegmentRow[], standings: readonly RecordStanding[]): Promise<void>;
}

/** Compares segments and gaps of a stream with their records, and tells of what differs. */
export interface CoverageChecks {
  of(streamId: StreamId, range: TimeRange): Promise<ComparedCoverage | undefined>;
}

export interface FootageChecks {
  readonly segments: SegmentChecks;
  readonly coverage: CoverageChecks;
}

export class PostgresFootageRepository implements FootageRepository {
  constructor(
    private readonly db: Database,
    private readonly checks: FootageChecks,
  ) {}

  camerasIn(area: Area, field: string): Promise<FilmingCamera[]> {
    return onCatalogue(() => searchCameras(this.db, area, field));
  }

  async coverage(
    streamIds: readonly StreamId[],
    range: TimeRange,
  ): Promise<ReadonlyMap<StreamId, CoverageFacts>> {
    const { rows } = await onCatalogue(() => coverageQuery(streamIds, range).execute(this.db));
    return new Map(rows.map((row) => [row.stream_id, factsOf(row)]));
  }

  async compared(
    streamIds: readonly StreamId[],
    range: TimeRange,
  ): Promise<ReadonlyMap<StreamId, ComparedCoverage>> {
    const found = new Map<StreamId, ComparedCoverage>();
    for (const id of streamIds) {
      const compared = await this.checks.coverage.of(id, range);
      if (compared) found.set(id, compared);
    }
    return found;
  }

  segmentsIn(cameraId: CameraId, range: TimeRange): Promise<StoredSegment[]> {
    return this.segments(sql`stream_id = any(${streamsOf([cameraId])}) and ${offered(range)}`);
  }

  segmentsAt(cameraIds: readonly CameraId[], atMs: number): Promise<StoredSegment[]> {
    const instant = { fromMs: atMs, toMs: atMs + 1 };
    return this.segments(sql`stream_id = any(${streamsOf(cameraIds)}) and ${offered(instant)}`);
  }

  async segment(cameraId: CameraId, id: SegmentId, range: TimeRange): Promise<StoredSegment | undefined> {
    const named = parseSegmentId(id);
    if (!named) return undefined;
    const { runId, startMs } = named;
    const [segment] = await this.segments(
      sql`camera_id = ${cameraId} and run_id = ${runId} and start_ms = ${startMs} and ${offered(range)}`,
    );
    return segment;
  }

  private async segments(condition: RawBuilder<unknown>): Promise<StoredSegment[]> {
    let read = await this.standing(condition);
    // It may have got its record between the two readings.
    if (read.standings.some(isAltered)) read = await this.standing(condition);
    const { rows, standings } = read;
    if (standings.some(isAltered)) await this.checks.segments.tell(rows, standings);
    return rows.map((row, at) => segmentFromRow(row, standings[at]));
  }

  private async standing(condition: RawBuilder<unknown>) {
    const { rows } = await onCatalogue(() =>
      sql<SegmentRow>`${segmentRows} where ${condition} order by start_ms, epoch`.execute(this.db),
    );
    return { rows, standings: await this.checks.segments.standingsOf(rows) };
  }
}

const isAltered = ({ state }: RecordStanding): boolean => state === 'altered';

const streamsOf = (cameraIds: readonly CameraId[]): RawBuilder<unknown> =>
  sql`array(select id from stream where camera_id = any(${cameraIds}) and recorded)`;

/** Segments that overlap the range: `start_ms` is bounded at both ends, so that only those days are touched. */
const overlapping = ({ fromMs, toMs }: TimeRange): RawBuilder<unknown> =>
  sql`start_ms > ${fromMs - maxSegmentMs} and start_ms < ${toMs} and end_ms > ${fromMs}`;

/** Segments that are marked garbage are not offered: their objects may be gone already. */
const offered = (range: TimeRange): RawBuilder<unknown> => sql`${overlapping(range)} and deletion_id is null`;

/**
 * All there is to know of many streams, in one statement. Segments are joined by the server: a day of a camera is 1440
 * of them, and mostly one span. What is marked garbage counts as the gap it is about to be. Exported for the test that
 * looks at its plan.
 */
export const coverageQuery = (
  streamIds: readonly StreamId[],
  range: TimeRange,
): RawBuilder<CoverageRow> => sql<CoverageRow>`
  select s.id as stream_id, s.enrolled_at_ms, s.accounted_until_ms,
      (select jsonb_agg(jsonb_build_array(lower(span), upper(span)) order by span)
        from (select unnest(range_agg(int8range(start_ms, end_ms))) as span
          from segment where stream_id = s.id and ${offered(range)}) joined) as spans,
      (select jsonb_agg(jsonb_build_array(start_ms, end_ms, reason) order by start_ms) from (
        select start_ms, end_ms, reason from gap where stream_id = s.id
          and int8range(start_ms, end_ms) && int8range(${range.fromMs}, ${range.toMs})
        union all
        select start_ms, end_ms, 'expired' from segment
          where stream_id = s.id and ${overlapping(range)} and deletion_id is not null) missing) as gaps,
      (select jsonb_agg(jsonb_build_array(h.from_ms, h.to_ms) order by h.from_ms)
        from hold h join hold_camera hc on hc.hold_id = h.id
        where hc.camera_id = s.camera_id and h.released_at_ms is null
          and h.from_ms < ${range.toMs} and h.to_ms > ${range.fromMs}) as held,
      ${nearestClock(sql`s.camera_id`, middleOf(range))} as clock
    from stream s where s.id = any(${streamIds})`;

const factsOf = (row: CoverageRow): CoverageFacts => ({
  enrolledAtMs: row.enrolled_at_ms,
  accountedUntilMs: row.accounted_until_ms,
  segments: rangesOf(row.spans),
  gaps: (row.gaps ?? []).map(([fromMs, toMs, reason]) =>
    toMs === null ? { fromMs, reason } : { fromMs, toMs, reason },
  ),
  held: rangesOf(row.held),
  ...(row.clock && { clock: readingOf(row.clock) }),
});

const middleOf = ({ fromMs, toMs }: TimeRange): number => Math.round((fromMs + toMs) / 2);

const rangesOf = (pairs: CoverageRow['spans']): TimeRange[] =>
  (pairs ?? []).map(([fromMs, toMs]) => ({ fromMs, toMs }));
