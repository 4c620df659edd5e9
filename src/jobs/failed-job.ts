import { dayMs } from '../core/index.ts';
import type { JobIdentity } from './job-identity.ts';
import type { JobPage } from './queue-reader.ts';

/** The last try of a job failed. */
export interface JobFailure extends JobIdentity {
  /** An error code, never a message: a message may hold a path, a host or a secret. */
  readonly code: string;
  readonly atMs: number;
}

/** All failures of one id since it was last done. */
export interface FailedJob extends JobIdentity {
  /** Of the last failure. */
  readonly code: string;
  readonly failures: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** When a person queued it again after the last failure. */
  readonly queuedAtMs?: number;
  /** When it was done after all. */
  readonly doneAtMs?: number;
}

/** How long failed jobs are kept, and how many of a queue: an outage may fail thousands, and Redis holds them in memory. */
export const failedJobsKept = { ageMs: 7 * dayMs, perQueue: 500 } as const;

/** `open`: not done since. */
export type FailedJobState = 'open' | 'done';

export interface FailedJobCounts {
  readonly open: number;
  /** Not kept in the last days because the queue had more than `perQueue`. */
  readonly dropped: number;
}

/** Failed jobs by queue. Errors: `unavailable` `queue-unavailable`. */
export interface FailedJobRepository {
  keep(queue: string, failure: JobFailure): Promise<void>;
  /** A job of that id was done; most have never failed. */
  settle(queue: string, id: string, doneAtMs: number): Promise<void>;
  /** A person queued them again. */
  markQueued(queue: string, ids: readonly string[], queuedAtMs: number): Promise<void>;
  counts(queue: string, nowMs: number): Promise<FailedJobCounts>;
  /** Newest first. */
  list(
    queue: string,
    state: FailedJobState,
    page: JobPage & { readonly nowMs: number },
  ): Promise<FailedJob[]>;
  find(queue: string, id: string): Promise<FailedJob | undefined>;
}
