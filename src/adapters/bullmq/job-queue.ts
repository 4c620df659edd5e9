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

/** Kept for looking at, never blocking the next job of the same id. */
const keepFailed = { age: 7 * 86_400, count: 1_000 };

/** Queues jobs in Redis through BullMQ. `connection` must fail fast while Redis is away. */
export class BullJobQueue implements JobQueue {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly connection: ConnectionOptions,
    private readonly onError: (error: Error) => void,
  ) {}

  async add<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    const { attempts, backoffMs } = jobTable[name];
    const id = jobId(name, payload);
    const queue = this.queueOf(name, payload);
    try {
      // A failed job keeps its id; it must never block the next one.
      if (attempts === 1) await forgetFailed(queue, id);
      await queue.add(name, payload, {
        jobId: id,
        attempts,
        backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
        removeOnComplete: true,
        removeOnFail: attempts === 1 ? true : keepFailed,
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

async function forgetFailed(queue: Queue, id: string): Promise<void> {
  const old = await queue.getJob(id);
  if (old && (await old.isFailed())) await old.remove();
}
