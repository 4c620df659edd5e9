import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type ChainEnd, chainStart } from '../../../log/index.ts';
import type { Tables } from '../tables/tables.ts';

/** The end of a chain, and the number under which its records are kept. */
export interface ChainRow extends ChainEnd {
  readonly no: number;
}

/** A record that waits for the signer. */
export interface PendingRow {
  readonly chain: number;
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly tag: Uint8Array;
  readonly statedAtMs: number;
}

/** The ends of the chains with these names, begun where they are new, and locked until the transaction ends. */
export async function lockChains(
  db: Kysely<Tables>,
  names: readonly string[],
): Promise<Map<string, ChainRow>> {
  const wanted = [...new Set(names)].sort();
  if (wanted.length === 0) return new Map();
  const found = await lockedRows(db, wanted);
  const missing = wanted.filter((name) => !found.has(name));
  if (missing.length === 0) return found;
  const digest = Buffer.from(chainStart.digest, 'hex');
  await db
    .insertInto('log_chain')
    .values(missing.map((name) => ({ name, seq: chainStart.seq, digest })))
    .onConflict((at) => at.doNothing())
    .execute();
  return lockedRows(db, wanted);
}

async function lockedRows(db: Kysely<Tables>, names: readonly string[]): Promise<Map<string, ChainRow>> {
  const { rows } = await sql<{ no: number; name: string; seq: number; digest: string }>`
    select no, name, seq, encode(digest, 'hex') as digest from log_chain
      where name = any(${names}::text[]) order by name for no key update`.execute(db);
  return new Map(rows.map(({ name, ...row }) => [name, row]));
}

/** Writes records behind each other, and the ends of their chains; `along`: another statement that writes, in the same one. */
export async function writePending(
  db: Kysely<Tables>,
  pending: readonly PendingRow[],
  ends: readonly ChainRow[],
  along?: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    with ${along ? sql`along as (${along}), ` : sql``}grown as (
      update log_chain c set seq = e.seq, digest = decode(e.digest, 'hex')
        from unnest(${ends.map(({ no }) => no)}::int[], ${ends.map(({ seq }) => seq)}::bigint[],
          ${ends.map(({ digest }) => digest)}::text[]) as e(no, seq, digest)
        where c.no = e.no)
    insert into log_outbox (chain, seq, body, tag, stated_at_ms)
      select * from unnest(${pending.map(({ chain }) => chain)}::int[], ${pending.map(({ seq }) => seq)}::bigint[],
        ${pending.map(({ bytes }) => Buffer.from(bytes))}::bytea[], ${pending.map(({ tag }) => Buffer.from(tag))}::bytea[],
        ${pending.map(({ statedAtMs }) => statedAtMs)}::bigint[])`.execute(db);
}
