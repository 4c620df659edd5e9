import type { JobName, JobPayload } from './table.ts';

/** Where work is handed over. */
export interface JobQueue {
  /**
   * Queues a job. A second one with the same id is dropped while the first waits; while the first runs, it is kept for
   * after that where the job does whatever is due (`runsAgain`), and dropped otherwise.
   * Errors: `unavailable` `queue-unavailable` at once when Redis cannot be reached.
   */
  add<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void>;
}
