import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Command } from 'commander';
import pg from 'pg';
import { dumpCatalogue } from '../../src/adapters/postgres/dump/dump-catalogue.ts';
import { type DumpHead, openedLines } from '../../src/adapters/postgres/dump/dump-lines.ts';
import { restoreCatalogue } from '../../src/adapters/postgres/dump/restore-catalogue.ts';
import { PostgresWardBook } from '../../src/adapters/postgres/ward/ward-book.ts';
import { meantWard } from '../../src/compose/ward.ts';
import { AppError, systemClock, type WardId } from '../../src/core/index.ts';
import { refuseOtherWard } from '../../src/ward/index.ts';
import { catalogueUrl } from './catalogue.ts';
import { continueBehindLog, hasSignerMemory } from './log/continue.ts';
import { refuseRunning } from './refuse-running.ts';
import { withStartedCatalogue } from './started-catalogue.ts';

export function catalogueCommand(): Command {
  const catalogue = new Command('catalogue').description('the database: all but footage and keys');
  catalogue
    .command('dump')
    .argument('<file>', 'a new file; it holds what the database holds')
    .description('writes the whole catalogue as it is now to one file, while the service runs')
    .action(dump);
  catalogue
    .command('restore')
    .argument('<file>')
    .option('--replace', 'takes the place of a catalogue that is there')
    .description('puts a dump back, of the same version, while the service is stopped')
    .action(restore);
  return catalogue;
}

/** Reads what it wrote. Errors: `file-exists` (conflict), those of `openedLines`. */
const dump = (file: string): Promise<void> =>
  withStartedCatalogue((_, config) =>
    withClient(catalogueUrl(config), async (client) => {
      const lines = Readable.from(dumpCatalogue(client, systemClock.nowMs()));
      const written = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
      await pipeline(lines, createGzip(), written).catch(async (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST')
          throw new AppError('conflict', 'file-exists', `${file} exists already: name a new file`);
        await rm(file, { force: true });
        throw error;
      });
      let rows = 0;
      for await (const line of openedLines(readDump(file))) if (line.startsWith('{')) rows += 1;
      console.log(
        `${rows} rows are in ${file}. It has the digests of passwords: keep it as safe as the keys.`,
      );
    }),
  );

/** Errors: `service-running`, `catalogue-there` (conflict), those of `restoreCatalogue` and `refuseOtherWard`. */
const restore = (file: string, { replace = false }: { readonly replace?: boolean }): Promise<void> =>
  withStartedCatalogue(async (db, config) => {
    await refuseRunning(db);
    const meant = await meantWard(config);
    const there = await new PostgresWardBook(db).read();
    const admit = ({ ward }: DumpHead) => {
      refuseOtherWard(ward ? { ...ward, id: ward.id as WardId } : undefined, meant);
      if (there && !replace)
        throw new AppError(
          'conflict',
          'catalogue-there',
          `the catalogue has the ward ${there.name} already: restore --replace takes its place`,
        );
    };
    await withClient(catalogueUrl(config), async (client) => {
      const { head, rows } = await restoreCatalogue({ client, db, admit }, readDump(file));
      console.log(`restored ${rows} rows, as they were at ${new Date(head.atMs).toISOString()}`);
    });
    if (hasSignerMemory(config)) await continueBehindLog(db, config);
    else
      console.log(
        'the memory of the signer is not here: run "minhchung log continue" where it is, before anything starts',
      );
  }, mayBeEmpty);

const mayBeEmpty = { mayBeEmpty: true };

const readDump = (file: string): AsyncIterable<Uint8Array> => {
  const input = createReadStream(file);
  const lines = createGunzip();
  input.on('error', (error) => lines.destroy(error));
  return input.pipe(lines);
};

/** A connection whose queries may take as long as they need. */
async function withClient(url: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'minh-chung-dump' });
  client.on('error', () => {});
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
