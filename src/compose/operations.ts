import { BullQueueMeter } from '../adapters/bullmq/queue-meter.ts';
import { isMigrated } from '../adapters/postgres/migrate.ts';
import { PostgresFleetMeter } from '../adapters/postgres/operations/fleet-meter.ts';
import { PostgresHeartbeats } from '../adapters/postgres/operations/heartbeats.ts';
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
import type { Foundation } from './foundation.ts';

export interface OperationsParts {
  readonly needs: readonly Need[];
  readonly lesserNeeds: readonly Need[];
  readonly telemetry: Telemetry;
  close(): Promise<void>;
}

/** What the api tells of the whole service. */
export function composeOperations(base: Foundation): OperationsParts {
  const { db, clock, log, redis } = base;
  const heartbeats = new PostgresHeartbeats(db);
  const fleet = new PostgresFleetMeter(db, clock);
  const alive = () => heartbeats.alive();
  const names = async () => queueNames(base.siteId, await alive());
  const queues = new BullQueueMeter(redis, names, (error) => log.warn({ error: error.message }, 'redis'));
  /** What cannot be asked now is left out of the metrics, and said in the log. */
  const told = <T>(what: string, asked: Promise<T>): Promise<T | undefined> =>
    asked.catch((error: unknown) => {
      log.warn({ error: messageOf(error), what }, 'metrics');
      return undefined;
    });
  return {
    needs: needsOf(base, alive),
    lesserNeeds: [quarantineNeed(alive)],
    telemetry: createTelemetry(async () => {
      const asked = [
        told('counts', fleet.counts()),
        told('workers', alive()),
        told('queues', queues.depths()),
      ] as const;
      const [counts, workers, depths] = await Promise.all(asked);
      return { counts, workers, queues: depths };
    }),
    close: () => queues.close(),
  };
}

function needsOf({ pool, redis, store }: Foundation, alive: () => Promise<Heartbeat[]>): Need[] {
  const roles = [...new Set(Object.values(jobTable).map(({ role }) => role))];
  return [
    { name: 'postgresql', check: () => pool.query('select 1').then(() => undefined) },
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
