import { type RawBuilder, sql } from 'kysely';
import type { CameraId, SegmentId, StreamId, TimeRange } from '../../../core/index.ts';
import type {
  Area,
  ComparedFacts,
  CoverageFacts,
  FilmingCamera,
  FootageRepository,
  RecordStanding,
  StoredSegment,
} from '../../../footage/index.ts';
import type { Buildings } from '../../../places/index.ts';
import { parseSegmentId } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { KeptBuildings } from '../places/kept-buildings.ts';
import { searchCameras } from './camera-search.ts';
import { factsByGap, readByGap } from './coverage-by-gap.ts';
import { bySegmentQuery, factsBySegment } from './coverage-by-segment.ts';
import { type SegmentRow, segmentFromRow, segmentRows } from './segment-rows.ts';
import { offered } from './stream-facts.ts';

/** Compares rows with their records, and tells of those that differ. */
export interface SegmentChecks {
  /** In the order of the rows. Errors: `unavailable` of catalogue and store. */
  standingsOf(rows: readonly SegmentRow[]): Promise<readonly RecordStanding[]>;
  tell(rows: readonly SegmentRow[], standings: readonly RecordStanding[]): Promise<void>;
}

/** Compares segments and gaps of streams with their records, tells of what differs, and answers the facts of what was compared. */
export interface CoverageChecks {
  of(streamIds: readonly StreamId[], range: TimeRange): Promise<ReadonlyMap<StreamId, ComparedFacts>>;
}

export interface FootageChecks {
  readonly segments: SegmentChecks;
  readonly coverage: CoverageChecks;
}

export class PostgresFootageRepository implements FootageRepository {
  private readonly kept: KeptBuildings;

  constructor(
    private readonly db: Database,
    private readonly checks: FootageChecks,
  ) {
    this.kept = new KeptBuildings(db);
  }

  camerasIn(area: Area, field: string): Promise<FilmingCamera[]> {
    return onCatalogue(() => searchCameras(this.db, area, field));
  }

  buildings(): Promise<Buildings> {
    return onCatalogue(() => this.kept.all());
  }

  async coverage(
    streamIds: readonly StreamId[],
    range: TimeRange,
  ): Promise<ReadonlyMap<StreamId, CoverageFacts>> {
    return factsByGap(await onCatalogue(() => readByGap(this.db, streamIds, range)), range);
  }

  async storedCoverage(
    streamIds: readonly StreamId[],
    range: TimeRange,
  ): Promise<ReadonlyMap<StreamId, CoverageFacts>> {
    const { rows } = await onCatalogue(() => bySegmentQuery(streamIds, range).execute(this.db));
    return new Map(rows.map((row) => [row.stream_id, factsBySegment(row)]));
  }

  compared(streamIds: readonly StreamId[], range: TimeRange): Promise<ReadonlyMap<StreamId, ComparedFacts>> {
    return this.checks.coverage.of(streamIds, range);
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
