import { Command } from 'commander';
import { PostgresWardBook, PostgresWardChanges } from '../../src/adapters/postgres/ward/ward-book.ts';
import { renameWard } from '../../src/ward/index.ts';
import { withCatalogue } from './catalogue.ts';
import { onHost } from './on-host.ts';
import { withStatedCatalogue } from './stated-catalogue.ts';

export function wardCommand(): Command {
  const ward = new Command('ward')
    .description('the ward that the catalogue is: its id, its name, its sites')
    .action(show);
  ward
    .command('rename')
    .argument('<name>')
    .description('changes the name by which people know the ward')
    .action(rename);
  return ward;
}

const show = (): Promise<void> =>
  withCatalogue(async (db) => {
    const ward = (await new PostgresWardBook(db).read()) ?? null;
    console.log(JSON.stringify(ward, null, 2));
  });

const rename = (name: string): Promise<void> =>
  withStatedCatalogue(async ({ db, scribe }) => {
    console.log(
      `the ward is called ${await renameWard(new PostgresWardChanges(db, scribe), onHost(), name)}`,
    );
  });
