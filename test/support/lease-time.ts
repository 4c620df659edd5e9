import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { StreamId } from '../../src/core/index.ts';

/** Leases run by the server's own clock; a test moves the instants they are kept as instead of waiting. */
export async function letLeaseExpire(db: Database, streamId: StreamId): Promise<void> {
  await sql`update lease set expires_at = clock_timestamp() - interval '1 millisecond'
    where stream_id = ${streamId} and holder is not null`.execute(db);
}

/** For a test that is slower than a worker, which would have renewed it. */
export async function letLeaseLast(db: Database, streamId: StreamId): Promise<void> {
  await sql`update lease set expires_at = clock_timestamp() + interval '50 seconds'
    where stream_id = ${streamId} and holder is not null`.execute(db);
}

export async function letRetryComeDue(db: Database, streamId: StreamId): Promise<void> {
  await sql`update lease set retry_at = clock_timestamp() where stream_id = ${streamId}`.execute(db);
}
