import { type RawBuilder, sql } from 'kysely';
import type { CameraId, SiteId, StreamId, TimeRange } from '../../../core/index.ts';
import { maxSegmentMs } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { type SegmentRow, segmentRows } from '../footage/segment-rows.ts';
import type { Trx } from '../recording/locked-stream.ts';

/** Neighbours of a range that may tell its numbers: a few, since one may have come late. */
const neighbours = 5;

interface ComparedStream {
  readonly id: StreamId;
  readonly camera_id: CameraId;
  readonly role: 'main' | 'sub';
  readonly site_id: SiteId;
  readonly enrolled_at_ms: number;
  readonly accounted_until_ms: number;
  /** How many records its chain has, as the catalogue tells. */
  readonly last_seq: number;
}

export interface GapRow {
  readonly start_ms: number;
  readonly end_ms: number | null;
  readonly reason: string;
  readonly record_seqs: readonly number[] | null;
}

/** What the catalogue tells of a stream over a range, as of one instant. */
export interface CoverageRows {
  readonly stream: ComparedStream;
  readonly segments: readonly SegmentRow[];
  /** Time of what is marked garbage: about to be a gap `expired`. */
  readonly marked: readonly TimeRange[];
  readonly gaps: readonly GapRow[];
  /** Numbers of the records of deletions that reach into the range, and of the ones before and after it. */
  readonly deletions: readonly number[];
  readonly before: readonly SegmentRow[];
  readonly after: readonly SegmentRow[];
}

/** In one snapshot: a segment that is ingested meanwhile takes its time out of a gap. */
export const readCoverageRows = (
  db: Database,
  id: StreamId,
  range: TimeRange,
): Promise<CoverageRows | undefined> =>
  onCatalogue(() =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((trx) => rowsOf(trx, id, range)),
  );

async function rowsOf(
  trx: Trx,
  id: StreamId,
  { fromMs, toMs }: TimeRange,
): Promise<CoverageRows | undefined> {
  const streams = await sql<ComparedStream>`
    select s.id, s.camera_id, s.role, c.site_id, s.enrolled_at_ms, s.accounted_until_ms,
        coalesce((select seq from log_chain where name = 'stream/' || s.camera_id || '/' || s.role), 0) as last_seq
      from stream s join camera c on c.id = s.camera_id where s.id = ${id}`.execute(trx);
  const [stream] = streams.rows;
  if (!stream) return undefined;
  const own = (condition: RawBuilder<unknown>) => sql<SegmentRow>`
    ${segmentRows} where stream_id = ${id} and ${condition}`;
  const overlapping = sql`start_ms > ${fromMs - maxSegmentMs} and start_ms < ${toMs} and end_ms > ${fromMs}`;
  const segments = await own(sql`${overlapping} and deletion_id is null order by start_ms`).execute(trx);
  const marked = await sql<TimeRange>`
    select start_ms as "fromMs", end_ms as "toMs" from segment
      where stream_id = ${id} and ${overlapping} and deletion_id is not null`.execute(trx);
  const gaps = await sql<GapRow>`
    select start_ms, end_ms, reason, record_seqs from gap where stream_id = ${id}
      and int8range(start_ms, end_ms) && int8range(${fromMs}, ${toMs}) order by start_ms`.execute(trx);
  const deletions = await sql<{ record_seq: number }>`
    select record_seq from stream_deletion where stream_id = ${id}
      and int8range(start_ms, end_ms) && int8range(${fromMs}, ${toMs})
    union (select record_seq from stream_deletion where stream_id = ${id} and start_ms < ${fromMs}
      order by start_ms desc limit 1)
    union (select record_seq from stream_deletion where stream_id = ${id} and start_ms >= ${toMs}
      order by start_ms limit 1)`.execute(trx);
  const numbered = sql`record_seq is not null`;
  const before = await own(
    sql`end_ms <= ${fromMs} and ${numbered} order by start_ms desc limit ${neighbours}`,
  ).execute(trx);
  const after = await own(
    sql`start_ms >= ${toMs} and ${numbered} order by start_ms limit ${neighbours}`,
  ).execute(trx);
  return {
    stream,
    segments: segments.rows,
    marked: marked.rows,
    gaps: gaps.rows,
    deletions: deletions.rows.map(({ record_seq }) => record_seq),
    before: before.rows,
    after: after.rows,
  };
}
