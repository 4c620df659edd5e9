import {
  type JobName,
  type JobPayload,
  type JobQueue,
  jobId,
  jobTable,
  queueName,
  runsAgain,
} from '../../jobs/index.ts';
import { OpenQueues, type WardQueues } from './open-queues.ts';

/** Queues jobs in Redis through BullMQ. */
export class BullJobQueue implements JobQueue {
  private readonly queues: OpenQueues;

  constructor(of: WardQueues) {
    this.queues = new OpenQueues(of);
  }

  async add<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    const options = { ...optionsOf(name), ...onceOf(name, jobId(name, payload)) };
    await this.queues.on(queueName(name, payload), (queue) => queue.add(name, payload, options));
  }

  /** Queues a job now and then again and again; a second call changes nothing. Errors: those of `add`. */
  async schedule<N extends JobName>(name: N, payload: JobPayload<N>, everyMs: number): Promise<void> {
    const template = { name, data: payload, opts: optionsOf(name) };
    await this.queues.on(queueName(name, payload), (queue) =>
      queue.upsertJobScheduler(`every_${name}`, { every: everyMs }, template),
    );
  }

  close(): Promise<void> {
    return this.queues.close();
  }
}

/** A job that has this id as its own is dropped while another of the id is there, also while that one runs. */
const onceOf = (name: JobName, id: string) =>
  runsAgain(name) ? { deduplication: { id, keepLastIfActive: true } } : { jobId: id };

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
