import { AppError, notFound } from '../core/index.ts';
import { type Actor, type CustodyLog, custodyEvent } from '../custody/index.ts';
import { type FailedJob, type FailedJobRepository, failedJobsKept } from './failed-job.ts';
import type { JobQueue } from './queue.ts';

export interface RetryDeps {
  readonly failedJobs: FailedJobRepository;
  readonly jobs: JobQueue;
  readonly custody: Pick<CustodyLog, 'append'>;
}

/**
 * Queues a failed job again. One that is queued already is not queued twice, and one that was done since stays done.
 * Errors: `failed-job-not-found`, `failed-job-unreadable` (conflict), those of log and queue.
 */
export async function retryFailedJob(
  deps: RetryDeps,
  by: Actor,
  queue: string,
  id: string,
): Promise<FailedJob> {
  const failed = await deps.failedJobs.find(queue, id);
  if (!failed) throw notFound('failed-job-not-found', 'The queue has no such failed job.');
  if (failed.payload === undefined)
    throw new AppError(
      'conflict',
      'failed-job-unreadable',
      'The job cannot be read, so it cannot be repeated.',
    );
  if (failed.doneAtMs !== undefined) return failed;
  await queueAgain(deps, by, queue, [failed], { jobId: id });
  return { ...failed, queuedAtMs: by.nowMs };
}

/** Queues all failed jobs of a queue again, or those of one error code; answers how many. Errors: those of log and queue. */
export async function retryFailedJobs(
  deps: RetryDeps,
  by: Actor,
  queue: string,
  code?: string,
): Promise<number> {
  const page = { offset: 0, limit: failedJobsKept.perQueue, nowMs: by.nowMs };
  const open = await deps.failedJobs.list(queue, 'open', page);
  const chosen = open.filter(
    (each) => each.payload !== undefined && (code === undefined || each.code === code),
  );
  if (chosen.length > 0) await queueAgain(deps, by, queue, chosen, code === undefined ? {} : { code });
  return chosen.length;
}

async function queueAgain(
  { failedJobs, jobs, custody }: RetryDeps,
  by: Actor,
  queue: string,
  chosen: readonly FailedJob[],
  which: Readonly<Record<string, string>>,
): Promise<void> {
  await custody.append(
    custodyEvent(by, 'jobs-retried', { detail: { queue, jobs: chosen.length, ...which } }),
  );
  const ids = chosen.map(({ id }) => id);
  await failedJobs.markQueued(queue, ids, by.nowMs);
  // The table has parsed the payload.
  for (const { name, payload } of chosen) await jobs.add(name, payload as never);
}
