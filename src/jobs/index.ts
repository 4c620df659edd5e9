export { type JobOutcome, type Processor, processor, processorsOf } from './processor.ts';
export type { JobQueue } from './queue.ts';
export {
  type JobName,
  jobNames,
  type JobPayload,
  jobId,
  jobTable,
  queueName,
  type WorkerRole,
} from './table.ts';
