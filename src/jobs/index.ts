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
