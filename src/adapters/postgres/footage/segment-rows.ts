import { type Selectable, sql } from 'kysely';
import { aspectRatio } from '../../../camera/index.ts';
import type { SegmentId, SiteId } from '../../../core/index.ts';
import type { RecordStanding, StoredSegment } from '../../../footage/index.ts';
import type { StoryboardGrid } from '../../../ingest/index.ts';
import type { ObjectKey } from '../../../objects/index.ts';
import { segmentId } from '../../../recording/index.ts';
import { type RecordedRow, recordedColumns } from '../ingest/segment-members.ts';
import type { Tables } from '../tables/tables.ts';

/** A row of a segment, and to what it belongs: all that is compared with its record. */
export type OwnedSegmentRow = {
  readonly role: 'main' | 'sub';
  readonly site_id: SiteId;
} & ComparedSegmentRow;

/** The columns that are compared with the record, and the number of that record. */
export type ComparedSegmentRow = RecordedRow & Pick<PlainSegmentRow, 'record_seq'>;

export type SegmentRow = {
  readonly pictures_due: boolean;
  readonly display_aspect: string | null;
} & OwnedSegmentRow &
  PlainSegmentRow;

type PlainSegmentRow = Selectable<
  Pick<
    Tables['segment'],
    | 'stream_id'
    | 'start_ms'
    | 'end_ms'
    | 'run_id'
    | 'epoch'
    | 'camera_id'
    | 'store'
    | 'object_key'
    | 'size_bytes'
    | 'sha256'
    | 'codec'
    | 'width'
    | 'height'
    | 'init_bytes'
    | 'keyframes'
    | 'storyboard'
    | 'index_sha256'
    | 'index_bytes'
    | 'media_from_ms'
    | 'media_to_ms'
    | 'record_seq'
  >
>;

/** Columns of a `ComparedSegmentRow`: keyframes and pictures, which are most of a row, are in no record. */
export const comparedColumns = sql.join([...recordedColumns, 'record_seq'].map((name) => sql.ref(name)));

/** Columns of a `PlainSegmentRow`. */
const segmentColumns = sql`
  stream_id, start_ms, end_ms, run_id, epoch, camera_id, store, object_key, size_bytes, sha256, codec, width, height, init_bytes,
      keyframes, storyboard, index_sha256, index_bytes, media_from_ms, media_to_ms, record_seq`;

export const segmentRows = sql`
  select ${segmentColumns},
      (select role from stream s where s.id = segment.stream_id) as role,
      (select site_id from camera c where c.id = segment.camera_id) as site_id,
      (select display_aspect from camera c where c.id = segment.camera_id) as display_aspect,
      storyboard is null and exists (select from picture_task t where t.stream_id = segment.stream_id
        and t.start_ms = segment.start_ms and t.run_id = segment.run_id) as pictures_due
    from segment`;

export const segmentFromRow = (row: SegmentRow, standing?: RecordStanding): StoredSegment => ({
  id: segmentId(row.run_id, row.start_ms) satisfies SegmentId,
  cameraId: row.camera_id,
  streamId: row.stream_id,
  fromMs: row.start_ms,
  toMs: row.end_ms,
  epoch: row.epoch,
  store: row.store,
  // Only ingest writes it, like the storyboard's layout.
  objectKey: row.object_key as ObjectKey,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  codec: row.codec,
  width: row.width,
  height: row.height,
  initBytes: row.init_bytes,
  keyframes: row.keyframes,
  ...(row.index_sha256 !== null &&
    row.index_bytes !== null && {
      index: { sha256: row.index_sha256.toString('hex'), sizeBytes: row.index_bytes },
    }),
  ...(row.record_seq !== null && { record: { stream: row.role, seq: row.record_seq } }),
  ...(row.storyboard === null ? {} : { storyboard: row.storyboard as StoryboardGrid }),
  ...(row.display_aspect === null ? {} : { displayAspect: aspectRatio(row.display_aspect) }),
  arePicturesDue: row.pictures_due,
  ...(standing && { standing }),
});
