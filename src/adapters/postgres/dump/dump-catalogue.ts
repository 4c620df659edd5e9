import type pg from 'pg';
import { wardAt } from '../ward-pool.ts';
import { type DumpHead, dumpFormat, mark, sealedLines } from './dump-lines.ts';
import {
  appliedMigrations,
  type DumpedTable,
  daysOfSegments,
  dumpedTables,
  sequencesOf,
} from './dumped-schema.ts';

const rowsAtOnce = 200;

/** All rows of the catalogue at one instant, as lines of text. Memory: some hundred rows. The service may go on. */
export const dumpCatalogue = (client: pg.Client, atMs: number): AsyncIterable<string> =>
  sealedLines(snapshot(client, atMs));

async function* snapshot(client: pg.Client, atMs: number): AsyncIterable<string> {
  await client.query('begin isolation level repeatable read read only');
  try {
    yield mark + JSON.stringify(await headNow(client, atMs));
    for (const table of await dumpedTables(client)) {
      yield mark + JSON.stringify(table);
      yield* rowsOf(client, table);
    }
  } finally {
    await client.query('rollback');
  }
}

async function headNow(client: pg.Client, atMs: number): Promise<DumpHead> {
  const ward = await wardAt(client);
  return {
    format: dumpFormat,
    ward: ward ? { id: ward.id, name: ward.name } : null,
    atMs,
    migrations: await appliedMigrations(client),
    days: await daysOfSegments(client),
    sequences: await sequencesOf(client),
  };
}

/** Columns that are computed are left out: their expressions are the schema's. */
async function* rowsOf(client: pg.Client, { table, columns }: DumpedTable): AsyncIterable<string> {
  const named = columns.map((name) => `"${name}"`).join(', ');
  await client.query(
    `declare dumped no scroll cursor for select to_jsonb(t)::text as line from (select ${named} from "${table}") t`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${rowsAtOnce} from dumped`);
    for (const { line } of rows) yield line;
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('close dumped');
}
