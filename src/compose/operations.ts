import { BullQueueMeter } from '../adapters/bullmq/queue-meter.ts';
import { PostgresFleetRepository } from '../adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../adapters/postgres/operations/heartbeat-repository.ts';
import { createTelemetry } from '../adapters/prom/telemetry.ts';
import { messageOf } from '../core/index.ts';
import { jobNames, jobTable, queueName } from '../jobs/index.ts';
import {
  type Heartbeat,
  type HeartbeatRepository,
  type Need,
  type Telemetry,
  type UnmetNeed,
  unmetNeeds,
} from '../operations/index.ts';
import { composeLesserNeeds, composeNeeds } from './needs.ts';
import type { Services } from './services.ts';

export interface OperationsParts {
  readonly needs: readonly Need[];
  readonly lesserNeeds: readonly Need[];
  readonly heartbeats: Pick<HeartbeatRepository, 'alive'>;
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
  const needs = composeNeeds(base);
  const lesserNeeds = composeLesserNeeds(base);
  const both = [...needs, ...lesserNeeds];
  return {
    needs,
    lesserNeeds,
    heartbeats,
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

function samplesOf(asked: readonly Need[], unmet: readonly UnmetNeed[]): Record<string, number> {
  const names = new Set(unmet.map(({ name }) => name));
  return Object.fromEntries(asked.map(({ name }) => [name, names.has(name) ? 1 : 0]));
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
