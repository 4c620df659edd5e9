import type { Generated, JSONColumnType } from 'kysely';
import type { CameraId, RunId, StreamId } from '../../../core/index.ts';
import type { PictureFault } from '../../../ingest/index.ts';
import type { StoreId } from '../../../objects/index.ts';

/** Stored segments, one partition a day, their pictures, and the stores they lie in. */
export interface IngestTables {
  object_store: {
    name: string;
    store_id: StoreId;
    known_since_ms: number;
  };
  segment: {
    stream_id: StreamId;
    start_ms: number;
    end_ms: number;
    run_id: RunId;
    seq: number;
    epoch: number;
    camera_id: CameraId;
    store: string;
    object_key: string;
    size_bytes: number;
    sha256: string;
    version_id: string | null;
    media_from_ms: number;
    media_to_ms: number;
    packets_lost: number;
    codec: string;
    width: number;
    height: number;
    init_bytes: number;
    keyframes: Uint8Array;
    /** Of the stored keyframe index, which has the digests of the GOPs; null of rows of earlier versions. */
    index_sha256: Buffer | null;
    index_bytes: number | null;
    has_still: boolean;
    storyboard: JSONColumnType<object> | null;
    overlapping: Generated<boolean>;
    ingested_at_ms: number;
    /** Of the segment's record in the chain of its stream; null of rows of earlier versions. */
    record_seq: Generated<number | null>;
    /** Marked garbage. */
    deletion_id: string | null;
  };
  /** Maintained by a trigger on segment. */
  ingest_lag: {
    stream_id: StreamId;
    minute_ms: number;
    lag_ms: number;
  };
  altered_object: {
    store: string;
    object_key: string;
    camera_id: CameraId;
    first_seen_ms: number;
    seen_ms: number;
  };
  picture_task: {
    stream_id: StreamId;
    start_ms: number;
    run_id: RunId;
    seq: number;
    camera_id: CameraId;
    epoch: number;
    store: string;
    tries: Generated<number>;
  };
  picture_fault: {
    camera_id: CameraId;
    code: PictureFault;
    since_ms: number;
  };
  storage_check: {
    site_id: string;
    at_ms: number;
    store: string;
    objects: number;
    bytes: number;
    differing: number;
  };
}
