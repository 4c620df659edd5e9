import { sql, type Transaction } from 'kysely';
import type { StreamId, TimeRange } from '../../../core/index.ts';
import {
  advanceFrontier,
  carve,
  type GapReason,
  maxSegmentMs,
  unaccountedFrom,
} from '../../../recording/index.ts';
import type { Tables } from '../tables/tables.ts';

export type Trx = Transaction<Tables>;

const forever = Number.POSITIVE_INFINITY;

/**
 * Keeps I4 for one stream. Every function here runs under the stream's row lock, taken by `lockStream`, so that
 * segments, gaps and the frontier move together.
 */
export async function lockStream(
  trx: Trx,
  streamId: StreamId,
  clockMs: number,
): Promise<LockedStream | undefined> {
  const row = await trx
    .selectFrom('stream')
    .select(['accounted_until_ms', 'enrolled_at_ms'])
    .where('id', '=', streamId)
    .forUpdate()
    .executeTakeFirst();
  return row && { accountedUntilMs: row.accounted_until_ms, nowMs: Math.max(clockMs, row.enrolled_at_ms) };
}

export interface LockedStream {
  /** The frontier; ahead of now when our clock was set back. */
  readonly accountedUntilMs: number;
  /** By our clock, and never before the enrolment. */
  readonly nowMs: number;
}

/** Whether nothing is recorded now, as far as is known. */
export const hasOpenGap = async (trx: Trx, streamId: StreamId): Promise<boolean> =>
  (await openGapOf(trx, streamId)) !== undefined;

/** Opens a gap from `fromMs` on, around whatever is there already. Does nothing when one is open. */
export async function openGap(
  trx: Trx,
  streamId: StreamId,
  fromMs: number,
  reason: GapReason,
): Promise<void> {
  if (await openGapOf(trx, streamId)) return;
  await fillGaps(trx, streamId, { fromMs, toMs: forever }, reason);
}

/** Writes gaps where nothing accounts for a part of the range. One without an end leaves a gap open. */
export async function fillGaps(
  trx: Trx,
  streamId: StreamId,
  { fromMs, toMs }: TimeRange,
  reason: GapReason,
): Promise<void> {
  const open = await openGapOf(trx, streamId);
  const beyond = { fromMs: Math.min(toMs, open?.start_ms ?? forever), toMs: forever };
  const spans = await spansFrom(trx, streamId, fromMs);
  for (const hole of unaccountedFrom(fromMs, [...spans, beyond]))
    await insertGap(trx, streamId, hole, reason);
}

/** From `atMs` on, which is not ahead of now, the open gap has another reason. */
export async function turnGap(
  trx: Trx,
  streamId: StreamId,
  { atMs, nowMs }: Instant,
  reason: GapReason,
): Promise<void> {
  const open = await openGapOf(trx, streamId);
  if (!open || open.reason === reason) return;
  await endGap(trx, streamId, { atMs, nowMs });
  await openGap(trx, streamId, Math.max(Math.min(open.start_ms, nowMs), atMs), reason);
}

interface Instant {
  readonly atMs: number;
  readonly nowMs: number;
}

/** The open gap ends at `atMs`, with its parts ahead of now; one that would not have begun yet is taken back. */
export async function endGap(trx: Trx, streamId: StreamId, { atMs, nowMs }: Instant): Promise<void> {
  const lasting = sql`stream_id = ${streamId} and (end_ms is null or end_ms > ${nowMs}) and ${isState}`;
  await sql`update gap set end_ms = ${atMs} where ${lasting} and start_ms < ${atMs}`.execute(trx);
  await sql`delete from gap where ${lasting} and start_ms >= ${atMs}`.execute(trx);
}

/** These stand for footage, like a segment; the others say that nothing is recorded. */
const isState = sql`reason not in ('damaged', 'expired')`;

/**
 * Follows a clock that was set back, before what is recorded changes: gaps of the time that is lived again are taken
 * back from now on, and an open one begins now, around the footage of the first time. Answers the stream as it is then.
 */
export async function followClock(trx: Trx, streamId: StreamId, stream: LockedStream): Promise<LockedStream> {
  const { nowMs } = stream;
  const open = await openGapOf(trx, streamId);
  await sql`delete from gap where stream_id = ${streamId} and start_ms >= ${nowMs} and ${isState}`.execute(
    trx,
  );
  await sql`update gap set end_ms = ${nowMs}
    where stream_id = ${streamId} and end_ms > ${nowMs} and start_ms < ${nowMs} and ${isState}`.execute(trx);
  if (open && open.start_ms >= nowMs)
    await fillGaps(trx, streamId, { fromMs: nowMs, toMs: forever }, open.reason);
  return { nowMs, accountedUntilMs: await advance(trx, streamId, stream) };
}

/** Takes footage out of the gaps it turned up in. */
export async function carveGaps(trx: Trx, streamId: StreamId, segment: TimeRange): Promise<void> {
  const touched = await trx
    .selectFrom('gap')
    .selectAll()
    .where('stream_id', '=', streamId)
    .where('start_ms', '<', segment.toMs)
    .where((where) => where.or([where('end_ms', 'is', null), where('end_ms', '>', segment.fromMs)]))
    .execute();
  for (const gap of touched) {
    await trx
      .deleteFrom('gap')
      .where('stream_id', '=', streamId)
      .where('start_ms', '=', gap.start_ms)
      .execute();
    const range = { fromMs: gap.start_ms, toMs: gap.end_ms ?? forever };
    for (const rest of carve(range, segment)) await insertGap(trx, streamId, rest, gap.reason);
  }
}

/**
 * A full disk cuts the file that is being written, which its recorder may still list as whole. What the file lost then
 * belongs to the gap `disk` that follows, whichever of the two is known first.
 */
export async function joinDiskLoss(trx: Trx, streamId: StreamId): Promise<void> {
  await sql`with lost as (
      delete from gap cut using gap disk
        where cut.stream_id = ${streamId} and cut.reason = 'damaged'
          and disk.stream_id = cut.stream_id and disk.reason = 'disk' and disk.start_ms = cut.end_ms
        returning cut.start_ms as from_ms, cut.end_ms as to_ms)
    update gap set start_ms = lost.from_ms from lost
      where gap.stream_id = ${streamId} and gap.start_ms = lost.to_ms`.execute(trx);
}

/** Moves the frontier over everything that touches it, never ahead of now, and answers where it is. */
export async function advance(trx: Trx, streamId: StreamId, stream: LockedStream): Promise<number> {
  const { accountedUntilMs, nowMs } = stream;
  const fromMs = Math.min(accountedUntilMs, nowMs);
  const reachedMs = Math.min(nowMs, advanceFrontier(fromMs, await spansFrom(trx, streamId, fromMs)));
  if (reachedMs !== accountedUntilMs)
    await trx
      .updateTable('stream')
      .set({ accounted_until_ms: reachedMs })
      .where('id', '=', streamId)
      .execute();
  return reachedMs;
}

/** Inserts a gap where nothing is, or lengthens one of the same reason that ends there: `toMs` may be `Infinity`. */
async function insertGap(trx: Trx, streamId: StreamId, range: TimeRange, reason: GapReason): Promise<void> {
  const end_ms = Number.isFinite(range.toMs) ? range.toMs : null;
  const lengthened = await trx
    .updateTable('gap')
    .set({ end_ms })
    .where('stream_id', '=', streamId)
    .where('end_ms', '=', range.fromMs)
    .where('reason', '=', reason)
    .executeTakeFirst();
  if (lengthened.numUpdatedRows > 0n) return;
  await trx
    .insertInto('gap')
    .values({ stream_id: streamId, start_ms: range.fromMs, end_ms, reason })
    .execute();
}

async function openGapOf(trx: Trx, streamId: StreamId) {
  return trx
    .selectFrom('gap')
    .select(['start_ms', 'reason'])
    .where('stream_id', '=', streamId)
    .where('end_ms', 'is', null)
    .executeTakeFirst();
}

/** Segments and closed gaps that end after `fromMs`. Reaches back by the longest segment instead of scanning. */
async function spansFrom(trx: Trx, streamId: StreamId, fromMs: number): Promise<TimeRange[]> {
  const { rows } = await sql<{ from_ms: number; to_ms: number }>`
    select start_ms as from_ms, end_ms as to_ms from segment
      where stream_id = ${streamId} and start_ms > ${fromMs - maxSegmentMs} and end_ms > ${fromMs}
    union all
    select start_ms, end_ms from gap
      where stream_id = ${streamId} and end_ms is not null and end_ms > ${fromMs}`.execute(trx);
  return rows.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms }));
}
