import type { Generated, JSONColumnType } from 'kysely';
import type { CameraId, RunId, StreamId } from '../../../core/index.ts';

/** Stored segments. One partition a day. */
export interface IngestTables {
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
    has_still: boolean;
    storyboard: JSONColumnType<object> | null;
    overlapping: Generated<boolean>;
    ingested_at_ms: number;
    /** Marked garbage. */
    deletion_id: string | null;
  };
}
