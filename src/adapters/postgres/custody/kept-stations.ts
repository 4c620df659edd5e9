import type { Kysely } from 'kysely';
import { type CustodyEvent, matterOf, stationLastsMs } from '../../../custody/index.ts';
import type { Tables } from '../tables/tables.ts';

/** Keeps the stations of acts that another person answers, and deletes those that are too old to compare. */
export async function keepStations(db: Kysely<Tables>, events: readonly CustodyEvent[]): Promise<void> {
  const rows = events.flatMap((event) => {
    const matter = matterOf(event);
    const { actor, atMs, station } = event;
    if (matter === undefined || !actor || !station) return [];
    const { browser, address = null } = station;
    return [{ matter, user_id: actor, at_ms: atMs, browser: [...browser], address }];
  });
  const latestMs = rows[0]?.at_ms;
  if (latestMs === undefined) return;
  await db
    .deleteFrom('act_station')
    .where('at_ms', '<', latestMs - stationLastsMs)
    .execute();
  await db.insertInto('act_station').values(rows).execute();
}
