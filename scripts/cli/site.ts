import { Command } from 'commander';
import { PostgresFleetRepository } from '../../src/adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresWardBook, PostgresWardChanges } from '../../src/adapters/postgres/ward/ward-book.ts';
import { systemClock } from '../../src/core/index.ts';
import { addSite } from '../../src/ward/index.ts';
import { withCatalogue } from './catalogue.ts';
import { onHost } from './on-host.ts';
import { withStatedCatalogue } from './stated-catalogue.ts';

export function siteCommand(): Command {
  const site = new Command('site')
    .description('the site of this configuration: cameras by state, and live workers')
    .action(show);
  site.command('list').description('the sites of the ward').action(list);
  site
    .command('add')
    .argument('<name>')
    .description('adds a site to the ward: a network whose cameras its own workers reach')
    .action(add);
  return site;
}

const show = (): Promise<void> =>
  withCatalogue(async (db, { site }) => {
    const { cameras, leases } = await new PostgresFleetRepository(db, systemClock).counts();
    const workers = await new PostgresHeartbeatRepository(db).alive();
    console.log(JSON.stringify({ site, cameras, leases, workers }, null, 2));
  });

const list = (): Promise<void> =>
  withCatalogue(async (db) => {
    const ward = await new PostgresWardBook(db).read();
    for (const site of ward?.sites ?? []) console.log(site);
  });

const add = (name: string): Promise<void> =>
  withStatedCatalogue(async ({ db, scribe }) => {
    console.log(`added ${await addSite(new PostgresWardChanges(db, scribe), onHost(), name)}`);
  });
