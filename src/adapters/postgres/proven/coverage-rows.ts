import { type RawBuilder, sql } from 'kysely';
import {
  type CameraId,
  hourMs,
  type SiteId,
  type StreamId,
  type TimeRange,
  union,
} from '../../../core/index.ts';
import type { CoverageFacts } from '../../../footage/index.ts';
import type { GapReason } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { comparedColumns, type OwnedSegmentRow } from '../footage/segment-rows.ts';
import { clockAndHolds, factsOfStream, gapOf, overlapping, type StreamRow } from '../footage/stream-facts.ts';
import { type ReadSegment, segmentOf } from './read-segment.ts';

/** Neighbours of a range that may tell its numbers: a few, since one may have come late. */
const neighbours = 5;

interface ComparedStream extends StreamRow {
  readonly camera_id: CameraId;
  readonly role: 'main' | 'sub';
  readonly site_id: SiteId;
  /** How many records its chain has, as the catalogue tells. */
  readonly last_seq: number;
}

export interface GapRow {
  readonly start_ms: number;
  readonly end_ms: number | null;
  readonly reason: GapReason;
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

interface CoverageRow extends ComparedStream, Pick<CoverageRows, 'deletions' | 'before' | 'after'> {
  readonly segments: readonly ReadSegment[] | null;
  readonly gaps: readonly GapRow[] | null;
}

/**
 * Reads many streams in one statement, so in one snapshot: a segment that is ingested meanwhile takes its time out of a gap.
 * Neighbours beyond an hour are read after it: whatever came or went meanwhile, they lie outside the range.
 */
export const readCoverageRows = (
  db: Database,
  ids: readonly StreamId[],
  range: TimeRange,
): Promise<CoverageRows[]> =>
  onCatalogue(async () => {
    const { rows } = await coverageRowsQuery(ids, range).execute(db);
    const before = await farNeighbours(db, rows, { name: 'before', atMs: range.fromMs });
    const after = await farNeighbours(db, rows, { name: 'after', atMs: range.toMs });
    return rows.map(({ segments, gaps, ...row }) => ({
      stream: row,
      ...segmentsOf(row, segments ?? []),
      gaps: gaps ?? [],
      deletions: row.deletions,
      before: before.get(row.stream_id) ?? row.before,
      after: after.get(row.stream_id) ?? row.after,
    }));
  });

/** Exported for the test that looks at its plan. */
export const coverageRowsQuery = (ids: readonly StreamId[], range: TimeRange): RawBuilder<CoverageRow> => {
  const { fromMs, toMs } = range;
  return sql<CoverageRow>`
    select ${clockAndHolds(range)}, s.camera_id, s.role, c.site_id,
        coalesce((select seq from log_chain where name = 'stream/' || s.camera_id || '/' || s.role), 0) as last_seq,
        (select json_agg(json_build_array(${comparedColumns}, deletion_id is not null) order by start_ms) from segment
          where stream_id = s.id and ${overlapping(range)}) as segments,
        (select json_agg(json_build_object('start_ms', start_ms, 'end_ms', end_ms, 'reason', reason,
            'record_seqs', record_seqs) order by start_ms) from gap
          where stream_id = s.id and int8range(start_ms, end_ms) && int8range(${fromMs}, ${toMs})) as gaps,
        array(${deletionsAround(range)}) as deletions,
        array(${neighboursOf({ name: 'before', atMs: fromMs }, hourMs)}) as before,
        array(${neighboursOf({ name: 'after', atMs: toMs }, hourMs)}) as after
      from stream s join camera c on c.id = s.camera_id where s.id = any(${ids})`;
};

function segmentsOf(
  stream: ComparedStream,
  read: readonly ReadSegment[],
): Pick<CoverageRows, 'segments' | 'marked'> {
  const [segments, marked]: [OwnedSegmentRow[], TimeRange[]] = [[], []];
  for (const each of read) {
    const { row, isMarked } = segmentOf(each, stream);
    if (isMarked) marked.push({ fromMs: row.start_ms, toMs: row.end_ms });
    else segments.push(row);
  }
  return { segments, marked };
}

/** The coverage that the rows tell. */
export const factsOfRows = ({ stream, segments, gaps, marked }: CoverageRows): CoverageFacts => ({
  ...factsOfStream(stream),
  segments: union(segments.map(({ start_ms, end_ms }) => ({ fromMs: start_ms, toMs: end_ms }))),
  gaps: [
    ...gaps.map(({ start_ms, end_ms, reason }) => gapOf([start_ms, end_ms, reason])),
    ...union(marked).map((each) => ({ ...each, reason: 'expired' as const })),
  ].sort((a, b) => a.fromMs - b.fromMs),
});

/** Of the stream `s`. */
const deletionsAround = ({ fromMs, toMs }: TimeRange): RawBuilder<unknown> => sql`
  select record_seq from stream_deletion where stream_id = s.id
      and int8range(start_ms, end_ms) && int8range(${fromMs}, ${toMs})
    union (select record_seq from stream_deletion where stream_id = s.id and start_ms < ${fromMs}
      order by start_ms desc limit 1)
    union (select record_seq from stream_deletion where stream_id = s.id and start_ms >= ${toMs}
      order by start_ms limit 1)`;

interface Side {
  readonly name: 'before' | 'after';
  readonly atMs: number;
}

/** Those of the streams that have too few within an hour. Mostly none: then no other partition is touched. */
async function farNeighbours(
  db: Database,
  rows: readonly CoverageRow[],
  side: Side,
): Promise<ReadonlyMap<StreamId, readonly number[]>> {
  const lonely = rows.filter((row) => row[side.name].length < neighbours).map(({ stream_id }) => stream_id);
  if (lonely.length === 0) return new Map();
  const found = await sql<{ id: StreamId; seqs: number[] }>`
    select s.id, array(${neighboursOf(side)}) as seqs from unnest(${lonely}::text[]) as s(id)`.execute(db);
  return new Map(found.rows.map(({ id, seqs }) => [id, seqs]));
}

/** Numbers of the nearest segments of the stream `s`. */
function neighboursOf({ name, atMs }: Side, withinMs?: number): RawBuilder<unknown> {
  const isBefore = name === 'before';
  const beside = isBefore
    ? sql`start_ms < ${atMs} and end_ms <= ${atMs} ${withinMs ? sql`and start_ms > ${atMs - withinMs}` : sql``}`
    : sql`start_ms >= ${atMs} ${withinMs ? sql`and start_ms < ${atMs + withinMs}` : sql``}`;
  return sql`
    select record_seq from segment where stream_id = s.id and ${beside} and record_seq is not null
      order by start_ms ${isBefore ? sql`desc` : sql``} limit ${neighbours}`;
}
