import { sql } from 'kysely';
import type { ChainEnd } from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';

const chainsAtOnce = 5_000;

/**
 * Brings chains that the catalogue knows to a shorter length than the sealed log to the ends of that log, so that the next
 * records stand behind them: after a restore of an older catalogue, before anything is stated. Answers how many were behind.
 */
export async function advanceChains(db: Database, ends: ReadonlyMap<string, ChainEnd>): Promise<number> {
  const all = [...ends];
  let behind = 0;
  for (let from = 0; from < all.length; from += chainsAtOnce)
    behind += await advancePage(db, all.slice(from, from + chainsAtOnce));
  return behind;
}

const advancePage = (db: Database, ends: readonly (readonly [string, ChainEnd])[]): Promise<number> =>
  onCatalogue(async () => {
    const { numAffectedRows } = await sql`
      insert into log_chain (name, seq, digest)
        select name, seq, decode(digest, 'hex') from unnest(${ends.map(([name]) => name)}::text[],
          ${ends.map(([, { seq }]) => seq)}::bigint[], ${ends.map(([, { digest }]) => digest)}::text[])
          as sealed(name, seq, digest)
        on conflict (name) do update set seq = excluded.seq, digest = excluded.digest
          where log_chain.seq < excluded.seq`.execute(db);
    return Number(numAffectedRows ?? 0n);
  });
