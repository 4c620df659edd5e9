import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { readNodeId } from '../../src/adapters/disk/node-id.ts';
import { namedStore } from '../../src/compose/store.ts';
import { systemClock } from '../../src/core/index.ts';
import { adoptStore } from '../../src/objects/index.ts';
import { withStartedCatalogue } from './started-catalogue.ts';

export function storeCommand(): Command {
  const store = new Command('store').description('the object store of this configuration');
  store
    .command('adopt')
    .description(
      'makes the catalogue mean the store that is there now, if its originals are: after a restore',
    )
    .action(adopt);
  return store;
}

/** No user is signed in on the command line, so the log names the account of the operating system. */
const adopt = (): Promise<void> =>
  withStartedCatalogue(async (db, config) => {
    const clock = systemClock;
    const nodeId = await readNodeId(join(config.dataDir, 'spool', 'node-id'), clock.nowMs());
    const named = await namedStore(config, nodeId, { db, clock });
    const by = { nowMs: clock.nowMs(), hostAccount: userInfo().username };
    const { storeId, checked, wasMeant } = await adoptStore(named, by);
    console.log(`${checked} originals were looked for, and are there`);
    console.log(wasMeant ? `the catalogue means this store already: ${storeId}` : `adopted ${storeId}`);
  });
