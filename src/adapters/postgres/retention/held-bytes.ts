import { sql, type Transaction } from 'kysely';
import { AppError } from '../../../core/index.ts';
import { maxSegmentMs } from '../../../recording/index.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/**
 * Bytes of originals that are held under the cap: by requests that no second person has approved, and by hand. What two
 * of them hold counts once.
 */
export async function heldBytesUnderCap(db: Database | Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select coalesce(sum(size_bytes), 0)::bigint as held from (
      select distinct s.stream_id, s.start_ms, s.run_id, s.size_bytes
        from hold h left join request r on r.id = h.request_id
          join hold_camera hc on hc.hold_id = h.id join stream on stream.camera_id = hc.camera_id
          join segment s on s.stream_id = stream.id
            and s.start_ms > h.from_ms - ${maxSegmentMs} and s.start_ms < h.to_ms and s.end_ms > h.from_ms
        where h.released_at_ms is null and (h.request_id is null or r.state = 'submitted'
          or (r.emergency is not null and not r.emergency ? 'review'))) held`.execute(db);
  return rows[0]?.held ?? 0;
}

/** Under the retention lock, after the hold is placed. Errors: `held-bytes-cap` (conflict) where it is too much. */
export async function refuseBeyondCap(
  trx: Transaction<Tables>,
  maxBytes: number | undefined,
): Promise<number> {
  const heldBytes = await heldBytesUnderCap(trx);
  if (maxBytes === undefined || heldBytes <= maxBytes) return heldBytes;
  throw new AppError(
    'conflict',
    'held-bytes-cap',
    'Unapproved requests and holds by hand already hold the maximum. Hold less, or wait for a decision or a release.',
  );
}
