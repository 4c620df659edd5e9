import type { RolesTell } from '../../src/compose/heart.ts';
import type { Processor } from '../../src/jobs/index.ts';

/** A running role: its job processors and its own background work. */
export interface RoleAtWork {
  readonly processors: readonly Processor[];
  /** What it tells with each beat of its process. */
  tells?: RolesTell;
  /** Ends whatever its jobs may wait for. Called when the worker takes no more jobs. */
  drain?(): Promise<void>;
  /** Stops its background work and releases its resources. Called when no job runs any more. */
  stop(): Promise<void>;
}
