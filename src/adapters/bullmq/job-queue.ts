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
    const { attempts, backoffMs } = jobTable[name];
    const queue = this.queueOf(name, payload);
    try {
      await queue.add(name, payload, {
        jobId: jobId(name, payload),
        attempts,
        backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
        removeOnComplete: true,
        // A failed job that is kept would block the next one of its id. Failures are in the log.
        removeOnFail: true,
      });
    } catch (error) {
      throw unavailable('queue-unavailable', 'Redis cannot be reached', error);
    }
  }

  /** Queues a job again and again; the slots are absolute, and a second call changes nothing. */
  async schedule<N extends JobName>(name: N, payload: JobPayload<N>, everyMs: number): Promise<void> {
    const options = { removeOnComplete: true, removeOnFail: true };
    const template = { name, data: payload, opts: options };
    await this.queueOf(name, payload).upsertJobScheduler(
      `every_${name}`,
      { every: everyMs, offset: 0 },
      template,
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queueOf(name: JobName, payload: object): Queue {
    const full = queueName(name, payload);
    const queue = this.queues.get(full) ?? this.open(full);
    this.queues.set(full, queue);
    return queue;
  }

  private open(full: string): Queue {
    const queue = new Queue(full, { connection: this.connection, skipWaitingForReady: true });
    queue.on('error', this.onError);
    return queue;
  }
}
