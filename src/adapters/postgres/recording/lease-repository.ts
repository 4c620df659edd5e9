import { sql } from 'kysely';
import type { Clock, StreamId } from '../../../core/index.ts';
import {
  type Claimant,
  type Lease,
  type LeaseRepository,
  leaseMs,
  type RecordingTarget,
  type RunOutcome,
} from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { advance, endGap, lockStream, openGap, turnGap } from './gap-keeping.ts';
import { refusal } from './leave.ts';
import { countStreamRefusal, forgetRefusals } from './refusals.ts';

const lasts = sql.raw(`interval '${leaseMs} milliseconds'`);

/** A stream that should be recorded and has no lease. */
const isFree = sql`s.recorded and ${refusal} is null
  and (l.expires_at is null or l.expires_at < clock_timestamp())
  and (l.retry_at is null or l.retry_at <= clock_timestamp())
  and not exists (select from credential r where r.camera_id = c.id and r.retry_at > clock_timestamp())`;

interface ClaimRow {
  epoch: number;
  failures: number;
  camera_id: RecordingTarget['cameraId'];
  url: string;
  sealed_path: Uint8Array | null;
  sealed: Uint8Array | null;
}

export class PostgresLeaseRepository implements LeaseRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  wanted(siteId: string): Promise<StreamId[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ stream_id: StreamId }>`
        select s.id as stream_id from stream s
          join camera c on c.id = s.camera_id left join lease l on l.stream_id = s.id
          where c.site_id = ${siteId} and ${isFree}
          order by l.retry_at nulls first`.execute(this.db);
      return rows.map((row) => row.stream_id);
    });
  }

  unreachable(siteId: string): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from stream s
          join camera c on c.id = s.camera_id join lease l on l.stream_id = s.id
          where c.site_id = ${siteId} and s.recorded and ${refusal} is null
            and l.holder is null and l.last_reason = 'offline'`.execute(this.db);
      return rows[0]?.count ?? 0;
    });
  }

  claim(streamId: StreamId, claimant: Claimant): Promise<RecordingTarget | undefined> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const stream = await lockStream(trx, streamId);
        if (!stream) return undefined;
        await trx
          .insertInto('lease')
          .values({ stream_id: streamId })
          .onConflict((at) => at.doNothing())
          .execute();
        const { rows } = await sql<ClaimRow>`
          update lease l set epoch = l.epoch + 1, run_id = ${claimant.runId}, holder = ${claimant.holder},
              expires_at = clock_timestamp() + ${lasts}, retry_at = null
            from stream s join camera c on c.id = s.camera_id left join credential k on k.camera_id = c.id
            where l.stream_id = ${streamId} and s.id = l.stream_id and ${isFree}
            returning l.epoch, l.failures, s.camera_id, s.url, s.sealed_path, k.sealed`.execute(trx);
        const row = rows[0];
        if (!row) return undefined;
        await trx
          .insertInto('run')
          .values({
            id: claimant.runId,
            stream_id: streamId,
            epoch: row.epoch,
            node_id: claimant.nodeId,
            worker: claimant.holder,
            claimed_at_ms: this.clock.nowMs(),
          })
          .execute();
        // An open gap already has a reason; otherwise the last holder vanished, or there was none yet.
        await openGap(trx, streamId, stream.accountedUntilMs, 'recorder');
        return targetOf(streamId, claimant, row);
      }),
    );
  }

  started(lease: Lease, firstFrameMs: number): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const stream = await lockStream(trx, lease.streamId);
        const updated = await trx
          .updateTable('lease')
          .set({ failures: 0, last_reason: null, last_message: null })
          .where('stream_id', '=', lease.streamId)
          .where('epoch', '=', lease.epoch)
          // A late report for a finished run is ignored.
          .where('holder', 'is not', null)
          .executeTakeFirst();
        if (!stream || updated.numUpdatedRows === 0n) return;
        await trx
          .updateTable('run')
          .set({ first_frame_ms: firstFrameMs })
          .where('id', '=', lease.runId)
          .execute();
        await forgetRefusals(trx, lease.streamId);
        // A cached GOP may begin before what is accounted for already; its segment is taken out of the gap then.
        await endGap(trx, lease.streamId, Math.max(firstFrameMs, stream.accountedUntilMs));
        await advance(trx, lease.streamId, stream.accountedUntilMs);
      }),
    );
  }

  renew(leases: readonly Lease[]): Promise<Set<StreamId>> {
    const streams = leases.map((lease) => lease.streamId);
    const epochs = leases.map((lease) => lease.epoch);
    return onCatalogue(async () => {
      const { rows } = await sql<{ stream_id: StreamId }>`
        update lease l set expires_at = clock_timestamp() + ${lasts}
          from unnest(${streams}::text[], ${epochs}::bigint[]) as ours(stream_id, epoch)
          where l.stream_id = ours.stream_id and l.epoch = ours.epoch and l.holder is not null
          returning l.stream_id`.execute(this.db);
      return new Set(rows.map((row) => row.stream_id));
    });
  }

  release(lease: Lease, outcome: RunOutcome): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const nowMs = this.clock.nowMs();
        const stream = await lockStream(trx, lease.streamId);
        await trx
          .updateTable('run')
          .set({ ended_at_ms: nowMs, end_reason: outcome.message })
          .where('id', '=', lease.runId)
          .execute();
        const { numAffectedRows } = await sql`
          update lease set holder = null, expires_at = null, last_reason = ${outcome.reason},
              last_message = ${outcome.message}, failures = failures + 1,
              retry_at = clock_timestamp() + ${outcome.retryInMs} * interval '1 millisecond'
            where stream_id = ${lease.streamId} and epoch = ${lease.epoch}`.execute(trx);
        if (!stream || !numAffectedRows) return;
        const { recordedToMs, reason } = outcome;
        if (reason === 'auth') await countStreamRefusal(trx, lease.streamId);
        await turnGap(trx, lease.streamId, recordedToMs ?? nowMs, reason);
        await openGap(trx, lease.streamId, recordedToMs ?? stream.accountedUntilMs, reason);
        await advance(trx, lease.streamId, stream.accountedUntilMs);
      }),
    );
  }
}

function targetOf(streamId: StreamId, { runId }: Claimant, row: ClaimRow): RecordingTarget {
  return {
    lease: { streamId, epoch: row.epoch, runId },
    cameraId: row.camera_id,
    url: row.url,
    failures: row.failures,
    ...(row.sealed_path && { sealedPath: row.sealed_path }),
    ...(row.sealed && { sealedCredentials: row.sealed }),
  };
}
