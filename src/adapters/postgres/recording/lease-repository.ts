import { sql } from 'kysely';
import { silentReason, strangeReasons } from '../../../camera/index.ts';
import type { Clock, StreamId } from '../../../core/index.ts';
import {
  type Claimant,
  type Lease,
  type LeaseRepository,
  leaseMs,
  longestBackoffMs,
  type RecordingTarget,
  type RunOutcome,
} from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { endGap, followClock, hasOpenGap, joinDiskLoss, openGap, turnGap } from './gap-keeping.ts';
import { refusal } from './leave.ts';
import { advance, type LockedStream, lockStream } from './locked-stream.ts';
import { countStreamRefusal, forgetRefusals } from './refusals.ts';

const interval = (ms: number) => sql.raw(`interval '${ms} milliseconds'`);
const lasts = interval(leaseMs);

/** No lease is renewed to later than this; one that is was written before the clock was set back. */
const lastsAtMost = interval(10 * leaseMs);
const waitsAtMost = sql`case when l.last_reason = 'auth' then ${interval(longestBackoffMs('auth'))}
  else ${interval(longestBackoffMs('offline'))} end`;

/** A stream that should be recorded and has no lease. An instant farther ahead than any that we write does not count. */
const isFree = sql`s.recorded and ${refusal} is null
  and (l.expires_at is null or l.expires_at not between clock_timestamp() and clock_timestamp() + ${lastsAtMost})
  and (l.retry_at is null or l.retry_at <= clock_timestamp() or l.retry_at > clock_timestamp() + ${waitsAtMost})
  and not exists (select from credential r where r.camera_id = c.id and r.retry_at > clock_timestamp())`;

interface ClaimRow {
  epoch: number;
  failures: number;
  camera_id: RecordingTarget['cameraId'];
  url: string;
  sealed_path: Uint8Array | null;
  sealed: Uint8Array | null;
  allows_basic: boolean;
}

export class PostgresLeaseRepository implements LeaseRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly scribe: Scribe,
    /** Renews: a burst of claims and reports must not delay it until the leases lapse. */
    private readonly pulse = db,
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

  holders(siteId: string): Promise<string[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ holder: string }>`
        select distinct l.holder from lease l
          join stream s on s.id = l.stream_id join camera c on c.id = s.camera_id
          where c.site_id = ${siteId} and l.expires_at > clock_timestamp()`.execute(this.db);
      return rows.map(({ holder }) => holder);
    });
  }

  lapse(holder: string): Promise<number> {
    return onCatalogue(async () => {
      const { numAffectedRows } = await sql`
        update lease set expires_at = clock_timestamp()
          where holder = ${holder} and expires_at > clock_timestamp()`.execute(this.db);
      return Number(numAffectedRows ?? 0);
    });
  }

  unreachable(siteId: string): Promise<number> {
    return this.waitingBecause(siteId, [silentReason], sql`and l.holder is null`);
  }

  answeredStrangely(siteId: string): Promise<number> {
    return this.waitingBecause(siteId, strangeReasons);
  }

  /** Also of those that are being tried again, unless `but` excludes them. */
  private waitingBecause(siteId: string, reasons: readonly string[], but = sql``): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from stream s
          join camera c on c.id = s.camera_id join lease l on l.stream_id = s.id
          where c.site_id = ${siteId} and s.recorded and ${refusal} is null
            and l.last_reason = any(${reasons}) ${but}`.execute(this.db);
      return rows[0]?.count ?? 0;
    });
  }

  claim(streamId: StreamId, claimant: Claimant): Promise<RecordingTarget | undefined> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const stream = await lockStream({ trx, scribe: this.scribe }, streamId, this.clock.nowMs());
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
            returning l.epoch, l.failures, s.camera_id, s.url, s.sealed_path, k.sealed,
              c.allows_basic`.execute(trx);
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
        const followed = await followClock(stream);
        await openGap(followed, followed.accountedUntilMs, 'recorder');
        return targetOf(streamId, claimant, row);
      }),
    );
  }

  waits(
    { streamId, epoch }: Lease,
    { reason, message }: Pick<RunOutcome, 'reason' | 'message'>,
  ): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const locked = await lockStream({ trx, scribe: this.scribe }, streamId, this.clock.nowMs());
        // A late report of a try that has recorded, or is over, is ignored.
        if (!locked || !(await hasOpenGap(locked))) return;
        const updated = await trx
          .updateTable('lease')
          .set({ last_reason: reason, last_message: message, last_code: null })
          .where('stream_id', '=', streamId)
          .where('epoch', '=', epoch)
          .where('holder', 'is not', null)
          .executeTakeFirst();
        if (updated.numUpdatedRows === 0n) return;
        const stream = await followClock(locked);
        await turnGap(stream, stream.nowMs, reason);
        await advance(stream);
      }),
    );
  }

  started(lease: Lease, firstFrameMs: number): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const locked = await lockStream({ trx, scribe: this.scribe }, lease.streamId, this.clock.nowMs());
        const updated = await trx
          .updateTable('lease')
          .set({
            failures: 0,
            last_reason: null,
            last_message: null,
            last_code: null,
            // A renewal passes over the row that this transaction locks.
            expires_at: sql`clock_timestamp() + ${lasts}`,
          })
          .where('stream_id', '=', lease.streamId)
          .where('epoch', '=', lease.epoch)
          // A late report for a finished run is ignored.
          .where('holder', 'is not', null)
          .executeTakeFirst();
        if (!locked || updated.numUpdatedRows === 0n) return;
        await trx
          .updateTable('run')
          .set({ first_frame_ms: firstFrameMs })
          .where('id', '=', lease.runId)
          .execute();
        await forgetRefusals(trx, lease.streamId);
        // A cached GOP may begin before what is accounted for already; its segment is taken out of the gap then.
        const stream = await followClock(locked);
        await endGap(stream, Math.max(firstFrameMs, stream.accountedUntilMs));
        await advance(stream);
      }),
    );
  }

  renew(leases: readonly Lease[]): Promise<Set<StreamId>> {
    const streams = leases.map((lease) => lease.streamId);
    const epochs = leases.map((lease) => lease.epoch);
    return onCatalogue(async () => {
      // A row that is locked is being changed, by ourselves mostly: to wait for it would let all the others lapse.
      const { rows } = await sql<{ stream_id: StreamId }>`
        with ours as (select * from unnest(${streams}::text[], ${epochs}::bigint[]) as held(stream_id, epoch)),
          free as (select stream_id from lease l join ours using (stream_id, epoch)
            where l.holder is not null for update of l skip locked),
          renewed as (update lease l set expires_at = clock_timestamp() + ${lasts}
            from free where l.stream_id = free.stream_id)
        select stream_id from lease l join ours using (stream_id, epoch) where l.holder is not null`.execute(
        this.pulse,
      );
      return new Set(rows.map((row) => row.stream_id));
    });
  }

  release(lease: Lease, outcome: RunOutcome): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const clockMs = this.clock.nowMs();
        const locked = await lockStream({ trx, scribe: this.scribe }, lease.streamId, clockMs);
        await trx
          .updateTable('run')
          .set({ ended_at_ms: clockMs, end_reason: outcome.message })
          .where('id', '=', lease.runId)
          .execute();
        const { numAffectedRows } = await sql`
          update lease set holder = null, expires_at = null, last_reason = ${outcome.reason},
              last_message = ${outcome.message}, last_code = ${outcome.code ?? null}, failures = failures + 1,
              retry_at = clock_timestamp() + ${outcome.retryInMs} * interval '1 millisecond'
            where stream_id = ${lease.streamId} and epoch = ${lease.epoch}`.execute(trx);
        if (!locked || !numAffectedRows) return;
        if (outcome.reason === 'auth') await countStreamRefusal(trx, lease.streamId);
        await openGapAfter(locked, outcome);
      }),
    );
  }
}

/** What a run recorded by a clock that was set back since may end ahead of now; the gap does not begin there. */
async function openGapAfter(locked: LockedStream, { recordedToMs, reason }: RunOutcome): Promise<void> {
  const stream = await followClock(locked);
  const { nowMs, accountedUntilMs } = stream;
  const atMs = Math.min(recordedToMs ?? nowMs, nowMs);
  await turnGap(stream, atMs, reason);
  await openGap(stream, recordedToMs === undefined ? accountedUntilMs : atMs, reason);
  if (reason === 'disk') await joinDiskLoss(stream);
  await advance(stream);
}

function targetOf(streamId: StreamId, { runId }: Claimant, row: ClaimRow): RecordingTarget {
  return {
    lease: { streamId, epoch: row.epoch, runId },
    cameraId: row.camera_id,
    url: row.url,
    failures: row.failures,
    ...(row.allows_basic && { allowsBasic: true }),
    ...(row.sealed_path && { sealedPath: row.sealed_path }),
    ...(row.sealed && { sealedCredentials: row.sealed }),
  };
}
