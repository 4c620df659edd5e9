import type pg from 'pg';
import { AppError, invalid } from '../../../core/index.ts';
import type { Database } from '../database.ts';
import { preparePartition } from '../ingest/partitions.ts';
import { type DumpHead, dumpHeadOf, mark, openedLines } from './dump-lines.ts';
import {
  appliedMigrations,
  type DumpedTable,
  dumpedTables,
  sequencesOf,
  withoutGuards,
} from './dumped-schema.ts';

/** Rows are loaded together up to this length of their text. */
const batchLength = 2_000_000;

interface RestoreTarget {
  /** A connection without a limit for its queries. */
  readonly client: pg.Client;
  readonly db: Database;
  /** Throws to refuse a dump before anything is changed. */
  readonly admit: (head: DumpHead) => void | Promise<void>;
}

export interface RestoredDump {
  readonly head: DumpHead;
  readonly rows: number;
}

/**
 * Puts the rows of a dump in the place of all that are there, in one transaction. Errors: `conflict` `dump-of-other-version` when
 * the schema is not the one that was dumped, `invalid` `dump-unknown` and `dump-damaged`; those of `admit`. Each leaves the
 * catalogue as it was.
 */
export async function restoreCatalogue(
  { client, db, admit }: RestoreTarget,
  chunks: AsyncIterable<Uint8Array>,
): Promise<RestoredDump> {
  const lines = openedLines(chunks)[Symbol.asyncIterator]();
  const first = await lines.next();
  const head = dumpHeadOf(first.done ? undefined : first.value);
  refuseOtherSchema(head.migrations, await appliedMigrations(client));
  await admit(head);
  for (const day of head.days) await preparePartition(db, day);
  const rest = { [Symbol.asyncIterator]: () => lines };
  return { head, rows: await inTransaction(client, () => replaceRows(client, head, rest)) };
}

function refuseOtherSchema(dumped: readonly string[], applied: readonly string[]): void {
  if (dumped.join() === applied.join()) return;
  throw new AppError(
    'conflict',
    'dump-of-other-version',
    `the dump is of a version with the migration ${dumped.at(-1)}, and this one has ${applied.at(-1)}: ` +
      'restore it with that version, then upgrade',
  );
}

async function replaceRows(client: pg.Client, head: DumpHead, lines: AsyncIterable<string>): Promise<number> {
  await client.query("set local lock_timeout = '10s'");
  const tables = (await dumpedTables(client)).map(({ table }) => table);
  const guards = await withoutGuards(client);
  await client.query(`truncate ${tables.map((table) => `"${table}"`).join(', ')}`);
  const rows = await load(client, new Set(tables), lines);
  for (const guard of guards) await client.query(guard);
  for (const name of Object.keys(await sequencesOf(client)))
    await client.query('select setval($1::regclass, 1, false)', [`"${name}"`]);
  for (const [name, last] of Object.entries(head.sequences))
    await client.query('select setval($1::regclass, $2)', [`"${name}"`, last]);
  return rows;
}

async function load(
  client: pg.Client,
  known: ReadonlySet<string>,
  lines: AsyncIterable<string>,
): Promise<number> {
  let table: DumpedTable | undefined;
  let batch: string[] = [];
  let [length, count] = [0, 0];
  const flush = async () => {
    if (table && batch.length > 0) await insert(client, table, batch);
    [batch, length] = [[], 0];
  };
  for await (const line of lines) {
    if (line.startsWith(mark)) {
      await flush();
      table = JSON.parse(line.slice(mark.length)) as DumpedTable;
      if (!known.has(table.table)) throw invalid('dump-unknown', `the catalogue has no table ${table.table}`);
    } else {
      batch.push(line);
      [length, count] = [length + line.length, count + 1];
      if (length > batchLength) await flush();
    }
  }
  await flush();
  return count;
}

async function insert(client: pg.Client, { table, columns }: DumpedTable, rows: readonly string[]) {
  const named = columns.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');
  await client.query(
    `insert into "${table}" (${named}) overriding system value
      select ${named} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
    [`[${rows.join(',')}]`],
  );
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
