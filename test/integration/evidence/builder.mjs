// A process that builds an export, names a file on stdout once it is kept, and then waits until it is killed.
import { once } from 'node:events';
import { openDiskStore } from '../../../dist/src/adapters/disk/store/disk-store.js';
import { PostgresRequestRepository } from '../../../dist/src/adapters/postgres/access/request-repository.js';
import { PostgresUserRepository } from '../../../dist/src/adapters/postgres/access/user-repository.js';
import { openDatabase, openPool } from '../../../dist/src/adapters/postgres/database.js';
import { PostgresExportRepository } from '../../../dist/src/adapters/postgres/evidence/export-repository.js';
import { PostgresFootageRepository } from '../../../dist/src/adapters/postgres/footage/footage-repository.js';
import { isLiveIn, requestFacts } from '../../../dist/src/compose/exports.js';
import { silentLog, systemClock } from '../../../dist/src/core/index.js';
import { buildExport } from '../../../dist/src/evidence/index.js';

const { databaseUrl, directory, nodeId, exportId, nowMs } = JSON.parse(process.argv[2] ?? '{}');
const db = openDatabase(openPool(databaseUrl, () => {}));
const store = await openDiskStore({ directory, nodeId });
const exports = new PostgresExportRepository(db);
const keepFile = exports.keepFile.bind(exports);
exports.keepFile = async (id, file) => {
  const isKept = await keepFile(id, file);
  process.stdout.write(`${file.name}\n`);
  await once(process.stdin.resume(), 'end');
  return isKept;
};
const footage = new PostgresFootageRepository(db);
const requests = new PostgresRequestRepository(db);
const requestOf = requestFacts(requests, new PostgresUserRepository(db));
const isLive = isLiveIn(requests, { nowMs: () => nowMs });
const deps = {
  exports,
  footage,
  store,
  requestOf,
  isLive,
  timeZone: 'UTC',
  agency: {},
  clock: systemClock,
  log: silentLog,
};
process.stdout.write(`${await buildExport(deps, exportId)}\n`);
await db.destroy();
