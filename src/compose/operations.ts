import { BullQueueMeter } from '../adapters/bullmq/queue-meter.ts';
import { BullQueueReader } from '../adapters/bullmq/queue-reader.ts';
import { PostgresDepartures } from '../adapters/postgres/log/departures.ts';
import { PostgresFleetRepository } from '../adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresWardBook } from '../adapters/postgres/ward/ward-book.ts';
import { createTelemetry } from '../adapters/prom/telemetry.ts';
import { RedisFailedJobRepository } from '../adapters/redis/failed-job-repository.ts';
import { messageOf, type NodeId, type SiteId } from '../core/index.ts';
import { type FailedJobRepository, type QueueReader, siteQueues } from '../jobs/index.ts';
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
  readonly departures: PostgresDepartures;
  readonly heartbeats: Pick<HeartbeatRepository, 'alive'>;
  readonly telemetry: Telemetry;
  readonly queues: QueueReader;
  readonly failedJobs: FailedJobRepository;
  readonly workerNodes: () => Promise<ReadonlyMap<NodeId, boolean>>;
  close(): Promise<void>;
}

/** Readiness and metrics of the whole service. */
export function composeOperations(base: Services): OperationsParts {
  const { db, clock, log, redis, wardId } = base;
  const heartbeats = new PostgresHeartbeatRepository(db);
  const fleet = new PostgresFleetRepository(db, clock);
  const alive = () => heartbeats.alive();
  const ward = new PostgresWardBook(db);
  const names = async () => queueNames((await ward.read())?.sites ?? [base.siteId], await alive());
  const onError = (error: Error) => log.warn({ error: error.message }, 'redis');
  const ofWard = { connection: redis, ward: wardId, onError };
  const meter = new BullQueueMeter(ofWard, names);
  const queues = new BullQueueReader(ofWard);
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
    departures: new PostgresDepartures(db),
    heartbeats,
    telemetry: createTelemetry(async () => {
      const queries = [
        loggedOnFailure('counts', fleet.counts()),
        loggedOnFailure('workers', alive()),
        loggedOnFailure('queues', meter.depths()),
        unmetNeeds(both, log),
      ] as const;
      const [counts, workers, depths, unmet] = await Promise.all(queries);
      return { counts, workers, queues: depths, needs: samplesOf(both, unmet) };
    }),
    queues,
    failedJobs: new RedisFailedJobRepository(redis, wardId),
    workerNodes: () => workerNodes(heartbeats),
    close: async () => {
      await meter.close();
      await queues.close();
    },
  };
}

function samplesOf(asked: readonly Need[], unmet: readonly UnmetNeed[]): Record<string, number> {
  const names = new Set(unmet.map(({ name }) => name));
  return Object.fromEntries(asked.map(({ name }) => [name, names.has(name) ? 1 : 0]));
}

/** Every queue there can be: those of the sites, and those of the nodes whose workers live. */
const queueNames = (siteIds: readonly SiteId[], workers: readonly Heartbeat[]): string[] =>
  siteQueues(siteIds, [...new Set(workers.map(({ worker }) => nodeOf(worker)))]).map(({ queue }) => queue);

/** A worker is named by its node, a slash and its process. */
const nodeOf = (worker: string): NodeId => (worker.split('/')[0] ?? '') as NodeId;

async function workerNodes(heartbeats: HeartbeatRepository): Promise<Map<NodeId, boolean>> {
  const nodes = new Map<NodeId, boolean>();
  for (const { worker, isAlive } of await heartbeats.known()) {
    const node = nodeOf(worker);
    nodes.set(node, isAlive || nodes.get(node) === true);
  }
  return nodes;
}
