// A process that expires until it is killed. Its clock is given: "go <now>" on stdin begins, so that it can be started ahead.
// Says "ready", and "round" after each round.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { openDiskStore } from '../../../dist/src/adapters/disk/store/disk-store.js';
import { minioStore } from '../../../dist/src/adapters/minio/minio-store.js';
import { openDatabase, openPool } from '../../../dist/src/adapters/postgres/database.js';
import { PostgresDeletionBook } from '../../../dist/src/adapters/postgres/retention/deletion-book.js';
import { PostgresHolds } from '../../../dist/src/adapters/postgres/retention/holds.js';
import { silentLog } from '../../../dist/src/core/index.js';
import { expireSegments, planExpiry } from '../../../dist/src/retention/index.js';

const { databaseUrl, disk, s3, premises, policy } = JSON.parse(process.argv[2] ?? '{}');
const db = openDatabase(openPool(databaseUrl, () => {}));
const store = s3 ? minioStore(s3) : await openDiskStore(disk);
const [book, holds] = [new PostgresDeletionBook(db), new PostgresHolds(db)];
await book.cameras(premises.siteId);
process.stdout.write('ready\n');
const [line] = await once(createInterface(process.stdin), 'line');
const clock = { nowMs: () => Number(line), monotonicMs: () => 0 };
for (;;) {
  await planExpiry({ book, holds, clock }, premises, policy);
  await expireSegments({ book, store, clock, log: silentLog }, premises, { mayBegin: true });
  process.stdout.write('round\n');
}
