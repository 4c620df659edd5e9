import type { JobName, JobPayload } from './table.ts';

/** Where work is handed over. */
export interface JobQueue {
  /**
   * Queues a job; a second one with the same id is dropped while the first waits or runs.
   * Errors: `unavailable` `queue-unavailable` at once when Redis cannot be reached.
   */
  add<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void>;
}
