import { sql, type Transaction } from 'kysely';
import type { CameraId, StreamId, TimeRange } from '../../../core/index.ts';
import { advanceFrontier, maxSegmentMs } from '../../../recording/index.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';

export type Trx = Transaction<Tables>;

/**
 * A stream whose row this transaction has locked, so that segments, gaps, the frontier (I4) and the records about them move
 * together.
 */
export interface LockedStream {
  readonly trx: Trx;
  readonly scribe: Scribe;
  readonly id: StreamId;
  readonly cameraId: CameraId;
  readonly role: 'main' | 'sub';
  /** The frontier; ahead of now when our clock was set back. */
  readonly accountedUntilMs: number;
  /** By our clock, and never before the enrolment. */
  readonly nowMs: number;
}

/** `undefined` for a stream that is gone. */
export async function lockStream(
  { trx, scribe }: Pick<LockedStream, 'trx' | 'scribe'>,
  id: StreamId,
  clockMs: number,
): Promise<LockedStream | undefined> {
  const row = await trx
    .selectFrom('stream')
    .select(['camera_id', 'role', 'accounted_until_ms', 'enrolled_at_ms'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const { camera_id: cameraId, role, accounted_until_ms: accountedUntilMs } = row;
  return { trx, scribe, id, cameraId, role, accountedUntilMs, nowMs: Math.max(clockMs, row.enrolled_at_ms) };
}

/** Moves the frontier over everything that touches it, never ahead of now, and answers where it is. */
export async function advance(stream: LockedStream): Promise<number> {
  const { trx, id, accountedUntilMs, nowMs } = stream;
  const fromMs = Math.min(accountedUntilMs, nowMs);
  const reachedMs = Math.min(nowMs, advanceFrontier(fromMs, await spansFrom(stream, fromMs)));
  if (reachedMs !== accountedUntilMs)
    await trx.updateTable('stream').set({ accounted_until_ms: reachedMs }).where('id', '=', id).execute();
  return reachedMs;
}

/** Segments and closed gaps that end after `fromMs`. Reaches back by the longest segment instead of scanning. */
export async function spansFrom({ trx, id }: LockedStream, fromMs: number): Promise<TimeRange[]> {
  const { rows } = await sql<{ from_ms: number; to_ms: number }>`
    select start_ms as from_ms, end_ms as to_ms from segment
      where stream_id = ${id} and start_ms > ${fromMs - maxSegmentMs} and end_ms > ${fromMs}
    union all
    select start_ms, end_ms from gap
      where stream_id = ${id} and end_ms is not null and end_ms > ${fromMs}`.execute(trx);
  return rows.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms }));
}
