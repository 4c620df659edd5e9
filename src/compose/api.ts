import { offerFirstAdmin } from '../access/index.ts';
import { readCsv } from '../adapters/csv/read-csv.ts';
import { diskRoom } from '../adapters/disk/disk-room.ts';
import { createFrameGrabber } from '../adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { createCameraDirectory } from '../adapters/onvif/index.ts';
import { PostgresDeputies } from '../adapters/postgres/access/deputies.ts';
import { PostgresRequests } from '../adapters/postgres/access/requests.ts';
import { postgresSessionStore } from '../adapters/postgres/access/session-store.ts';
import { PostgresDiscoveryBook } from '../adapters/postgres/camera/discovery-book.ts';
import { PostgresCameraRegister } from '../adapters/postgres/camera/register.ts';
import { PostgresLookMeter } from '../adapters/postgres/contributor/looks.ts';
import { PostgresPauses } from '../adapters/postgres/contributor/pauses.ts';
import { PostgresExports } from '../adapters/postgres/evidence/exports.ts';
import { PostgresFootageIndex } from '../adapters/postgres/footage/footage-index.ts';
import { PostgresClockBook } from '../adapters/postgres/retention/clock.ts';
import { PostgresReceipts } from '../adapters/postgres/retention/deletion-receipts.ts';
import { PostgresHolds } from '../adapters/postgres/retention/holds.ts';
import { PostgresPolicies } from '../adapters/postgres/retention/policies.ts';
import { PostgresUsageMeter } from '../adapters/postgres/retention/usage.ts';
import { RedisThrottle } from '../adapters/redis/sign-in-throttle.ts';
import { createImageEncoder } from '../adapters/sharp/image-encoder.ts';
import { type ApiDeps, FootageBytes } from '../api/index.ts';
import { sealStreamPaths } from '../camera/index.ts';
import { composeAccounts } from './accounts.ts';
import { composeCustody } from './custody.ts';
import type { Foundation } from './foundation.ts';
import { composeEnrolment } from './imports.ts';
import { composeOperations } from './operations.ts';

export interface ApiParts {
  readonly deps: ApiDeps;
  /** What the version before left to be done in the catalogue. */
  finishUpgrade(): Promise<void>;
  /** Offers the one-time link that makes the first admin; `undefined` once there is a user. */
  offerFirstAdmin(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** What the api answers with. */
export async function composeApi(base: Foundation): Promise<ApiParts> {
  const { config, clock, log, db, pool, jobs, store, siteId } = base;
  const accounts = await composeAccounts(base);
  const sessionStore = postgresSessionStore(pool, log);
  const custody = composeCustody(base);
  const grabber = createFrameGrabber({ log });
  const operations = composeOperations(base);
  const { tls, metricsToken, mapTiles } = config;
  const deps: ApiDeps = {
    ...accounts,
    sessionStore,
    pauses: new PostgresPauses(db),
    looks: new PostgresLookMeter(db),
    requests: new PostgresRequests(db, siteId),
    deputies: new PostgresDeputies(db),
    ...custody.deps,
    cameras: new PostgresCameraRegister(db, clock),
    discoveries: new PostgresDiscoveryBook(db),
    directory: createCameraDirectory({ clock }),
    ...(await composeEnrolment(base)),
    readCsv,
    jobs,
    footage: new PostgresFootageIndex(db),
    exports: new PostgresExports(db),
    bytes: new FootageBytes({
      objects: store,
      grabber,
      encoder: createImageEncoder(),
      served: custody.deps.served,
      clock,
    }),
    objects: store,
    policies: new PostgresPolicies(db),
    holds: new PostgresHolds(db),
    receipts: new PostgresReceipts(db),
    usage: new PostgresUsageMeter(db),
    // S3 does not tell how much room it has.
    room: config.s3 ? async () => undefined : diskRoom(config.dataDir),
    expiryClock: new PostgresClockBook(db),
    needs: operations.needs,
    lesserNeeds: operations.lesserNeeds,
    telemetry: operations.telemetry,
    throttle: new RedisThrottle(base.redis),
    clock,
    log,
    settings: {
      site: siteId,
      timeZone: config.timeZone,
      sessionSecret: await base.key('sessions'),
      sessionMs: config.sessionMs,
      requiresSecondFactor: config.requiresSecondFactor,
      ...(mapTiles !== undefined && { mapTiles: { url: mapTiles, credit: config.mapCredit } }),
      lookupMaxMs: config.lookupMaxMs,
      requestMaxMs: config.requestMaxMs,
      unapprovedMostBytes: config.unapprovedMostBytes,
      isSecure: tls !== undefined,
      ...(tls?.kind === 'proxy' && { trustedProxies: tls.trusted }),
      ...(metricsToken !== undefined && { metricsToken }),
    },
  };
  return {
    deps,
    finishUpgrade: async () => {
      const count = await sealStreamPaths(deps.cameras, deps.cipher);
      if (count > 0) log.info({ count }, 'sealed the paths of streams that have credentials in them');
    },
    offerFirstAdmin: () => offerFirstAdmin(accounts.firstAdmin),
    close: async () => {
      await operations.close();
      await custody.close();
      sessionStore.close();
      await grabber.close();
    },
  };
}
