import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../../config/load.ts';
import { BullJobQueue } from '../adapters/bullmq/job-queue.ts';
import { readNodeId } from '../adapters/disk/node-id.ts';
import { createCameraNetworks } from '../adapters/networks/camera-networks.ts';
import { createLog } from '../adapters/pino/log.ts';
import { type Database, openDatabase, openPool } from '../adapters/postgres/database.ts';
import type { Scribe } from '../adapters/postgres/log/scribe.ts';
import { SpawnThread } from '../adapters/processes/spawn-thread.ts';
import { connectProducer } from '../adapters/redis/connect.ts';
import {
  AppError,
  type CameraNetworks,
  type Clock,
  type Log,
  type NodeId,
  type SiteId,
  systemClock,
  type WardId,
} from '../core/index.ts';
import type { ObjectStore } from '../objects/index.ts';
import type { ClockSync } from '../retention/index.ts';
import { composeClockSync } from './clock-sync.ts';
import { composeKeys } from './keys.ts';
import { composeScribe } from './scribe.ts';
import { confirmAtStart, copyNotices, guarded, namedStore, watchStore } from './store.ts';
import { openWard } from './ward.ts';

/** Connections and tools that every process of the service needs. */
export interface Services {
  readonly config: Config;
  readonly redisUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly pool: ReturnType<typeof openPool>;
  readonly db: Database;
  /** Two connections that no queue of other queries delays: for what others judge this process by. */
  readonly pulse: Database;
  readonly nodeId: NodeId;
  /** Node and process: a new one after every start. Not the pid, which is 1 in every container. */
  readonly processName: string;
  /** All that the pools and Redis give is of this ward. */
  readonly wardId: WardId;
  readonly siteId: SiteId;
  /** Starts programs without blocking this thread. */
  readonly processes: SpawnThread;
  /** Of this host. */
  readonly clockSync: ClockSync;
  /** States what this process does, for the evidence log. */
  readonly scribe: Scribe;
  readonly networks: CameraNetworks;
  readonly store: ObjectStore;
  readonly storeName: string;
  readonly jobs: BullJobQueue;
  /** Fails at once while Redis is away. */
  readonly redis: ReturnType<typeof connectProducer>;
  /** The ward's key of that name, from the data directory; made at first use. */
  readonly key: (name: string) => Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface OpeningOptions {
  /** A worker that only records starts also where the store cannot be used: its footage waits in the spool (I10). */
  readonly needsStore: boolean;
}

/**
 * Opens what the configuration names and brings the schema up to date.
 * Errors: `invalid` `server-missing` when DATABASE_URL or REDIS_URL is not set: only `npm start` makes its own; those of
 * `openWard` and `confirmAtStart`.
 */
export async function openServices(
  config: Config,
  name: string,
  { needsStore }: OpeningOptions = { needsStore: true },
): Promise<Services> {
  const log = createLog(config.logLevel, name);
  const onError = (error: Error) => log.warn({ error: error.message }, 'connection');
  const databaseUrl = required(config.databaseUrl, 'DATABASE_URL');
  const siteId = config.site as SiteId;
  const { id: ward } = await openWard(databaseUrl, config, systemClock);
  const pool = openPool(databaseUrl, onError, { ward });
  const db = openDatabase(pool);
  const pulse = openDatabase(openPool(databaseUrl, onError, { ward, max: 2 }));
  const nodeId = await readNodeId(join(config.dataDir, 'spool', 'node-id'), systemClock.nowMs());
  const redisUrl = required(config.redisUrl, 'REDIS_URL');
  const producer = connectProducer(redisUrl, onError);
  const jobs = new BullJobQueue({ connection: producer, ward, onError });
  const named = await namedStore(config, nodeId, { db, clock: systemClock, onCopy: copyNotices(log) });
  const store = guarded(named, config, systemClock);
  const key = composeKeys(config.dataDir, db, systemClock);
  // Also where the start is refused: whoever then adopts a store states it.
  await key('statement');
  if (needsStore) await confirmAtStart(store, config, log);
  const processName = `${nodeId}/${randomUUID()}`;
  const processes = new SpawnThread();
  const clockSync = composeClockSync(config, systemClock, processes.outputOf);
  const stating = await composeScribe({
    db,
    clock: systemClock,
    wardId: ward,
    processName,
    sync: clockSync,
    key,
  });
  const watching = needsStore ? watchStore(store, log) : undefined;
  return {
    config,
    redisUrl,
    clock: systemClock,
    log,
    pool,
    db,
    pulse,
    nodeId,
    processName,
    processes,
    clockSync,
    scribe: stating.scribe,
    wardId: ward,
    siteId,
    networks: createCameraNetworks(config.cameraNetworks),
    store,
    storeName: named.name,
    jobs,
    redis: producer,
    key,
    close: async () => {
      watching?.stop();
      stating.stop();
      await jobs.close();
      producer.disconnect();
      await pulse.destroy();
      await db.destroy();
    },
  };
}

function required(url: string | undefined, variable: string): string {
  if (url !== undefined) return url;
  throw new AppError('invalid', 'server-missing', `${variable} is not set; npm start starts its own servers`);
}
