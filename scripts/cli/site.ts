import { Command } from 'commander';
import { PostgresFleetRepository } from '../../src/adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { systemClock } from '../../src/core/index.ts';
import { withCatalogue } from './catalogue.ts';

export const siteCommand = (): Command =>
  new Command('site')
    .description('the site of this configuration: cameras by state, and live workers')
    .action(() =>
      withCatalogue(async (db, { site }) => {
        const { cameras, leases } = await new PostgresFleetRepository(db, systemClock).counts();
        const workers = await new PostgresHeartbeatRepository(db).alive();
        console.log(JSON.stringify({ site, cameras, leases, workers }, null, 2));
      }),
    );
