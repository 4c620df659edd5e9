import type { Kysely, Selectable, Transaction } from 'kysely';
import { formatInstant, type UserId } from '../../../core/index.ts';
import {
  bodyDigest,
  bodyOfEvent,
  type CustodyEvent,
  type Pseudonym,
  type RecordedEvent,
  taggedText,
} from '../../../custody/index.ts';
import type { Fact } from '../../../log/index.ts';
import type { Scribe, Stated } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { takePlaces, writtenEvents } from './event-rows.ts';
import { keepStations } from './kept-stations.ts';

/** A transaction, and who states in it what is done. */
export interface Stating {
  readonly trx: Transaction<Tables>;
  readonly scribe: Scribe;
}

/** Appends within a transaction of others, where what is recorded and its record must not part. As its last statement. */
export async function appendCustody(stating: Stating, ...events: readonly CustodyEvent[]): Promise<void> {
  await keepStations(stating.trx, events);
  await appendNamed(stating, events, await pseudonymsOf(stating.trx, events));
}

export type Pseudonyms = ReadonlyMap<UserId, Pseudonym>;

/**
 * Appends events whose pseudonyms are known, and states what else `factOf` makes of each. An event that is in the log already
 * is left out: a caller that cannot know whether an append succeeded may append the same events again.
 */
export async function appendNamed(
  { trx, scribe }: Stating,
  events: readonly CustodyEvent[],
  pseudonyms: Pseudonyms,
  factOf: (event: CustodyEvent) => Fact | undefined = () => undefined,
): Promise<void> {
  if (events.length === 0) return;
  const bodies = events.map((event) => bodyIn(event, pseudonyms));
  const ids = events.map(({ id }) => id);
  const { strand, held, numbers, known } = await takePlaces(trx, ids);
  const given = events.map((event, i) => ({ event, body: bodies[i] ?? '', seq: numbers[i] ?? 0 }));
  const fresh = given.filter(({ event }) => !known.has(event.id));
  if (fresh.length === 0) return;
  const others = fresh.flatMap(({ event }) => factOf(event) ?? []);
  const facts = [...others, ...fresh.map((each) => eventFact(strand, each))];
  await scribe.stateAlong(trx, facts, {
    ...(held && { held: [held] }),
    along: (stated) =>
      writtenEvents(
        fresh.map((each, i) => recorded(scribe, strand, each, stated[others.length + i] as Stated)),
      ),
  });
}

interface NumberedEvent {
  readonly event: CustodyEvent;
  readonly body: string;
  readonly seq: number;
}

function bodyIn(event: CustodyEvent, pseudonyms: Pseudonyms): string {
  const named = (user: UserId | undefined) => user && pseudonyms.get(user);
  return bodyOfEvent(event, named(event.actor), named(event.subject));
}

const eventFact = (strand: number, { event, body, seq }: NumberedEvent): Fact => ({
  type: 'ev',
  at: formatInstant(event.atMs),
  strand,
  no: seq,
  sha256: bodyDigest(body),
});

function recorded(
  scribe: Scribe,
  strand: number,
  { body, seq }: NumberedEvent,
  { seq: strandSeq, digest: sha256, prev: prevSha256 }: Stated,
): RecordedEvent {
  const row = { seq, body, prevSha256, sha256, place: { strand, strandSeq } };
  return { ...row, tag: scribe.tagOf(taggedText(row)) };
}

/** Pseudonyms of all users in the events; made on first use. */
export const pseudonymsOf = (db: Kysely<Tables>, events: readonly CustodyEvent[]): Promise<Pseudonyms> =>
  pseudonymsOfUsers(db, usersOf(events));

/** Made on first use, in the order of the ids, so that two that make the same ones do not wait for each other. */
export async function pseudonymsOfUsers(db: Kysely<Tables>, given: readonly UserId[]): Promise<Pseudonyms> {
  const users = [...new Set(given)].sort();
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
