import { Command } from 'commander';
import { PostgresFleetMeter } from '../../src/adapters/postgres/operations/fleet-meter.ts';
import { PostgresHeartbeats } from '../../src/adapters/postgres/operations/heartbeats.ts';
import { systemClock } from '../../src/core/index.ts';
import { withCatalogue } from './catalogue.ts';

export const siteCommand = (): Command =>
  new Command('site')
    .description('the site of this configuration: its cameras by state, and the workers that live')
    .action(() =>
      withCatalogue(async (db, { site }) => {
        const { cameras, leases } = await new PostgresFleetMeter(db, systemClock).counts();
        const workers = await new PostgresHeartbeats(db).alive();
        console.log(JSON.stringify({ site, cameras, leases, workers }, null, 2));
      }),
    );
