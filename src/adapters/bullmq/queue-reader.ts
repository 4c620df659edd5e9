import type { Job } from 'bullmq';
import {
  type JobName,
  type JobPage,
  jobIdentity,
  jobNames,
  knownCode,
  type QueueCounts,
  type QueuedJob,
  type QueuedState,
  type QueueReader,
} from '../../jobs/index.ts';
import { lastHourOf } from './last-hour.ts';
import { OpenQueues, type WardQueues } from './open-queues.ts';

/** Our states in BullMQ's words. */
const types = { running: 'active', waiting: 'wait', delayed: 'delayed' } as const;

/** Reads queues of BullMQ. */
export class BullQueueReader implements QueueReader {
  private readonly queues: OpenQueues;

  constructor(of: WardQueues) {
    this.queues = new OpenQueues(of);
  }

  counts(name: string, nowMs: number): Promise<QueueCounts> {
    return this.queues.on(name, async (queue) => {
      const [counts, completed, [oldest]] = await Promise.all([
        queue.getJobCounts(...Object.values(types)),
        queue.getMetrics('completed'),
        queue.getJobs([types.waiting], 0, 0, true),
      ]);
      const oldestWaitingMs = oldest && waitingSinceMs(oldest, nowMs);
      const count = (state: QueuedState) => counts[types[state]] ?? 0;
      return {
        running: count('running'),
        waiting: count('waiting'),
        delayed: count('delayed'),
        ...lastHourOf(completed, nowMs),
        ...(oldestWaitingMs !== undefined && { oldestWaitingMs }),
      };
    });
  }

  list(name: string, state: QueuedState, { offset, limit }: JobPage): Promise<QueuedJob[]> {
    const jobName = jobNames.find((each) => name === each || name.startsWith(`${each}.`));
    if (!jobName) return Promise.resolve([]);
    return this.queues.on(name, async (queue) => {
      const jobs = await queue.getJobs([types[state]], offset, offset + limit - 1, true);
      return jobs.map((job) => queuedJob(jobName, state, job));
    });
  }

  close(): Promise<void> {
    return this.queues.close();
  }
}

/**
 * Since when a job could have run: it waits from its due time on, and after a failure from its last try on. What Redis
 * holds may be anybody's: a time that is none is left out, and one to come is now.
 */
export function waitingSinceMs(
  {
    timestamp,
    processedOn,
    attemptsMade,
    opts,
  }: Pick<Job, 'timestamp' | 'processedOn' | 'attemptsMade' | 'opts'>,
  nowMs: number,
): number | undefined {
  const sinceMs = attemptsMade > 0 && processedOn !== undefined ? processedOn : timestamp + (opts.delay ?? 0);
  return sinceMs >= 0 ? Math.min(sinceMs, nowMs) : undefined;
}

/** What Redis holds may be anybody's: of its text, codes alone pass, and the payload that the table parses. */
function queuedJob(name: JobName, state: QueuedState, job: Job<unknown>): QueuedJob {
  const { attemptsMade: failures, failedReason, timestamp, processedOn = timestamp, delay } = job;
  return {
    ...jobIdentity(name, job.data),
    state,
    failures,
    ...(failedReason && { code: knownCode(failedReason) }),
    sinceMs: state === 'running' ? processedOn : timestamp,
    // A job that failed is delayed from its end on.
    ...(state === 'delayed' && { dueAtMs: (failures > 0 ? processedOn : timestamp) + delay }),
  };
}
