import { EmergencyAllowance, offerFirstAdmin } from '../access/index.ts';
import { diskRoom } from '../adapters/disk/disk-room.ts';
import { createFrameDecoder } from '../adapters/ffmpeg/frame-decoder/frame-decoder.ts';
import { createFrameGrabber } from '../adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { createCameraDirectory } from '../adapters/onvif/index.ts';
import { createPdfPrinter } from '../adapters/pdfkit/pdf-printer.ts';
import { PostgresDeputyRepository } from '../adapters/postgres/access/deputy-repository.ts';
import { PostgresFoundingRepository } from '../adapters/postgres/access/founding-repository.ts';
import { PostgresMarkRepository } from '../adapters/postgres/access/mark-repository.ts';
import { PostgresNotificationRepository } from '../adapters/postgres/access/notification-repository.ts';
import { PostgresProposalRepository } from '../adapters/postgres/access/proposal-repository.ts';
import { PostgresRequestListRepository } from '../adapters/postgres/access/request-list-repository.ts';
import { PostgresRequestRepository } from '../adapters/postgres/access/request-repository.ts';
import { postgresSessionStore } from '../adapters/postgres/access/session-store.ts';
import { PostgresSpentRepository } from '../adapters/postgres/access/spent-repository.ts';
import { PostgresStationRepository } from '../adapters/postgres/access/station-repository.ts';
import { PostgresCameraRepository } from '../adapters/postgres/camera/camera-repository.ts';
import { PostgresLookRepository } from '../adapters/postgres/contributor/look-repository.ts';
import { PostgresPauseRepository } from '../adapters/postgres/contributor/pause-repository.ts';
import { PostgresDiscoveryRepository } from '../adapters/postgres/discovery/discovery-repository.ts';
import { PostgresMoveRepository } from '../adapters/postgres/discovery/move-repository.ts';
import { PostgresExportRepository } from '../adapters/postgres/evidence/export-repository.ts';
import { PostgresHandOverRepository } from '../adapters/postgres/evidence/hand-over-repository.ts';
import { PostgresNegativeRepository } from '../adapters/postgres/evidence/negative-repository.ts';
import { PostgresAlterationBook } from '../adapters/postgres/footage/alteration-book.ts';
import { PostgresFootageRepository } from '../adapters/postgres/footage/footage-repository.ts';
import { PostgresTroubleBook } from '../adapters/postgres/operations/trouble-book.ts';
import { PostgresReportRepository } from '../adapters/postgres/report/report-repository.ts';
import { PostgresClockRepository } from '../adapters/postgres/retention/clock-repository.ts';
import { PostgresFootageCounter } from '../adapters/postgres/retention/footage-counter.ts';
import { PostgresHoldRepository } from '../adapters/postgres/retention/hold-repository.ts';
import { PostgresPolicyRepository } from '../adapters/postgres/retention/policy-repository.ts';
import { PostgresReceiptRepository } from '../adapters/postgres/retention/receipt-repository.ts';
import { PostgresUsageRepository } from '../adapters/postgres/retention/usage-repository.ts';
import { PostgresWardBook } from '../adapters/postgres/ward/ward-book.ts';
import { RedisThrottle } from '../adapters/redis/sign-in-throttle.ts';
import { createBoardReader } from '../adapters/sharp/board-reader.ts';
import { createImageEncoder } from '../adapters/sharp/image-encoder.ts';
import { type ApiDeps, FootageBytes } from '../api/index.ts';
import { sealStreamPaths } from '../camera/index.ts';
import { CheckedFootage } from '../footage/index.ts';
import { composeAccounts } from './accounts.ts';
import { adoptOldRequests } from './adopted-requests.ts';
import { composeCopyOrdering } from './copies.ts';
import { composeCustody } from './custody.ts';
import { composeExportSealing, logVerifiersIn } from './export-sealing.ts';
import { composeEnrolment } from './imports.ts';
import { keyFolderOf } from './keys.ts';
import { composeNetworksNeed } from './needs.ts';
import { closeOlderCustody } from './older-custody.ts';
import { composeOperations } from './operations.ts';
import { composeCheckedRequests, composeFootageChecks, composeProvenRecords } from './proven.ts';
import type { Services } from './services.ts';
import { composeStreamTrial } from './stream-trial.ts';
import { ownNamesOf } from './tls.ts';
import { composeUploads } from './uploads.ts';

export interface ApiParts {
  readonly deps: ApiDeps;
  /** Completes changes of the catalogue that the previous version left open, and logs what it leaves to a person. */
  finishUpgrade(): Promise<void>;
  /** Offers the one-time link that makes the first admin; `undefined` once there is a user. */
  offerFirstAdmin(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Builds the api process. */
export async function composeApi(base: Services): Promise<ApiParts> {
  const { config, clock, log, db, pool, jobs, store, siteId, networks, scribe } = base;
  const accounts = await composeAccounts(base);
  const sessionStore = postgresSessionStore(pool, log);
  const custody = await composeCustody(base);
  const grabber = createFrameGrabber({ log });
  const allowance = new EmergencyAllowance(new PostgresSpentRepository(db), config.emergencyLimits);
  const operations = composeOperations(base);
  const trial = composeStreamTrial(base);
  const copying = await composeCopyOrdering(base, operations.queues);
  const { tls, metricsToken, mapTiles } = config;
  const deps: ApiDeps = {
    ...accounts,
    sessionStore,
    pauses: new PostgresPauseRepository(db, scribe),
    looks: new PostgresLookRepository(db),
    requests: new PostgresRequestRepository(db, scribe),
    reports: new PostgresReportRepository(db),
    requestLists: new PostgresRequestListRepository(db, scribe),
    marks: new PostgresMarkRepository(db, scribe),
    checkedRequests: await composeCheckedRequests(base),
    deputies: new PostgresDeputyRepository(db, scribe),
    founding: new PostgresFoundingRepository(db, scribe),
    proposals: new PostgresProposalRepository(db, scribe),
    stations: new PostgresStationRepository(db),
    ...custody.deps,
    allowance,
    cameras: new PostgresCameraRepository(db, clock, scribe),
    discoveries: new PostgresDiscoveryRepository(db),
    moves: new PostgresMoveRepository(db, scribe),
    directory: createCameraDirectory({ networks, clock }),
    networks,
    takeTrialPicture: trial.takeTrialPicture,
    ...(await composeEnrolment(base)),
    ...composeUploads(),
    jobs,
    queues: operations.queues,
    failedJobs: operations.failedJobs,
    workerNodes: operations.workerNodes,
    footage: new PostgresFootageRepository(db, await composeFootageChecks(base)),
    exports: new PostgresExportRepository(db, scribe),
    handOvers: new PostgresHandOverRepository(db, scribe, await composeProvenRecords(base)),
    logKeys: logVerifiersIn(keyFolderOf(config.dataDir)),
    negatives: new PostgresNegativeRepository(db, scribe, siteId),
    proofs: composeExportSealing(base),
    printer: createPdfPrinter(),
    bytes: new FootageBytes({
      objects: store,
      checked: new CheckedFootage({
        objects: store,
        alterations: new PostgresAlterationBook(db, clock, scribe),
        clock,
        log,
      }),
      copies: copying.copies,
      grabber,
      decodeFrame: createFrameDecoder(),
      encoder: createImageEncoder(),
      readBoard: createBoardReader(),
      served: custody.deps.served,
      allowance,
      clock,
    }),
    objects: store,
    ward: new PostgresWardBook(db),
    policies: new PostgresPolicyRepository(db, scribe),
    holds: new PostgresHoldRepository(db, scribe),
    receipts: new PostgresReceiptRepository(db, scribe),
    usage: new PostgresUsageRepository(db),
    // S3 does not tell how much room it has.
    measureFreeSpace: config.s3 ? async () => undefined : diskRoom(config.dataDir),
    expiryClock: new PostgresClockRepository(db, scribe),
    counter: new PostgresFootageCounter(db),
    needs: operations.needs,
    lesserNeeds: operations.lesserNeeds,
    departures: operations.departures,
    heartbeats: operations.heartbeats,
    troubles: new PostgresTroubleBook(db),
    outbox: new PostgresNotificationRepository(db),
    telemetry: operations.telemetry,
    throttle: new RedisThrottle(base.redis, base.wardId),
    clock,
    log,
    settings: {
      site: siteId,
      timeZone: config.timeZone,
      agency: config.agency,
      sessionSecret: await base.key('sessions'),
      sessionMs: config.sessionMs,
      requiresSecondFactor: config.requiresSecondFactor,
      hasMailServer: config.mail !== undefined,
      ...(mapTiles !== undefined && { mapTiles: { url: mapTiles, credit: config.mapCredit } }),
      lookupMaxMs: config.lookupMaxMs,
      requestMaxMs: config.requestMaxMs,
      unapprovedMostBytes: config.unapprovedMostBytes,
      emergencyLimits: config.emergencyLimits,
      retention: config.retention,
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
      isSecure: tls !== undefined,
      isOwnName: await ownNamesOf(config),
      ...(tls?.kind === 'proxy' && { trustedProxies: tls.trusted }),
      ...(metricsToken !== undefined && { metricsToken }),
    },
  };
  return {
    deps,
    finishUpgrade: async () => {
      await adoptOldRequests(base);
      await closeOlderCustody(base);
      const count = await sealStreamPaths(deps.cameras, deps.cipher);
      if (count > 0) log.info({ count }, 'sealed the paths of streams that have credentials in them');
      for (const { reason } of await composeNetworksNeed(base).check())
        log.warn({ need: 'networks' }, reason);
    },
    offerFirstAdmin: () => offerFirstAdmin(accounts.links, clock.nowMs()),
    close: async () => {
      copying.close();
      await operations.close();
      await custody.close();
      sessionStore.close();
      await grabber.close();
      await trial.close();
    },
  };
}
