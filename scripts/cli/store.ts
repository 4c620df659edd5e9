import { join } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../config/load.ts';
import { readNodeId } from '../../src/adapters/disk/node-id.ts';
import { PostgresStoreAdoptions } from '../../src/adapters/postgres/objects/store-book.ts';
import { PostgresReceiptRepository } from '../../src/adapters/postgres/retention/receipt-repository.ts';
import { namedStore } from '../../src/compose/store.ts';
import { invalid, type SiteId, systemClock } from '../../src/core/index.ts';
import { adoptStore } from '../../src/objects/index.ts';
import { acceptMissing } from '../../src/retention/index.ts';
import { onHost } from './on-host.ts';
import { withStartedCatalogue } from './started-catalogue.ts';
import { type StatedCatalogue, withScribe, withStatedCatalogue } from './stated-catalogue.ts';

export function storeCommand(): Command {
  const store = new Command('store').description('the object store of this configuration');
  store
    .command('adopt')
    .description(
      'makes the catalogue mean the store that is there now, if its originals are: after a restore',
    )
    .action(adopt);
  store
    .command('accept-missing')
    .description('lets expiry go on without the objects that it does not find: they are lost')
    .action(accept);
  store
    .command('prepare')
    .description(
      'makes, on a MinIO, the bucket and its user, who may use nothing else; again, it sets the secret key',
    )
    .action(prepare);
  return store;
}

const adopt = (): Promise<void> => withStartedCatalogue((db, config) => withScribe(db, config, adoptStated));

async function adoptStated({ db, scribe, config }: StatedCatalogue): Promise<void> {
  const clock = systemClock;
  const nodeId = await readNodeId(join(config.dataDir, 'spool', 'node-id'), clock.nowMs());
  const named = await namedStore(config, nodeId, { db, clock });
  const { storeId, checked, wasMeant } = await adoptStore(
    named,
    new PostgresStoreAdoptions(db, clock, scribe),
    onHost(),
  );
  console.log(`${checked} originals were looked for, and are there`);
  console.log(wasMeant ? `the catalogue means this store already: ${storeId}` : `adopted ${storeId}`);
}

const accept = (): Promise<void> =>
  withStatedCatalogue(async ({ db, scribe, config: { site } }) => {
    const receipts = new PostgresReceiptRepository(db, scribe);
    const { missing, expected } = await acceptMissing(receipts, onHost(), site as SiteId);
    console.log(`accepted that ${missing} of ${expected} objects are lost`);
  });

/** Errors: `store-root-missing` (invalid), those of `makeBucketUser`. */
async function prepare(): Promise<void> {
  const { s3, s3Root: root } = loadConfig();
  if (!s3 || !root)
    throw invalid(
      'store-root-missing',
      'store prepare needs S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, S3_ROOT_ACCESS_KEY and S3_ROOT_SECRET_KEY',
    );
  // Every process of the service loads this file, and few this client.
  const { makeBucketUser } = await import('../../src/adapters/minio/admin/bucket-user.ts');
  await makeBucketUser({ ...s3, root });
  console.log(`the bucket ${s3.bucket} is there, and the user of S3_ACCESS_KEY may use it`);
}
