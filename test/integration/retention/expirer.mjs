// A process that expires until it is killed. Its clock is given: "go <now>" on stdin begins, so that it can be started ahead.
// Says "ready", "begun" when a deletion is under way, and "round" after each round.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { openDiskStore } from '../../../dist/src/adapters/disk/store/disk-store.js';
import { openDatabase, openPool } from '../../../dist/src/adapters/postgres/database.js';
import { PostgresDeletionRepository } from '../../../dist/src/adapters/postgres/retention/deletion-repository.js';
import { PostgresHoldRepository } from '../../../dist/src/adapters/postgres/retention/hold-repository.js';
import { silentLog } from '../../../dist/src/core/index.js';
import { expireSegments, planExpiry } from '../../../dist/src/retention/index.js';
import { processScribe } from '../../support/process-scribe.mjs';

const { databaseUrl, disk, s3, siteStore, policy } = JSON.parse(process.argv[2] ?? '{}');
const db = openDatabase(openPool(databaseUrl, () => {}));
const store = await openStore();
const scribe = processScribe('expirer');
const [book, holds] = [new PostgresDeletionRepository(db, scribe), new PostgresHoldRepository(db, scribe)];
const begin = book.begin.bind(book);
book.begin = async (...given) => {
  const batch = await begin(...given);
  if (batch) process.stdout.write('begun\n');
  return batch;
};
await book.cameras(siteStore.siteId);
process.stdout.write('ready\n');
const [line] = await once(createInterface(process.stdin), 'line');
const clock = { nowMs: () => Number(line), monotonicMs: () => 0 };
for (;;) {
  await planExpiry({ book, holds, clock }, siteStore, policy);
  await expireSegments({ book, store, clock, log: silentLog }, siteStore, { mayBegin: true });
  process.stdout.write('round\n');
}

async function openStore() {
  if (!s3) return openDiskStore(disk);
  const { minioStore } = await import('../../../dist/src/adapters/minio/minio-store.js');
  return minioStore(s3);
}
