import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  EmergencyAllowance,
  type NewUser,
  type PasswordHasher,
  type Role,
  roles,
} from '../../../src/access/index.ts';
import { oneTimeCodes } from '../../../src/adapters/otpauth/one-time-codes.ts';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { PostgresAccountLinkRepository } from '../../../src/adapters/postgres/access/account-link-repository.ts';
import { PostgresApiTokenRepository } from '../../../src/adapters/postgres/access/api-token-repository.ts';
import { PostgresDeputyRepository } from '../../../src/adapters/postgres/access/deputy-repository.ts';
import { PostgresFoundingRepository } from '../../../src/adapters/postgres/access/founding-repository.ts';
import { PostgresHostResetRepository } from '../../../src/adapters/postgres/access/host-reset-repository.ts';
import { PostgresMarkRepository } from '../../../src/adapters/postgres/access/mark-repository.ts';
import { PostgresNotificationRepository } from '../../../src/adapters/postgres/access/notification-repository.ts';
import { PostgresProposalRepository } from '../../../src/adapters/postgres/access/proposal-repository.ts';
import { PostgresRequestListRepository } from '../../../src/adapters/postgres/access/request-list-repository.ts';
import { PostgresRequestRepository } from '../../../src/adapters/postgres/access/request-repository.ts';
import { PostgresSecondFactorRepository } from '../../../src/adapters/postgres/access/second-factor-repository.ts';
import { PostgresSessionRepository } from '../../../src/adapters/postgres/access/session-repository.ts';
import { postgresSessionStore } from '../../../src/adapters/postgres/access/session-store.ts';
import { PostgresSpentRepository } from '../../../src/adapters/postgres/access/spent-repository.ts';
import { PostgresStationRepository } from '../../../src/adapters/postgres/access/station-repository.ts';
import { PostgresTryRateRepository } from '../../../src/adapters/postgres/access/try-rate-repository.ts';
import { PostgresUserRepository } from '../../../src/adapters/postgres/access/user-repository.ts';
import { PostgresCameraHealthRepository } from '../../../src/adapters/postgres/camera/camera-health-repository.ts';
import { PostgresCameraRepository } from '../../../src/adapters/postgres/camera/camera-repository.ts';
import { PostgresNoticeRepository } from '../../../src/adapters/postgres/camera/notice-repository.ts';
import { ensureSite } from '../../../src/adapters/postgres/camera/sites.ts';
import { PostgresContributionRepository } from '../../../src/adapters/postgres/contributor/contribution-repository.ts';
import { PostgresLookRepository } from '../../../src/adapters/postgres/contributor/look-repository.ts';
import { PostgresPauseRepository } from '../../../src/adapters/postgres/contributor/pause-repository.ts';
import { PostgresCustodyRepository } from '../../../src/adapters/postgres/custody/custody-repository.ts';
import { PostgresCustodyLog } from '../../../src/adapters/postgres/custody/log.ts';
import { PostgresDiscoveryRepository } from '../../../src/adapters/postgres/discovery/discovery-repository.ts';
import { PostgresMoveRepository } from '../../../src/adapters/postgres/discovery/move-repository.ts';
import { PostgresCameraImportRepository } from '../../../src/adapters/postgres/enrolment/camera-import-repository.ts';
import { PostgresExportRepository } from '../../../src/adapters/postgres/evidence/export-repository.ts';
import { PostgresHandOverRepository } from '../../../src/adapters/postgres/evidence/hand-over-repository.ts';
import { PostgresNegativeRepository } from '../../../src/adapters/postgres/evidence/negative-repository.ts';
import { PostgresAlterationBook } from '../../../src/adapters/postgres/footage/alteration-book.ts';
import { PostgresFootageRepository } from '../../../src/adapters/postgres/footage/footage-repository.ts';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { PostgresDepartures } from '../../../src/adapters/postgres/log/departures.ts';
import { PostgresHeartbeatRepository } from '../../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresTroubleBook } from '../../../src/adapters/postgres/operations/trouble-book.ts';
import { PostgresPlaceRepository } from '../../../src/adapters/postgres/places/place-repository.ts';
import type { SegmentCheckDeps } from '../../../src/adapters/postgres/proven/segment-checks.ts';
import { PostgresReportRepository } from '../../../src/adapters/postgres/report/report-repository.ts';
import { PostgresClockRepository } from '../../../src/adapters/postgres/retention/clock-repository.ts';
import { PostgresFootageCounter } from '../../../src/adapters/postgres/retention/footage-counter.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { PostgresPolicyRepository } from '../../../src/adapters/postgres/retention/policy-repository.ts';
import { PostgresReceiptRepository } from '../../../src/adapters/postgres/retention/receipt-repository.ts';
import { PostgresUsageRepository } from '../../../src/adapters/postgres/retention/usage-repository.ts';
import { PostgresWardBook } from '../../../src/adapters/postgres/ward/ward-book.ts';
import type { ApiDeps } from '../../../src/api/index.ts';
import { createApp, FootageBytes } from '../../../src/api/index.ts';
import { createCredentialCipher, createSealer } from '../../../src/camera/index.ts';
import { composeExpiryNeed } from '../../../src/compose/needs.ts';
import { composeUploads } from '../../../src/compose/uploads.ts';
import { dayMs, hourMs, newId, type SiteId, silentLog, unavailable } from '../../../src/core/index.ts';
import {
  type CustodyEvent,
  custodyEvent,
  Denials,
  ServedFootage,
  ShownCoverage,
} from '../../../src/custody/index.ts';
import {
  CheckedFootage,
  type CopyDesk,
  type DecodeFrame,
  type ReadBoardImage,
} from '../../../src/footage/index.ts';
import type { FrameGrabber, ImageEncoder } from '../../../src/ingest/index.ts';
import { noTelemetry } from '../../../src/operations/index.ts';
import { ProvenRecords, type SignedLog } from '../../../src/proven/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { checkedRequestsIn } from '../../support/checked-requests.ts';
import { custodyProofs } from '../../support/custody-proofs.ts';
import { ExportedLog, exportSealing } from '../../support/export-sealing.ts';
import { footageChecksIn } from '../../support/footage-checks.ts';
import { MemoryThrottle } from '../../support/memory-throttle.ts';
import { openTestDatabase, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey } from '../../support/scribe.ts';
import { Authenticators } from './authenticators.ts';
import { Client } from './client.ts';
import {
  FakeClock,
  FakeDirectory,
  FakeGrabber,
  FakeQueue,
  FakeStore,
  fakeDecodeFrame,
  fakeEncoder,
  fakeReadBoard,
  idleQueues,
} from './fakes.ts';

/** What every stream shows that is tried. */
export const aJpeg = Buffer.from('a jpeg');

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
  /** Signed in as a user of that role, made when there is none of that name; in a new browser, or the given one. */
  as(role: Role, name?: string, browser?: Client): Promise<Client>;
  close(): Promise<void>;
}

/** `decoding` is done by fakes when it is absent. */
interface ChangedDeps extends Partial<ApiDeps> {
  readonly decoding?: {
    readonly grabber?: FrameGrabber;
    readonly encoder?: ImageEncoder;
    readonly decodeFrame?: DecodeFrame;
    readonly readBoard?: ReadBoardImage;
  };
  /** Who makes copies of H.265; absent: nobody. */
  readonly copies?: Pick<CopyDesk, 'copyOf'>;
  /** Where its records are sealed; absent: where the proofs of negative answers are. */
  readonly signedLog?: SignedLog;
  /** How far what an earlier version left is adopted; absent: not begun. */
  readonly adoption?: SegmentCheckDeps['adoption'];
}

/** `given`: the URL of a database that two processes then share, or a database. */
export async function startApi(
  postgres: TestPostgres,
  { decoding, copies = noCopies, signedLog: named, adoption, ...changed }: ChangedDeps = {},
  given?: string | TestDatabase,
): Promise<TestApi> {
  const database =
    typeof given === 'string' ? openTestDatabase(given) : (given ?? (await postgres.database()));
  const { db, pool } = database;
  const exported = new ExportedLog();
  const signedLog = named ?? exported.log;
  await ensureSite(db, site);
  await new PostgresPartitions(db).prepare(noonMs - 24 * hourMs, 3);
  const clock = new FakeClock(noonMs);
  const scribe = aScribe(clock);
  const authenticators = new Authenticators(clock);
  const fakes = {
    store: new FakeStore(),
    grabber: new FakeGrabber(),
    queue: new FakeQueue(),
    directory: new FakeDirectory(),
  };
  const sessionStore = postgresSessionStore(pool, silentLog);
  const custody = new PostgresCustodyLog(db, aScribe());
  // Told when a test asks for it.
  const late = { custody, log: silentLog, delayMs: 3_600_000 };
  const served = new ServedFootage(late);
  const emergencyLimits = {
    unreviewed: 2,
    cameras: 20,
    servedBytes: 2e9,
    ...changed.settings?.emergencyLimits,
  };
  const allowance = new EmergencyAllowance(new PostgresSpentRepository(db), emergencyLimits);
  const alterations = new PostgresAlterationBook(db, clock, aScribe());
  const checked = new CheckedFootage({ objects: fakes.store, alterations, clock, log: silentLog });
  const segmentTerms = { log: signedLog, ...(adoption && { adoption }) };
  const pictures = {
    grabber: fakes.grabber,
    decodeFrame: fakeDecodeFrame,
    encoder: fakeEncoder,
    readBoard: fakeReadBoard,
    ...decoding,
  };
  const deps: ApiDeps = {
    users: new PostgresUserRepository(db, aScribe()),
    passwords: plainPasswords,
    links: new PostgresAccountLinkRepository(db, aScribe()),
    resets: new PostgresHostResetRepository(db, aScribe()),
    throttle: new MemoryThrottle(),
    tries: new PostgresTryRateRepository(db),
    factors: new PostgresSecondFactorRepository(db, aScribe()),
    codes: oneTimeCodes('Test'),
    factorSealer: createSealer(randomBytes(32), 'second-factor'),
    sessions: new PostgresSessionRepository(db, aScribe()),
    tokens: new PostgresApiTokenRepository(db, aScribe()),
    sessionStore,
    pauses: new PostgresPauseRepository(db, scribe),
    looks: new PostgresLookRepository(db),
    requests: new PostgresRequestRepository(db, aScribe()),
    reports: new PostgresReportRepository(db),
    requestLists: new PostgresRequestListRepository(db, aScribe()),
    marks: new PostgresMarkRepository(db, aScribe()),
    checkedRequests: checkedRequestsIn(db, clock, signedLog),
    deputies: new PostgresDeputyRepository(db, aScribe()),
    founding: new PostgresFoundingRepository(db, aScribe()),
    proposals: new PostgresProposalRepository(db, aScribe()),
    stations: new PostgresStationRepository(db),
    custody,
    custodyEvents: new PostgresCustodyRepository(db, aScribe()),
    custodyProofs: custodyProofs(),
    denials: new Denials(late),
    shownCoverage: new ShownCoverage(custody),
    served,
    allowance,
    cameras: new PostgresCameraRepository(db, clock, scribe),
    discoveries: new PostgresDiscoveryRepository(db),
    moves: new PostgresMoveRepository(db, aScribe()),
    directory: fakes.directory,
    takeTrialPicture: async () => aJpeg,
    networks: testNetworks,
    cipher: createCredentialCipher(randomBytes(32)),
    imports: new PostgresCameraImportRepository(db, new PostgresCameraRepository(db, clock, scribe)),
    ...composeUploads(),
    importSealer: createSealer(randomBytes(32), 'camera-import'),
    health: new PostgresCameraHealthRepository(db),
    places: new PostgresPlaceRepository(db, clock),
    notices: new PostgresNoticeRepository(db, scribe),
    ledger: new PostgresContributionRepository(db),
    contributors: createSealer(randomBytes(32), 'contributor'),
    jobs: fakes.queue,
    ...idleQueues,
    workerNodes: async () => new Map(),
    footage: new PostgresFootageRepository(db, footageChecksIn(db, clock, segmentTerms)),
    exports: new PostgresExportRepository(db, aScribe()),
    handOvers: new PostgresHandOverRepository(
      db,
      aScribe(clock),
      new ProvenRecords({ log: signedLog, statementKey }),
    ),
    logKeys: async () => [await signedLog.key()].filter((key) => key !== undefined),
    negatives: new PostgresNegativeRepository(db, aScribe(), site),
    proofs: exportSealing({ database }, exported),
    printer: createPdfPrinter(),
    needs: [],
    lesserNeeds: [composeExpiryNeed({ db, clock, scribe: aScribe(), siteId: site })],
    departures: new PostgresDepartures(db),
    heartbeats: new PostgresHeartbeatRepository(db),
    troubles: new PostgresTroubleBook(db),
    outbox: new PostgresNotificationRepository(db),
    telemetry: noTelemetry,
    bytes: new FootageBytes({ objects: fakes.store, checked, copies, served, allowance, clock, ...pictures }),
    objects: fakes.store,
    ward: new PostgresWardBook(db),
    policies: new PostgresPolicyRepository(db, aScribe()),
    holds: new PostgresHoldRepository(db, aScribe()),
    receipts: new PostgresReceiptRepository(db, aScribe()),
    usage: new PostgresUsageRepository(db),
    measureFreeSpace: async () => ({ freeBytes: 1e12, totalBytes: 2e12 }),
    expiryClock: new PostgresClockRepository(db, aScribe()),
    counter: new PostgresFootageCounter(db),
    clock,
    log: silentLog,
    settings: {
      site,
      timeZone: 'Asia/Ho_Chi_Minh',
      agency: {},
      sessionSecret: randomBytes(32),
      sessionMs: 12 * hourMs,
      requiresSecondFactor: true,
      hasMailServer: false,
      lookupMaxMs: 31 * dayMs,
      requestMaxMs: 24 * hourMs,
      unapprovedMostBytes: 1e12,
      emergencyLimits,
      retention: { floorMs: 7 * dayMs, delayMs: dayMs },
      isSecure: false,
      isOwnName: (name) => name === 'localhost',
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
    as: async (role, name: string = role, browser = anonymous()) => {
      if (!(await deps.users.byName(name))) await deps.users.create(...aUser(role, name));
      return authenticators.signIn(browser, { name, password: 'a long enough one' });
    },
    close: async () => {
      await closed(server);
      sessionStore.close();
      await database.close();
    },
  };
}

const noCopies: Pick<CopyDesk, 'copyOf'> = {
  copyOf: () => Promise.reject(unavailable('copy-late', 'nobody makes copies here')),
};

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
