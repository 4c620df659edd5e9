import { sql } from 'kysely';
import type { CameraId } from '../../../core/index.ts';
import type { GapReason } from '../../../recording/index.ts';
import { followClock, openGap, turnGap } from './gap-keeping.ts';
import { advance, type LockedStream, lockStream } from './locked-stream.ts';

/** For a row `c` of cameras: the `GapReason` that forbids recording; null when it is allowed. */
export const refusal = sql<GapReason | null>`case
  when exists (select from camera_pause p where p.camera_id = c.id and p.ended_at_ms is null) then 'paused'
  when not c.enabled then 'switched-off'
  when not exists (select from notice n where n.camera_id = c.id and n.withdrawn_at_ms is null) then 'no-notice'
end`;

/**
 * Follows a possible change of the permission to record, in the same transaction. Without permission every recorded
 * stream has an open gap with the reason, and its holder loses the lease at the next renewal. With permission an
 * intended gap becomes ours to end. Footage that is still recorded is carved out of the gap at ingest.
 */
export async function followLeave(
  stating: Pick<LockedStream, 'trx' | 'scribe'>,
  id: CameraId,
  nowMs: number,
): Promise<void> {
  const { trx } = stating;
  const { rows } = await sql<{ reason: GapReason | null }>`
    select ${refusal} as reason from camera c where c.id = ${id}`.execute(trx);
  const reason = rows[0]?.reason;
  const streams = await trx
    .selectFrom('stream')
    .select('id')
    .where('camera_id', '=', id)
    .where('recorded', '=', true)
    .orderBy('id')
    .execute();
  for (const stream of streams) {
    const locked = await lockStream(stating, stream.id, nowMs);
    if (locked && reason) await giveUp(locked, reason);
    else if (locked) await takeUp(locked);
  }
}

async function giveUp(locked: LockedStream, reason: GapReason): Promise<void> {
  const stream = await followClock(locked);
  // Whether a recorder still runs, or never did, is unknown here: its footage is carved out of the gap.
  await openGap(stream, stream.accountedUntilMs, 'recorder');
  await turnGap(stream, stream.nowMs, reason);
  await advance(stream);
  await sql`update lease set epoch = epoch + 1, holder = null, expires_at = null
    where stream_id = ${stream.id}`.execute(stream.trx);
}

async function takeUp(locked: LockedStream): Promise<void> {
  const { rows } = await sql`select from gap where stream_id = ${locked.id} and end_ms is null
    and reason in ('paused', 'switched-off', 'no-notice')`.execute(locked.trx);
  if (rows.length === 0) return;
  const stream = await followClock(locked);
  await turnGap(stream, stream.nowMs, 'recorder');
}
