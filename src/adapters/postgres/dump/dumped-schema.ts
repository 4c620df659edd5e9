import type pg from 'pg';

/** A table, with the columns that are written. */
export interface DumpedTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** All tables but `migration`. The rows of a partition are those of its table. */
export async function dumpedTables(client: pg.Client): Promise<DumpedTable[]> {
  const { rows } = await client.query<DumpedTable>(`
    select c.relname::text as table, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> 'migration' and a.attgenerated = ''
      group by c.relname order by c.relname`);
  return rows;
}

/** The migrations that made the schema, in their order. */
export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name');
  return rows.map(({ name }) => name);
}

/** Where each sequence stands that was ever used. */
export async function sequencesOf(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: number }>(`
    select sequencename::text as name, last_value::float8 as last from pg_sequences
      where schemaname = current_schema() and last_value is not null order by sequencename`);
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Beginnings of the UTC days that have a partition of segments. */
export async function daysOfSegments(client: pg.Client): Promise<number[]> {
  const { rows } = await client.query<{ ms: number }>(`
    select (extract(epoch from to_date(right(c.relname, 8), 'YYYYMMDD')) * 1000)::float8 as ms
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'segment'::regclass and c.relname ~ '^segment_[0-9]{8}$' order by 1`);
  return rows.map(({ ms }) => ms);
}

/** Takes away what would look at each row as it is loaded; answers what brings it back, and looks at all of them. */
export async function withoutGuards(client: pg.Client): Promise<string[]> {
  const guards = [...(await foreignKeys(client)), ...(await triggers(client))];
  for (const { away } of guards) await client.query(away);
  return guards.map(({ back }) => back);
}

interface Guard {
  readonly away: string;
  readonly back: string;
}

async function foreignKeys(client: pg.Client): Promise<Guard[]> {
  const { rows } = await client.query<Guard>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back
      from pg_constraint
      where contype = 'f' and conparentid = 0 and connamespace = current_schema()::regnamespace`);
  return rows;
}

/** Each is as it was afterwards: those of the custody log hold for everybody, always. */
async function triggers(client: pg.Client): Promise<Guard[]> {
  const { rows } = await client.query<Guard>(`
    select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname) as away,
        format('alter table %s enable %s trigger %I', t.tgrelid::regclass,
          case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname) as back
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
        and c.relnamespace = current_schema()::regnamespace`);
  return rows;
}
