import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type NewUser, type PasswordHasher, type Role, roles } from '../../../src/access/index.ts';
import { readCsv } from '../../../src/adapters/csv/read-csv.ts';
import { oneTimeCodes } from '../../../src/adapters/otpauth/one-time-codes.ts';
import { PostgresApiTokens } from '../../../src/adapters/postgres/access/api-tokens.ts';
import { PostgresDeputies } from '../../../src/adapters/postgres/access/deputies.ts';
import { PostgresFirstAdminLink } from '../../../src/adapters/postgres/access/first-admin.ts';
import { PostgresLockOut } from '../../../src/adapters/postgres/access/lock-out.ts';
import { PostgresRequests } from '../../../src/adapters/postgres/access/requests.ts';
import { PostgresSecondFactors } from '../../../src/adapters/postgres/access/second-factors.ts';
import { postgresSessionStore } from '../../../src/adapters/postgres/access/session-store.ts';
import { PostgresSessions } from '../../../src/adapters/postgres/access/sessions.ts';
import { PostgresUsers } from '../../../src/adapters/postgres/access/users.ts';
import { PostgresDiscoveryBook } from '../../../src/adapters/postgres/camera/discovery-book.ts';
import { PostgresCameraHealth } from '../../../src/adapters/postgres/camera/health.ts';
import { PostgresCameraImports } from '../../../src/adapters/postgres/camera/import.ts';
import { PostgresNotices } from '../../../src/adapters/postgres/camera/notices.ts';
import { PostgresPlaces } from '../../../src/adapters/postgres/camera/places.ts';
import { PostgresCameraRegister } from '../../../src/adapters/postgres/camera/register.ts';
import { ensureSite } from '../../../src/adapters/postgres/camera/sites.ts';
import { PostgresLedger } from '../../../src/adapters/postgres/contributor/contributors.ts';
import { PostgresLookMeter } from '../../../src/adapters/postgres/contributor/looks.ts';
import { PostgresPauses } from '../../../src/adapters/postgres/contributor/pauses.ts';
import { PostgresCustodyArchive } from '../../../src/adapters/postgres/custody/archive.ts';
import { PostgresCustodyLog } from '../../../src/adapters/postgres/custody/log.ts';
import { PostgresExports } from '../../../src/adapters/postgres/evidence/exports.ts';
import { PostgresFootageIndex } from '../../../src/adapters/postgres/footage/footage-index.ts';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { PostgresClockBook } from '../../../src/adapters/postgres/retention/clock.ts';
import { PostgresReceipts } from '../../../src/adapters/postgres/retention/deletion-receipts.ts';
import { PostgresHolds } from '../../../src/adapters/postgres/retention/holds.ts';
import { PostgresPolicies } from '../../../src/adapters/postgres/retention/policies.ts';
import { PostgresUsageMeter } from '../../../src/adapters/postgres/retention/usage.ts';
import type { ApiDeps } from '../../../src/api/index.ts';
import { createApp, FootageBytes } from '../../../src/api/index.ts';
import { createCredentialCipher, createSealer } from '../../../src/camera/index.ts';
import { newId, type SiteId, silentLog } from '../../../src/core/index.ts';
import {
  type CustodyEvent,
  custodyEvent,
  Denials,
  ServedFootage,
  ShownCoverage,
} from '../../../src/custody/index.ts';
import type { FrameGrabber, ImageEncoder } from '../../../src/ingest/index.ts';
import { noTelemetry } from '../../../src/operations/index.ts';
import { MemoryThrottle } from '../../support/memory-throttle.ts';
import { openTestDatabase, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { Authenticators } from './authenticators.ts';
import { Client } from './client.ts';
import { FakeClock, FakeDirectory, FakeGrabber, FakeQueue, FakeStore, fakeEncoder } from './fakes.ts';

const hourMs = 3_600_000;
/** "Now" in these tests. */
export const noonMs = Date.parse('2026-11-21T12:00:00Z');
export const site = 'ward' as SiteId;

/** As quick as a hash can be: what argon2 costs is tested where it is used. */
const plainPasswords: PasswordHasher = {
  hash: async (password) => `plain:${password}`,
  verify: async (hash, password) => hash === `plain:${password}`,
};

/** The API on a real PostgreSQL and over real HTTP; cameras, Redis and the store are fakes. */
export interface TestApi {
  readonly deps: ApiDeps;
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly store: FakeStore;
  readonly grabber: FakeGrabber;
  readonly served: ServedFootage;
  readonly queue: FakeQueue;
  readonly directory: FakeDirectory;
  readonly anonymous: () => Client;
  /** Signed in as a user of that role, made when there is none of that name. */
  as(role: Role, name?: string): Promise<Client>;
  close(): Promise<void>;
}

/** `databaseUrl`: of another one, which two processes then share. */
/** `decoding` is done by fakes when it is absent. */
interface ChangedDeps extends Partial<ApiDeps> {
  readonly decoding?: { readonly grabber: FrameGrabber; readonly encoder: ImageEncoder };
}

export async function startApi(
  postgres: TestPostgres,
  { decoding, ...changed }: ChangedDeps = {},
  databaseUrl?: string,
): Promise<TestApi> {
  const database = databaseUrl === undefined ? await postgres.database() : openTestDatabase(databaseUrl);
  const { db, pool } = database;
  await ensureSite(db, site);
  await new PostgresPartitions(db).prepare(noonMs - 24 * hourMs, 3);
  const clock = new FakeClock(noonMs);
  const authenticators = new Authenticators(clock);
  const fakes = {
    store: new FakeStore(),
    grabber: new FakeGrabber(),
    queue: new FakeQueue(),
    directory: new FakeDirectory(),
  };
  const sessionStore = postgresSessionStore(pool, silentLog);
  const custody = new PostgresCustodyLog(db);
  // Told when a test asks for it.
  const late = { custody, log: silentLog, delayMs: 3_600_000 };
  const served = new ServedFootage(late);
  const pictures = { grabber: fakes.grabber, encoder: fakeEncoder, ...decoding };
  const deps: ApiDeps = {
    users: new PostgresUsers(db),
    passwords: plainPasswords,
    firstAdmin: new PostgresFirstAdminLink(db),
    throttle: new MemoryThrottle(),
    lockOut: new PostgresLockOut(db),
    factors: new PostgresSecondFactors(db),
    codes: oneTimeCodes('Test'),
    factorSealer: createSealer(randomBytes(32), 'second-factor'),
    sessions: new PostgresSessions(db),
    tokens: new PostgresApiTokens(db),
    sessionStore,
    pauses: new PostgresPauses(db),
    looks: new PostgresLookMeter(db),
    requests: new PostgresRequests(db, site),
    deputies: new PostgresDeputies(db),
    custody,
    custodyArchive: new PostgresCustodyArchive(db),
    denials: new Denials(late),
    shownCoverage: new ShownCoverage(custody),
    served,
    cameras: new PostgresCameraRegister(db, clock),
    discoveries: new PostgresDiscoveryBook(db),
    directory: fakes.directory,
    cipher: createCredentialCipher(randomBytes(32)),
    imports: new PostgresCameraImports(db, new PostgresCameraRegister(db, clock)),
    readCsv,
    importSealer: createSealer(randomBytes(32), 'camera-import'),
    health: new PostgresCameraHealth(db),
    places: new PostgresPlaces(db, clock),
    notices: new PostgresNotices(db),
    ledger: new PostgresLedger(db, site),
    contributors: createSealer(randomBytes(32), 'contributor'),
    jobs: fakes.queue,
    footage: new PostgresFootageIndex(db),
    exports: new PostgresExports(db),
    needs: [],
    lesserNeeds: [],
    telemetry: noTelemetry,
    bytes: new FootageBytes({ objects: fakes.store, served, clock, ...pictures }),
    objects: fakes.store,
    policies: new PostgresPolicies(db),
    holds: new PostgresHolds(db),
    receipts: new PostgresReceipts(db),
    usage: new PostgresUsageMeter(db),
    room: async () => ({ freeBytes: 1e12, totalBytes: 2e12 }),
    expiryClock: new PostgresClockBook(db),
    clock,
    log: silentLog,
    settings: {
      site,
      timeZone: 'Asia/Ho_Chi_Minh',
      sessionSecret: randomBytes(32),
      sessionMs: 12 * hourMs,
      requiresSecondFactor: true,
      lookupMaxMs: 24 * hourMs,
      requestMaxMs: 24 * hourMs,
      unapprovedMostBytes: 1e12,
      isSecure: false,
      checksAnswers: true,
    },
    ...changed,
  };
  const server = createServer(createApp(deps)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const anonymous = () => new Client(baseUrl);
  return {
    deps,
    served,
    database,
    clock,
    ...fakes,
    anonymous,
    as: async (role, name: string = role) => {
      if (!(await deps.users.byName(name))) await deps.users.create(...aUser(role, name));
      return authenticators.signIn(anonymous(), { name, password: 'a long enough one' });
    },
    close: async () => {
      await closed(server);
      sessionStore.close();
      await database.close();
    },
  };
}

export function aUser(role: Role, name: string): [NewUser, CustodyEvent] {
  const id = newId('user', noonMs);
  const facts = { name, fullName: `The ${role}`, role, enabled: true, createdAtMs: noonMs };
  const event = custodyEvent({ nowMs: noonMs }, 'user-created', { subject: id });
  return [{ id, ...facts, passwordHash: 'plain:a long enough one' }, event];
}

export const everyRole = roles;

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
