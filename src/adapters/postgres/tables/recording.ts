import type { ColumnType, Generated } from 'kysely';
import type { RunId, StreamId } from '../../../core/index.ts';
import type { GapReason } from '../../../recording/index.ts';

/** A `timestamptz` that is only ever compared with and set from the server's clock. */
type ServerTime = ColumnType<Date | null, never, never>;

/** Leases, runs and gaps. */
export interface RecordingTables {
  lease: {
    stream_id: StreamId;
    epoch: Generated<number>;
    run_id: RunId | null;
    holder: string | null;
    expires_at: ServerTime;
    retry_at: ServerTime;
    failures: Generated<number>;
    last_reason: GapReason | null;
    last_message: string | null;
    last_code: string | null;
  };
  run: {
    id: RunId;
    stream_id: StreamId;
    epoch: number;
    node_id: string;
    worker: string;
    claimed_at_ms: number;
    first_frame_ms: number | null;
    ended_at_ms: number | null;
    end_reason: string | null;
  };
  gap: {
    stream_id: StreamId;
    start_ms: number;
    end_ms: number | null;
    reason: GapReason;
    /** The record that opened it, and from when on that one says so. */
    record_id: Generated<string | null>;
    record_t0_ms: Generated<number | null>;
    /** Of the records that tell of it, in the chain of the stream. */
    record_seqs: Generated<number[] | null>;
  };
}
