import { sql } from 'kysely';
import { subtractAll, type TimeRange, union } from '../../../core/index.ts';
import { maxSegmentMs } from '../../../recording/index.ts';
import type { LockedStream } from '../recording/locked-stream.ts';

/**
 * The time of segments that were just forgotten becomes a gap `expired`, where neither a segment of another epoch nor
 * another gap accounts for it (I4). In the transaction that forgets them, whose `del` record tells of it.
 */
export async function fillExpired(stream: LockedStream, forgotten: readonly TimeRange[]): Promise<void> {
  for (const range of union(forgotten)) {
    const left = subtractAll(range, await accountedWithin(stream, range));
    for (const rest of left) await insertJoined(stream, rest);
  }
}

async function accountedWithin({ trx, id }: LockedStream, range: TimeRange): Promise<TimeRange[]> {
  const { rows } = await sql<{ from_ms: number; to_ms: number | null }>`
    select start_ms as from_ms, end_ms as to_ms from segment
      where stream_id = ${id} and start_ms > ${range.fromMs - maxSegmentMs}
        and start_ms < ${range.toMs} and end_ms > ${range.fromMs}
    union all
    select start_ms, end_ms from gap
      where stream_id = ${id} and int8range(start_ms, end_ms) && int8range(${range.fromMs}, ${range.toMs})`.execute(
    trx,
  );
  return rows.map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms ?? Number.POSITIVE_INFINITY }));
}

/** One gap for all that expired side by side: a row a minute would never end. Records of an adoption still tell of their part. */
async function insertJoined({ trx, id }: LockedStream, { fromMs, toMs }: TimeRange): Promise<void> {
  const { rows } = await sql<{ start_ms: number; end_ms: number; record_seqs: number[] | null }>`
    delete from gap where stream_id = ${id} and reason = 'expired'
      and (end_ms = ${fromMs} or start_ms = ${toMs}) and end_ms is not null
      returning start_ms, end_ms, record_seqs`.execute(trx);
  const start_ms = Math.min(fromMs, ...rows.map((row) => row.start_ms));
  const end_ms = Math.max(toMs, ...rows.map((row) => row.end_ms));
  const seqs = rows.flatMap(({ record_seqs }) => record_seqs ?? []);
  await trx
    .insertInto('gap')
    .values({
      stream_id: id,
      start_ms,
      end_ms,
      reason: 'expired',
      record_seqs: seqs.length > 0 ? seqs : null,
    })
    .execute();
}
