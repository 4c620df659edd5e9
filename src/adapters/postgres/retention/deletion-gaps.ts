import { sql, type Transaction } from 'kysely';
import { type StreamId, subtractAll, type TimeRange, union } from '../../../core/index.ts';
import { maxSegmentMs } from '../../../recording/index.ts';
import type { Tables } from '../tables/tables.ts';

type Trx = Transaction<Tables>;

/**
 * The time of segments that were just forgotten becomes a gap `expired`, where neither a segment of another epoch nor
 * another gap accounts for it (I4). Under the stream's row lock, in the transaction that forgets them.
 */
export async function fillExpired(trx: Trx, streamId: StreamId, forgotten: readonly TimeRange[]) {
  for (const range of union(forgotten)) {
    const left = subtractAll(range, await accountedWithin(trx, streamId, range));
    for (const rest of left) await insertJoined(trx, streamId, rest);
  }
}

async function accountedWithin(trx: Trx, streamId: StreamId, range: TimeRange): Promise<TimeRange[]> {
  const { rows } = await sql<{ from_ms: number; to_ms: number | null }>`
    select start_ms as from_ms, end_ms as to_ms from segment
      where stream_id = ${streamId} and start_ms > ${range.fromMs - maxSegmentMs}
        and start_ms < ${range.toMs} and end_ms > ${range.fromMs}
    union all
    select start_ms, end_ms from gap
      where stream_id = ${streamId} and int8range(start_ms, end_ms) && int8range(${range.fromMs}, ${range.toMs})`.execute(
    trx,
  );
  return rows.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms ?? Number.POSITIVE_INFINITY }));
}

/** One gap for all that expired side by side: a row a minute would never end. */
async function insertJoined(trx: Trx, streamId: StreamId, { fromMs, toMs }: TimeRange): Promise<void> {
  const { rows } = await sql<{ start_ms: number; end_ms: number }>`
    delete from gap where stream_id = ${streamId} and reason = 'expired'
      and (end_ms = ${fromMs} or start_ms = ${toMs}) and end_ms is not null
      returning start_ms, end_ms`.execute(trx);
  const start_ms = Math.min(fromMs, ...rows.map((row) => row.start_ms));
  const end_ms = Math.max(toMs, ...rows.map((row) => row.end_ms));
  await trx.insertInto('gap').values({ stream_id: streamId, start_ms, end_ms, reason: 'expired' }).execute();
}
