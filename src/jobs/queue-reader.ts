import type { JobIdentity } from './job-identity.ts';

/** `delayed`: waits for its time, of a schedule or of another try. */
export const queuedStates = ['running', 'waiting', 'delayed'] as const;
export type QueuedState = (typeof queuedStates)[number];

/** A job that is in its queue now. */
export interface QueuedJob extends JobIdentity {
  readonly state: QueuedState;
  /** Tries that failed so far. */
  readonly failures: number;
  /** Error code of the last of them. */
  readonly code?: string;
  /** When it was queued; of a running job, when this try began. */
  readonly sinceMs: number;
  /** Of a delayed job. */
  readonly dueAtMs?: number;
}

export interface QueueCounts extends Readonly<Record<QueuedState, number>> {
  /** Since when the next of the waiting jobs waits; absent where none does. */
  readonly oldestWaitingMs?: number;
  /** Done or skipped in the last hour. */
  readonly doneInHour: number;
  /** To the minute; absent before the first. */
  readonly lastDoneMs?: number;
}

/** Some of a list. */
export interface JobPage {
  readonly offset: number;
  readonly limit: number;
}

/** Reads queues by name. Errors: `unavailable` `queue-unavailable`. */
export interface QueueReader {
  counts(queue: string, nowMs: number): Promise<QueueCounts>;
  /** Next ones first. */
  list(queue: string, state: QueuedState, page: JobPage): Promise<QueuedJob[]>;
}
