import { type Kysely, type Selectable, sql } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import { bodyOfEvent, type CustodyEvent, type Pseudonym } from '../../../custody/index.ts';
import type { Tables } from '../tables/tables.ts';
import { keepStations } from './kept-stations.ts';

/**
 * Appends within a transaction of others, where what is recorded and its record must not part. As its last statement:
 * every other append waits from here until the transaction ends, and whoever takes another lock after it may deadlock.
 */
export async function appendCustody(db: Kysely<Tables>, ...events: readonly CustodyEvent[]): Promise<void> {
  await keepStations(db, events);
  await appendNamed(db, events, await pseudonymsOf(db, events));
}

export type Pseudonyms = ReadonlyMap<UserId, Pseudonym>;

/**
 * Appends events whose pseudonyms are known. An event that is in the log already is left out: a caller that cannot know
 * whether an append succeeded may append the same events again.
 */
export async function appendNamed(
  db: Kysely<Tables>,
  events: readonly CustodyEvent[],
  pseudonyms: Pseudonyms,
): Promise<void> {
  if (events.length === 0) return;
  const named = (user: UserId | undefined) => user && pseudonyms.get(user);
  const bodies = events.map((event) => bodyOfEvent(event, named(event.actor), named(event.subject)));
  const ids = events.map(({ id }) => id);
  // Chained, and given its number, by the table itself.
  await sql`
    insert into custody_event (body)
      select body from unnest(${bodies}::text[], ${ids}::text[]) with ordinality as given (body, id, place)
        where not exists (select from custody_event known where known.id = given.id)
        order by place`.execute(db);
}

/** Pseudonyms of all users in the events; made on first use. */
export async function pseudonymsOf(db: Kysely<Tables>, events: readonly CustodyEvent[]): Promise<Pseudonyms> {
  const users = usersOf(events);
  if (users.length === 0) return new Map();
  const find = () => db.selectFrom('actor_pseudonym').selectAll().where('user_id', 'in', users).execute();
  const known = await find();
  if (known.length === users.length) return mapOf(known);
  const values = users.map((user_id) => ({ user_id }));
  await db
    .insertInto('actor_pseudonym')
    .values(values)
    .onConflict((each) => each.doNothing())
    .execute();
  return mapOf(await find());
}

/** In one order, so that two that make the same ones do not wait for each other. */
export const usersOf = (events: readonly CustodyEvent[]): UserId[] =>
  [...new Set(events.flatMap(({ actor, subject }) => [actor, subject]))]
    .filter((user) => user !== undefined)
    .sort();

const mapOf = (rows: readonly Selectable<Tables['actor_pseudonym']>[]) =>
  new Map(rows.map(({ user_id, pseudonym }) => [user_id, pseudonym]));
