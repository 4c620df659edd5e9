import { randomUUID } from 'node:crypto';
import { EventEmitter, on } from 'node:events';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { BullJobQueue } from '../../../src/adapters/bullmq/job-queue.ts';
import { type JobWorkers, startJobWorkers } from '../../../src/adapters/bullmq/job-workers.ts';
import { BullQueueReader } from '../../../src/adapters/bullmq/queue-reader.ts';
import { connectProducer, connectWorker } from '../../../src/adapters/redis/connect.ts';
import { RedisFailedJobRepository } from '../../../src/adapters/redis/failed-job-repository.ts';
import { type NodeId, newId, type SiteId, type WardId } from '../../../src/core/index.ts';
import { type JobName, type Processor, processor, queueName, redisPrefix } from '../../../src/jobs/index.ts';
import { HandClock } from '../../support/hand-clock.ts';

export interface BenchPlace {
  readonly wardId: WardId;
  readonly siteId: SiteId;
  readonly nodeId: NodeId;
}

export const aPlace = (): BenchPlace => ({
  wardId: newId('ward', 0),
  siteId: `site-${randomUUID()}` as SiteId,
  nodeId: newId('node', 0),
});

/** A producer and workers on a real Redis, in queues of their own; everything that happens is an event. */
export class JobBench {
  readonly events = new EventEmitter();
  readonly clock = new HandClock();
  readonly producer: Redis;
  readonly jobs: BullJobQueue;
  readonly failed: RedisFailedJobRepository;
  readonly reader: BullQueueReader;
  private readonly closers: (() => unknown)[] = [];

  constructor(
    private readonly url: string,
    readonly where: BenchPlace = aPlace(),
  ) {
    this.producer = connectProducer(url, () => {});
    const ofWard = { connection: this.producer, ward: where.wardId, onError: () => {} };
    this.jobs = new BullJobQueue(ofWard);
    this.failed = new RedisFailedJobRepository(this.producer, where.wardId);
    this.reader = new BullQueueReader(ofWard);
  }

  /** Resolves when the producer is connected. */
  async connected(): Promise<void> {
    if (this.producer.status !== 'ready')
      await new Promise((resolve) => this.producer.once('ready', resolve));
  }

  recordCamera = (streamId = newId('stream', 0)) => {
    const payload = { siteId: this.where.siteId, streamId };
    return { payload, add: () => this.jobs.add('record-camera', payload) };
  };

  expireSegments = () => {
    const { siteId } = this.where;
    return { add: () => this.jobs.add('expire-segments', { siteId }) };
  };

  ingestSegment = (seq = 0) => {
    const { nodeId } = this.where;
    const payload = { nodeId, streamId: newId('stream', 0), runId: newId('run', 0), seq };
    return { payload, add: () => this.jobs.add('ingest-segment', payload) };
  };

  /** A worker of one job. */
  work<N extends JobName>(
    name: N,
    process: Processor['process'],
    connection = connectWorker(this.url, () => {}),
  ): JobWorkers {
    const workers = this.start(name, process, connection);
    this.closers.push(async () => {
      await workers.close();
      connection.disconnect();
    });
    return workers;
  }

  /** A worker that nobody closes. */
  workUntilKilled<N extends JobName>(name: N, process: Processor['process'], url: string): void {
    this.start(
      name,
      process,
      connectWorker(url, () => {}),
    );
  }

  private start<N extends JobName>(name: N, process: Processor['process'], connection: Redis): JobWorkers {
    const note = (fields: object, message: string) => this.events.emit(message, fields);
    const log = { info: note, warn: note, error: note };
    const processors = [processor({ name, concurrency: 1, process })];
    const failed = new RedisFailedJobRepository(connection, this.where.wardId);
    return startJobWorkers(processors, { connection, where: this.where, failed, clock: this.clock, log });
  }

  /** BullMQ's own view of a queue. */
  queue(name: JobName): Queue {
    const connection = connectWorker(this.url, () => {});
    const queue = new Queue(queueName(name, this.where), {
      connection,
      prefix: redisPrefix(this.where.wardId),
    });
    this.closers.push(async () => {
      await queue.close();
      connection.disconnect();
    });
    return queue;
  }

  /** The next so many failures, as they were logged. */
  async failures(count: number): Promise<{ id?: string; error: string }[]> {
    const seen: { id?: string; error: string }[] = [];
    for await (const [fields] of on(this.events, 'job failed')) {
      seen.push(fields as { error: string });
      if (seen.length === count) break;
    }
    return seen;
  }

  async close(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close();
    await this.jobs.close();
    await this.reader.close();
    this.producer.disconnect();
  }
}
