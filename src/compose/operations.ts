import { BullQueueMeter } from '../adapters/bullmq/queue-meter.ts';
import { isMigrated } from '../adapters/postgres/migrate.ts';
import { PostgresFleetRepository } from '../adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresPolicyRepository } from '../adapters/postgres/retention/policy-repository.ts';
import { acceptsWrites } from '../adapters/postgres/writable-pool.ts';
import { createTelemetry } from '../adapters/prom/telemetry.ts';
import { memoryPolicy } from '../adapters/redis/memory-policy.ts';
import { messageOf } from '../core/index.ts';
import { jobNames, jobTable, queueName } from '../jobs/index.ts';
import {
  diskNeed,
  type Heartbeat,
  type Need,
  policyNeed,
  quarantineNeed,
  recordingNeed,
  redisMemoryNeed,
  type Telemetry,
  type UnmetNeed,
  unmetNeeds,
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
  const needs = needsOf(base);
  const lesserNeeds = lesserNeedsOf(base, alive, fleet);
  const both = [...needs, ...lesserNeeds];
  return {
    needs,
    lesserNeeds,
    telemetry: createTelemetry(async () => {
      const queries = [
        loggedOnFailure('counts', fleet.counts()),
        loggedOnFailure('workers', alive()),
        loggedOnFailure('queues', queues.depths()),
        unmetNeeds(both, log),
      ] as const;
      const [counts, workers, depths, unmet] = await Promise.all(queries);
      return { counts, workers, queues: depths, needs: samplesOf(both, unmet) };
    }),
    close: () => queues.close(),
  };
}

/** What may be degraded, beside the expiry. Without workers this process answers all the same. */
const lesserNeedsOf = (
  { db, redis, siteId }: Services,
  alive: () => Promise<Heartbeat[]>,
  fleet: PostgresFleetRepository,
): Need[] => [
  ...workerNeeds(workerRoles, {
    sites: async () => [...new Set([siteId, ...(await fleet.sitesToRecord())])],
    // An older version does not tell its site.
    alive: async () => (await alive()).map((worker) => ({ site: siteId, ...worker })),
  }),
  quarantineNeed(alive),
  diskNeed(alive),
  recordingNeed(() => fleet.recording(siteId)),
  policyNeed(async () => (await new PostgresPolicyRepository(db).inForce(siteId)) !== undefined),
  redisMemoryNeed(() => memoryPolicy(redis)),
];

function samplesOf(asked: readonly Need[], unmet: readonly UnmetNeed[]): Record<string, number> {
  const names = new Set(unmet.map(({ name }) => name));
  return Object.fromEntries(asked.map(({ name }) => [name, names.has(name) ? 1 : 0]));
}

const workerRoles = [...new Set(Object.values(jobTable).map(({ role }) => role))];

/** Without these this process cannot answer. */
function needsOf({ pool, redis, store }: Services): Need[] {
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
