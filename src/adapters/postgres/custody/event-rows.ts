import { randomInt } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type RecordedEvent, strandCount } from '../../../custody/index.ts';
import type { ChainRow } from '../log/chain-rows.ts';
import type { Tables } from '../tables/tables.ts';

/** What new events take from the catalogue. */
interface TakenPlaces {
  readonly strand: number;
  /** The chain of the strand, locked until the transaction ends; absent when others hold all of them. */
  readonly held?: ChainRow & { readonly name: string };
  /** One for each id, rising. Those of a transaction that fails are never used. */
  readonly numbers: readonly number[];
  /** Which of the ids are in the log already. */
  readonly known: ReadonlySet<string>;
}

interface TakenRow {
  readonly held: (ChainRow & { readonly name: string }) | null;
  readonly numbers: readonly number[];
  readonly known: readonly string[];
}

/** The chains of the strands. */
export const strandChains = Array.from({ length: strandCount }, (_, strand) => `ev/${strand}`);

/** Takes the first strand that nobody holds: an append waits for another only when all of them are held. */
export async function takePlaces(trx: Kysely<Tables>, ids: readonly string[]): Promise<TakenPlaces> {
  const { rows } = await sql<TakenRow>`
    with free as (
      select no, name, seq, encode(digest, 'hex') as digest from log_chain
        where name like 'ev/%' order by no limit 1 for no key update skip locked)
    select (select to_jsonb(free) from free) as held,
      array(select nextval('custody_number')::float8 from generate_series(1, ${ids.length}::int)) as numbers,
      array(select id from custody_event where id = any(${ids}::text[])) as known`.execute(trx);
  const { held = null, numbers = [], known = [] } = rows[0] ?? {};
  const strand = held ? Number(held.name.slice('ev/'.length)) : randomInt(strandCount);
  return { strand, ...(held && { held }), numbers, known: new Set(known) };
}

/** Writes events that have their records. */
export const writtenEvents = (events: readonly RecordedEvent[]): RawBuilder<unknown> => sql`
  insert into custody_event (seq, body, prev_sha256, sha256, strand, strand_seq, tag)
    select * from unnest(${events.map(({ seq }) => seq)}::bigint[], ${events.map(({ body }) => body)}::text[],
      ${events.map(({ prevSha256 }) => prevSha256)}::text[], ${events.map(({ sha256 }) => sha256)}::text[],
      ${events.map(({ place }) => place.strand)}::int[], ${events.map(({ place }) => place.strandSeq)}::bigint[],
      ${events.map(({ tag }) => Buffer.from(tag))}::bytea[])`;
