import { type ConnectionOptions, Queue } from 'bullmq';
import { unavailable } from '../../core/index.ts';
import {
  type JobName,
  type JobPayload,
  type JobQueue,
  jobId,
  jobTable,
  queueName,
} from '../../jobs/index.ts';

/** Queues jobs in Redis through BullMQ. `connection` must fail fast while Redis is away. */
export class BullJobQueue implements JobQueue {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly connection: ConnectionOptions,
    private readonly onError: (error: Error) => void,
  ) {}

  async add<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    const options = { ...optionsOf(name), jobId: jobId(name, payload) };
    await this.on(queueName(name, payload), (queue) => queue.add(name, payload, options));
  }

  /** Queues a job now and then again and again; a second call changes nothing. Errors: those of `add`. */
  async schedule<N extends JobName>(name: N, payload: JobPayload<N>, everyMs: number): Promise<void> {
    const template = { name, data: payload, opts: optionsOf(name) };
    await this.on(queueName(name, payload), (queue) =>
      queue.upsertJobScheduler(`every_${name}`, { every: everyMs }, template),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private async on(name: string, command: (queue: Queue) => Promise<unknown>): Promise<void> {
    const queue = this.queues.get(name) ?? this.open(name);
    try {
      await command(queue);
    } catch (error) {
      // A queue that was opened while Redis was away fails for ever; the next command opens another.
      this.queues.delete(name);
      queue.close().catch(this.onError);
      throw unavailable('queue-unavailable', 'Redis cannot be reached', error);
    }
  }

  private open(name: string): Queue {
    const queue = new Queue(name, { connection: this.connection, skipWaitingForReady: true });
    queue.on('error', this.onError);
    this.queues.set(name, queue);
    return queue;
  }
}

function optionsOf(name: JobName) {
  const { attempts, backoffMs } = jobTable[name];
  return {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
    removeOnComplete: true,
    // A stored failed job would block the next one of its id: see `FailedJobRepository`.
    removeOnFail: true,
    // The log has it.
    stackTraceLimit: 0,
  };
}
