import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../tables/tables.ts';

type Trx = Transaction<Tables>;

/** Any number; the same in every version. */
const advisoryLock = 7_203_120;

/**
 * The lock of marks, begun deletions, holds and policies, until the transaction ends (I5): a hold and a mark never pass
 * each other unseen. Rare enough for one lock.
 */
export async function lockRetention(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)})`.execute(trx);
}

/** Whether an open hold binds the segment `s`; the same rule as `binds` in src/retention/hold.ts. */
export const isHeld: RawBuilder<boolean> = sql<boolean>`exists (
  select from hold_camera hc join hold h on h.id = hc.hold_id
    where hc.camera_id = s.camera_id and h.released_at_ms is null
      and h.from_ms < s.end_ms and h.to_ms > s.start_ms)`;

/**
 * Takes marks back whose deletion has not begun; the number of segments. Under the retention lock. `which` narrows
 * segments `s`. A deletion that is left empty is found empty when it begins.
 */
export async function unmark(trx: Trx, which: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    update segment s set deletion_id = null from deletion d
      where s.deletion_id = d.id and d.begun_at_ms is null and ${which}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}
