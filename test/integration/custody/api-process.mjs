// The API in a process of its own, to be killed. Its store gives zeros, or, once told "hang" on stdin, never answers.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { EmergencyAllowance } from '../../../dist/src/access/index.js';
import { PostgresApiTokenRepository } from '../../../dist/src/adapters/postgres/access/api-token-repository.js';
import { PostgresDeputyRepository } from '../../../dist/src/adapters/postgres/access/deputy-repository.js';
import { PostgresRequestRepository } from '../../../dist/src/adapters/postgres/access/request-repository.js';
import { PostgresSessionRepository } from '../../../dist/src/adapters/postgres/access/session-repository.js';
import { postgresSessionStore } from '../../../dist/src/adapters/postgres/access/session-store.js';
import { PostgresSpentRepository } from '../../../dist/src/adapters/postgres/access/spent-repository.js';
import { PostgresUserRepository } from '../../../dist/src/adapters/postgres/access/user-repository.js';
import { PostgresCustodyLog } from '../../../dist/src/adapters/postgres/custody/log.js';
import { openDatabase, openPool } from '../../../dist/src/adapters/postgres/database.js';
import { PostgresFootageRepository } from '../../../dist/src/adapters/postgres/footage/footage-repository.js';
import { createApp, FootageBytes } from '../../../dist/src/api/index.js';
import { silentLog } from '../../../dist/src/core/index.js';
import { Denials, ServedFootage, ShownCoverage } from '../../../dist/src/custody/index.js';
import { noTelemetry } from '../../../dist/src/operations/index.js';
import { processCheckedRequests, processFootageChecks } from '../../support/process-checked-requests.mjs';
import { processScribe } from '../../support/process-scribe.mjs';

const { databaseUrl, nowMs, settings } = JSON.parse(process.argv[2] ?? '{}');
const pool = openPool(databaseUrl, () => {});
const db = openDatabase(pool);
// Its events have the tags of the tests.
const key = createHash('sha256').update('statements of tests').digest();
const scribe = processScribe('api', { key });
const custody = new PostgresCustodyLog(db, scribe);
const late = { custody, log: silentLog, delayMs: 3_600_000 };
const served = new ServedFootage(late);
const allowance = new EmergencyAllowance(new PostgresSpentRepository(db), settings.emergencyLimits);
const say = (line) => process.stdout.write(`${line}\n`);

let hangs = false;
createInterface(process.stdin).on('line', () => {
  hangs = true;
  say('hangs');
});
const objects = {
  get: (_, { sizeBytes } = { sizeBytes: 9 }) => {
    say('asked');
    return hangs ? new Promise(() => {}) : Promise.resolve(new Uint8Array(sizeBytes));
  },
};

// Zeros are no footage that was ingested, so nothing is compared.
const checked = { part: (_, range) => objects.get('', range) };
const clock = { nowMs: () => nowMs, monotonicMs: () => 0 };
const app = createApp({
  users: new PostgresUserRepository(db, scribe),
  sessions: new PostgresSessionRepository(db, scribe),
  tokens: new PostgresApiTokenRepository(db, scribe),
  deputies: new PostgresDeputyRepository(db, scribe),
  requests: new PostgresRequestRepository(db),
  checkedRequests: processCheckedRequests(db, clock),
  footage: new PostgresFootageRepository(db, processFootageChecks(db, clock)),
  sessionStore: postgresSessionStore(pool, silentLog),
  served,
  allowance,
  bytes: new FootageBytes({ objects, checked, clock, served, allowance }),
  denials: new Denials(late),
  shownCoverage: new ShownCoverage(custody),
  ...{ custody, clock, log: silentLog, telemetry: noTelemetry },
  settings: { ...settings, sessionSecret: Buffer.from(settings.sessionSecret, 'hex') },
});
const server = app.listen(0, '127.0.0.1', () => say(`http://127.0.0.1:${server.address().port}`));
