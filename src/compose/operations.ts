import { BullQueueMeter } from '../adapters/bullmq/queue-meter.ts';
import { isMigrated } from '../adapters/postgres/migrate.ts';
import { PostgresFleetRepository } from '../adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../adapters/postgres/operations/heartbeat-repository.ts';
import { acceptsWrites } from '../adapters/postgres/writable-pool.ts';
import { createTelemetry } from '../adapters/prom/telemetry.ts';
import { messageOf } from '../core/index.ts';
import { jobNames, jobTable, queueName } from '../jobs/index.ts';
import {
  type Heartbeat,
  type Need,
  quarantineNeed,
  type Telemetry,
  workerNeeds,
} from '../operations/index.ts';
import type { Services } from './services.ts';

export interface OperationsParts {
  readonly needs: readonly Need[];
  readonly lesserNeeds: readonly Need[];
  readonly telemetry: Telemetry;
  close(): Promise<void>;
}

/** Readiness and metrics of the whole service. */
export function composeOperations(base: Services): OperationsParts {
  const { db, clock, log, redis } = base;
  const heartbeats = new PostgresHeartbeatRepository(db);
  const fleet = new PostgresFleetRepository(db, clock);
  const alive = () => heartbeats.alive();
  const names = async () => queueNames(base.siteId, await alive());
  const queues = new BullQueueMeter(redis, names, (error) => log.warn({ error: error.message }, 'redis'));
  /** A failed query leaves its metric out and is logged. */
  const loggedOnFailure = <T>(what: string, query: Promise<T>): Promise<T | undefined> =>
    query.catch((error: unknown) => {
      log.warn({ error: messageOf(error), what }, 'metrics');
      return undefined;
    });
  return {
    needs: needsOf(base, alive),
    lesserNeeds: [quarantineNeed(alive)],
    telemetry: createTelemetry(async () => {
      const queries = [
        loggedOnFailure('counts', fleet.counts()),
        loggedOnFailure('workers', alive()),
        loggedOnFailure('queues', queues.depths()),
      ] as const;
      const [counts, workers, depths] = await Promise.all(queries);
      return { counts, workers, queues: depths };
    }),
    close: () => queues.close(),
  };
}

function needsOf({ pool, redis, store }: Services, alive: () => Promise<Heartbeat[]>): Need[] {
  const roles = [...new Set(Object.values(jobTable).map(({ role }) => role))];
  return [
    {
      name: 'postgresql',
      check: async () => ((await acceptsWrites(pool)) ? undefined : 'accepts no writes'),
    },
    {
      name: 'migrations',
      check: async () => ((await isMigrated(pool)) ? undefined : 'the schema is older than this program'),
    },
    { name: 'redis', check: () => redis.ping().then(() => undefined) },
    { name: 'store', check: () => store.check().then(() => undefined) },
    ...workerNeeds(roles, alive),
  ];
}

/** Every queue there can be: those of the site, and those of the nodes whose workers live. */
function queueNames(siteId: string, workers: readonly Heartbeat[]): string[] {
  const nodes = workers.map(({ worker }) => worker.split('/')[0] ?? '');
  const names = jobNames.flatMap((name) =>
    jobTable[name].per === 'node'
      ? nodes.map((nodeId) => queueName(name, { nodeId }))
      : [queueName(name, { siteId })],
  );
  return [...new Set(names)];
}
