import type { Processor } from '../../src/jobs/index.ts';

/** One role at work: what it does when a job comes, and what it does by itself. */
export interface RoleAtWork {
  readonly processors: readonly Processor[];
  /** Ends what its jobs may be waiting for; called when no more jobs are taken. */
  drain?(): Promise<void>;
  /** Stops what runs by itself and gives back what it holds; called when no job runs any more. */
  stop(): Promise<void>;
}
