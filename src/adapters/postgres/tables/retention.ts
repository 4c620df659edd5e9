import type { ColumnType, JSONColumnType } from 'kysely';
import type { CameraId, RequestId, StreamId, UserId } from '../../../core/index.ts';
import type { FootageCount, PolicyCause } from '../../../retention/index.ts';

/** Policy, holds and deletions. */
export interface RetentionTables {
  retention_policy: {
    version: number;
    set_at_ms: number;
    set_by: UserId | null;
    document: JSONColumnType<object> | null;
    cause: ColumnType<PolicyCause, PolicyCause | undefined>;
    shortened: JSONColumnType<FootageCount> | null;
  };
  hold: {
    id: string;
    owner_id: UserId;
    case_number: string;
    reason: string;
    from_ms: number;
    to_ms: number;
    created_at_ms: number;
    review_at_ms: number;
    released_at_ms: number | null;
    released_by: UserId | null;
    release_reason: string | null;
    /** Placed and let go with that request. */
    request_id: RequestId | null;
  };
  hold_camera: { hold_id: string; camera_id: CameraId };
  deletion: {
    id: string;
    site_id: string;
    store: string;
    cause: 'days' | 'quota';
    marked_at_ms: number;
    begun_at_ms: number | null;
    forgotten_at_ms: number | null;
    from_ms: number | null;
    to_ms: number | null;
    cameras: number | null;
    segments: number | null;
    objects: number | null;
    size_bytes: number | null;
    keys_sha256: string | null;
    absent_keys: string[] | null;
    stopped_at_ms: number | null;
    missing_objects: number | null;
    expected_objects: number | null;
    accepted_missing: number | null;
    deleted_objects: number | null;
    absent_objects: number | null;
    failed_objects: number | null;
  };
  /** Where in the chain of the stream the `result` of its part of a deletion is. */
  stream_deletion: {
    deletion_id: string;
    stream_id: StreamId;
    record_seq: number;
    start_ms: number;
    end_ms: number;
  };
  /** Maintained by triggers on segment. */
  stored_day: {
    stream_id: StreamId;
    day_ms: number;
    camera_id: CameraId;
    store: string;
    segments: number;
    size_bytes: number;
  };
  /** Maintained by triggers on segment. */
  stored_hour: {
    stream_id: StreamId;
    hour_ms: number;
    segments: number;
    size_bytes: number;
  };
  clock_memory: {
    site_id: string;
    judged_at_ms: number;
    fault_code: string | null;
    fault_message: string | null;
    trusted_at_ms: number | null;
    stepped_by_ms: number | null;
    confirmed_at_ms: number | null;
    confirmed_by: UserId | null;
    shortened: JSONColumnType<FootageCount> | null;
  };
}
