import { type RawBuilder, sql } from 'kysely';
import { type CameraId, hourMs, type SiteId, type StreamId, type TimeRange } from '../../../core/index.ts';
import { maxSegmentMs } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { type ComparedSegmentRow, comparedColumns, type OwnedSegmentRow } from '../footage/segment-rows.ts';
import { isKept } from '../footage/stream-facts.ts';
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
  readonly segments: readonly OwnedSegmentRow[];
  /** Time of what is marked garbage: about to be a gap `expired`. */
  readonly marked: readonly TimeRange[];
  readonly gaps: readonly GapRow[];
  /** Numbers of the records of deletions that reach into the range, and of the ones before and after it. */
  readonly deletions: readonly number[];
  /** Numbers of the nearest segments before the range, and after it. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Reads many streams in one snapshot: a segment that is ingested meanwhile takes its time out of a gap. */
export const readCoverageRows = (
  db: Database,
  ids: readonly StreamId[],
  range: TimeRange,
): Promise<CoverageRows[]> =>
  onCatalogue(() =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((trx) => rowsOf(trx, ids, range)),
  );

type OfStream<Row> = Row & { readonly stream_id: StreamId };
type Numbered = OfStream<{ readonly seq: number }>;

async function rowsOf(trx: Trx, ids: readonly StreamId[], range: TimeRange): Promise<CoverageRows[]> {
  const { fromMs, toMs } = range;
  const rows = async <Row>(query: RawBuilder<Row>) => (await query.execute(trx)).rows;
  const streams = await rows(sql<ComparedStream>`
    select s.id, s.camera_id, s.role, c.site_id, s.enrolled_at_ms, s.accounted_until_ms,
        coalesce((select seq from log_chain where name = 'stream/' || s.camera_id || '/' || s.role), 0) as last_seq
      from stream s join camera c on c.id = s.camera_id where s.id = any(${ids})`);
  const overlapping = sql`stream_id = any(${ids}) and start_ms > ${fromMs - maxSegmentMs} and start_ms < ${toMs}
    and end_ms > ${fromMs}`;
  const segments = await rows(sql<ComparedSegmentRow>`
    select ${comparedColumns} from segment where ${overlapping} and ${isKept} order by start_ms`);
  const marked = await rows(sql<OfStream<TimeRange>>`
    select stream_id, start_ms as "fromMs", end_ms as "toMs" from segment
      where ${overlapping} and deletion_id is not null`);
  const gaps = await rows(sql<OfStream<GapRow>>`
    select stream_id, start_ms, end_ms, reason, record_seqs from gap where stream_id = any(${ids})
      and int8range(start_ms, end_ms) && int8range(${fromMs}, ${toMs}) order by start_ms`);
  const deletions = await rows(deletionsAround(ids, range));
  const before = await neighboursOf(trx, ids, { isBefore: true, atMs: fromMs });
  const after = await neighboursOf(trx, ids, { isBefore: false, atMs: toMs });
  const [segmentsOf, markedOf, gapsOf] = [byStream(segments), byStream(marked), byStream(gaps)];
  const [deletionsOf, beforeOf, afterOf] = [byStream(deletions), byStream(before), byStream(after)];
  return streams.map((stream) => ({
    stream,
    segments: segmentsOf(stream.id).map((row) => ({ ...row, role: stream.role, site_id: stream.site_id })),
    marked: markedOf(stream.id),
    gaps: gapsOf(stream.id),
    deletions: deletionsOf(stream.id).map(({ seq }) => seq),
    before: beforeOf(stream.id).map(({ seq }) => seq),
    after: afterOf(stream.id).map(({ seq }) => seq),
  }));
}

function byStream<Row extends { readonly stream_id: StreamId }>(
  rows: readonly Row[],
): (id: StreamId) => readonly Row[] {
  const found = new Map<StreamId, Row[]>();
  for (const row of rows) {
    const own = found.get(row.stream_id);
    if (own) own.push(row);
    else found.set(row.stream_id, [row]);
  }
  return (id) => found.get(id) ?? [];
}

const deletionsAround = (
  ids: readonly StreamId[],
  { fromMs, toMs }: TimeRange,
): RawBuilder<Numbered> => sql<Numbered>`
  select s.id as stream_id, d.record_seq as seq from unnest(${ids}::text[]) as s(id) cross join lateral (
    select record_seq from stream_deletion where stream_id = s.id
      and int8range(start_ms, end_ms) && int8range(${fromMs}, ${toMs})
    union (select record_seq from stream_deletion where stream_id = s.id and start_ms < ${fromMs}
      order by start_ms desc limit 1)
    union (select record_seq from stream_deletion where stream_id = s.id and start_ms >= ${toMs}
      order by start_ms limit 1)) d`;

interface Side {
  readonly isBefore: boolean;
  readonly atMs: number;
}

/** Mostly within an hour: then no other partition is touched. */
async function neighboursOf(trx: Trx, ids: readonly StreamId[], side: Side): Promise<Numbered[]> {
  const near = await neighbourRows(trx, ids, side, hourMs);
  const nearOf = byStream(near);
  const lonely = ids.filter((id) => nearOf(id).length < neighbours);
  if (lonely.length === 0) return near;
  const far = await neighbourRows(trx, lonely, side);
  return [...near.filter(({ stream_id }) => !lonely.includes(stream_id)), ...far];
}

/** The nearest first. */
async function neighbourRows(
  trx: Trx,
  ids: readonly StreamId[],
  { isBefore, atMs }: Side,
  withinMs?: number,
): Promise<Numbered[]> {
  const beside = isBefore
    ? sql`start_ms < ${atMs} and end_ms <= ${atMs} ${withinMs ? sql`and start_ms > ${atMs - withinMs}` : sql``}`
    : sql`start_ms >= ${atMs} ${withinMs ? sql`and start_ms < ${atMs + withinMs}` : sql``}`;
  const { rows } = await sql<Numbered>`
    select s.id as stream_id, n.record_seq as seq from unnest(${ids}::text[]) as s(id) cross join lateral (
      select record_seq from segment where stream_id = s.id and ${beside} and record_seq is not null
        order by start_ms ${isBefore ? sql`desc` : sql``} limit ${neighbours}) n`.execute(trx);
  return rows;
}
