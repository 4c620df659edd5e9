import { type RawBuilder, sql } from 'kysely';
import type { HoldId, SiteId } from '../../../core/index.ts';
import { namedBy } from '../custody/acted.ts';
import { pseudonymsOfUsers } from '../custody/append.ts';
import { holdMembers } from '../retention/hold-record.ts';
import { lockRequestOf } from '../retention/hold-repository.ts';
import { holdFromRow, selectHolds } from '../retention/hold-rows.ts';
import { lockRetention } from '../retention/lock.ts';
import { type Adopting, type AdoptionTask, endTask, stateAdopted } from './adopting.ts';

/** Holds are of the ward; each site of it may come first. */
export const holdsToAdopt = (site: SiteId, untilMs: number): RawBuilder<unknown> => sql`
  select 'hold', id, ${site}, created_at_ms from hold
    where released_at_ms is null and created_at_ms < ${untilMs}
      and (request_id is not null or not exists (select from log_chain where name = 'hold/' || id))`;

/** One that was released meanwhile has no fact left. */
export async function adoptHold(adopting: Adopting, task: AdoptionTask): Promise<void> {
  const { trx } = adopting;
  const id = task.subject as HoldId;
  await lockRetention(trx);
  await lockRequestOf(trx, id);
  const row = await selectHolds(trx)
    .where('id', '=', id)
    .where('released_at_ms', 'is', null)
    .executeTakeFirst();
  if (row) {
    const hold = holdFromRow(row);
    const nameOf = namedBy(await pseudonymsOfUsers(trx, [hold.ownerId]));
    await stateAdopted(adopting, id, (salt) => ({
      ...holdMembers(hold, { salt, nameOf }),
      act: 'place',
      role: 'service',
      adopted: 1,
    }));
  }
  await endTask(adopting, task);
}
