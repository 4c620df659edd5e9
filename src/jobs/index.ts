export {
  type FailedJob,
  type FailedJobCounts,
  type FailedJobPage,
  type FailedJobRepository,
  type FailedJobState,
  failedJobsKept,
  failureCode,
  type JobFailure,
  type JobIdentity,
  jobIdentity,
} from './failed-job.ts';
export { type Attempt, type JobOutcome, type Processor, processor, processorsOf } from './processor.ts';
export type { JobQueue } from './queue.ts';
export {
  type JobName,
  type JobPayload,
  jobId,
  jobNames,
  jobTable,
  queueName,
  type WorkerRole,
} from './table.ts';
