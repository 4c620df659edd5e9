// A process that builds an export, names a file on stdout once it is kept, and then waits until it is killed.
import { once } from 'node:events';
import { join } from 'node:path';
import { DiskSignerMemory } from '../../../dist/src/adapters/disk/signer-memory.js';
import { openDiskStore } from '../../../dist/src/adapters/disk/store/disk-store.js';
import { createPdfPrinter } from '../../../dist/src/adapters/pdfkit/pdf-printer.js';
import { PostgresMarkRepository } from '../../../dist/src/adapters/postgres/access/mark-repository.js';
import { PostgresUserRepository } from '../../../dist/src/adapters/postgres/access/user-repository.js';
import { openDatabase, openPool } from '../../../dist/src/adapters/postgres/database.js';
import { PostgresExportRepository } from '../../../dist/src/adapters/postgres/evidence/export-repository.js';
import { PostgresRecordPlaces } from '../../../dist/src/adapters/postgres/evidence/record-places.js';
import { PostgresFootageRepository } from '../../../dist/src/adapters/postgres/footage/footage-repository.js';
import { PostgresOutbox } from '../../../dist/src/adapters/postgres/log/outbox.js';
import { isLiveIn, requestFacts } from '../../../dist/src/compose/exports.js';
import { silentLog, systemClock } from '../../../dist/src/core/index.js';
import { buildExport, SealedLog } from '../../../dist/src/evidence/index.js';
import { parseNoteKey } from '../../../dist/src/log/index.js';
import { LogFolder, Signer } from '../../../dist/src/signer/index.js';
import { processCheckedRequests, processFootageChecks } from '../../support/process-checked-requests.mjs';
import { processScribe } from '../../support/process-scribe.mjs';

const { databaseUrl, directory, nodeId, exportId, nowMs, logKey, exportKey, statementKey } = JSON.parse(
  process.argv[2] ?? '{}',
);
const db = openDatabase(openPool(databaseUrl, () => {}));
const store = await openDiskStore({ directory, nodeId });
const key = parseNoteKey(logKey);
const folder = new LogFolder(store, key.verifier.name);
const memory = await DiskSignerMemory.open(join(directory, 'signer'));
const tags = Buffer.from(statementKey, 'hex');
const scribe = processScribe('builder', { origin: key.verifier.name, key: tags });
const signer = new Signer({
  outbox: new PostgresOutbox(db),
  memory,
  folder,
  key,
  statementKey: tags,
  clock: systemClock,
});

const exports = new PostgresExportRepository(db, scribe);
/** Tells what is in the catalogue from now on, and waits for the end. */
const telling =
  (act, words) =>
  async (...given) => {
    const isDone = await act(...given);
    // In one write: who reads the first word kills this process.
    process.stdout.write(`${words(...given).join('\n')}\n`);
    await once(process.stdin.resume(), 'end');
    return isDone;
  };
exports.keepPlan = telling(exports.keepPlan.bind(exports), () => ['planned']);
exports.keepFiles = telling(exports.keepFiles.bind(exports), (_, files) => files.map(({ name }) => name));
exports.build = telling(exports.build.bind(exports), () => ['built']);

const signedLog = { key: async () => key.verifier, filesOf: () => folder.read };
const requests = processCheckedRequests(db, systemClock, signedLog);
const deps = {
  exports,
  footage: new PostgresFootageRepository(db, processFootageChecks(db, systemClock, signedLog)),
  store,
  requestOf: requestFacts(
    requests,
    new PostgresUserRepository(db, scribe),
    new PostgresMarkRepository(db, scribe),
  ),
  isLive: isLiveIn(requests, { nowMs: () => nowMs }),
  timeZone: 'UTC',
  agency: {},
  printer: createPdfPrinter(),
  pictureOf: async () => undefined,
  clock: systemClock,
  log: silentLog,
  places: new PostgresRecordPlaces(db),
  isAdopted: async () => true,
  openLog: () => SealedLog.open(folder.read, key.verifier),
  logKey: async () => key.verifier,
  exportKey: async () => parseNoteKey(exportKey),
  askSeal: () => signer.seal(),
  pause: async () => {},
  by: { id: 'builder', version: '0', build: '0' },
};
process.stdout.write(`${await buildExport(deps, exportId)}\n`);
await db.destroy();
await memory.close();
