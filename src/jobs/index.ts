export {
  type FailedJob,
  type FailedJobCounts,
  type FailedJobRepository,
  type FailedJobState,
  failedJobsKept,
  type JobFailure,
} from './failed-job.ts';
export { failureCode, knownCode } from './failure-code.ts';
export { type JobIdentity, jobIdentity } from './job-identity.ts';
export { type Attempt, type JobOutcome, type Processor, processor, processorsOf } from './processor.ts';
export type { JobQueue } from './queue.ts';
export {
  type JobPage,
  type QueueCounts,
  type QueuedJob,
  type QueuedState,
  type QueueReader,
  queuedStates,
} from './queue-reader.ts';
export { redisPrefix } from './redis-prefix.ts';
export { type RetryDeps, retryFailedJob, retryFailedJobs } from './retry-failed.ts';
export { type SiteQueue, siteQueues } from './site-queues.ts';
export {
  type JobName,
  type JobPayload,
  jobId,
  jobNames,
  jobRenewals,
  jobTable,
  queueName,
  runsAgain,
  type WorkerRole,
} from './table.ts';
