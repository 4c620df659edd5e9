import pg from 'pg';
import { dumpCatalogue } from '../../src/adapters/postgres/dump/dump-catalogue.ts';
import { restoreCatalogue } from '../../src/adapters/postgres/dump/restore-catalogue.ts';
import type { TestDatabase } from './postgres.ts';

/** The dump of a database, without the compression of its file. */
export const dumpOf = (database: TestDatabase): Promise<string> =>
  withClient(database, async (client) => {
    let dump = '';
    for await (const line of dumpCatalogue(client, 0)) dump += line;
    return dump;
  });

export const restoreInto = (database: TestDatabase, dump: string): Promise<unknown> =>
  withClient(database, (client) =>
    restoreCatalogue({ client, db: database.db, admit: () => {} }, chunksOf(Buffer.from(dump))),
  );

/** Of a length that cuts lines and characters. */
async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += 997) yield bytes.subarray(from, from + 997);
}

async function withClient<T>({ url }: TestDatabase, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
