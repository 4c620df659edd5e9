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
