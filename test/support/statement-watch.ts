import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';

/** Changes that are facts, and the chains that tell of them. */
const watched = [
  ['app_user', 'insert or update or delete', 'usr/', 'true'],
  ['second_factor', 'update of sealed', 'usr/', 'true'],
  ['second_factor', 'delete', 'usr/', 'true'],
  ['recovery_code', 'insert or update or delete', 'usr/', 'true'],
  // The link that makes the first admin is of no account yet.
  ['account_link', 'insert or update', 'usr/', 'new.user_id is not null'],
  ['account_link', 'delete', 'usr/', 'old.user_id is not null'],
  ['api_token', 'insert or update of revoked_at_ms or delete', 'usr/', 'true'],
  ['deputy', 'insert or update or delete', 'usr/', 'true'],
  ['retention_policy', 'insert or update or delete', 'pol', 'true'],
  ['clock_memory', 'insert', 'site/', 'true'],
  [
    'clock_memory',
    'update',
    'site/',
    `(old.fault_code, old.confirmed_at_ms, old.stepped_by_ms)
      is distinct from (new.fault_code, new.confirmed_at_ms, new.stepped_by_ms)`,
  ],
] as const;

/** From now on, the catalogue refuses to commit such a change without a record in the same transaction. */
export async function watchStatements(db: Database): Promise<void> {
  await sql`
    create function refuse_unstated() returns trigger language plpgsql as $$
    begin
      if not exists (select from log_outbox o join log_chain c on c.no = o.chain
          where o.xmin = pg_current_xact_id()::xid and starts_with(c.name, tg_argv[0])) then
        raise exception '% of % without a record', lower(tg_op), tg_table_name;
      end if;
      return null;
    end $$`.execute(db);
  for (const [i, [table, acts, chain, condition]] of watched.entries())
    await sql`
      create constraint trigger ${sql.raw(`stated_${i}`)} after ${sql.raw(acts)} on ${sql.table(table)}
        deferrable initially deferred for each row when (${sql.raw(condition)})
        execute function refuse_unstated(${sql.lit(chain)})`.execute(db);
}
