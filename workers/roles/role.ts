import type { Processor } from '../../src/jobs/index.ts';

/** One role at work: what it does when a job comes, and what it does by itself. */
export interface RoleAtWork {
  readonly processors: readonly Processor[];
  /** Stops what runs by itself and gives back what it holds; called when no job runs any more. */
  stop(): Promise<void>;
}
