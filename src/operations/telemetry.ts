import type { Heartbeat } from './heartbeat.ts';

/** Counts over the whole service when metrics are read. Nothing in it names a camera or a person. */
export interface FleetCounts {
  /** By state: recording, waiting, off. */
  readonly cameras: Readonly<Record<string, number>>;
  /** Streams that a worker holds. */
  readonly leases: number;
  /** Longest time between the end of a segment and its ingest, of those of the last minutes. */
  readonly ingestLagMs: number | undefined;
  /** Marked garbage and not yet forgotten. */
  readonly segmentsExpiring: number;
  readonly holdsDue: number;
  /** Sites in which nothing expires, since their clock is in doubt. */
  readonly clocksInDoubt: number;
  /** Records that the signer has not sealed yet. */
  readonly factsPending: number;
  /** Since when the oldest of them waits; absent when none does. */
  readonly factsPendingMs: number | undefined;
  /** Seconds since a checkpoint of the evidence log left, by way. */
  readonly headsLeft: Readonly<Record<string, number>>;
  /** Cameras, holds and streams whose adoption is not over. */
  readonly unadopted: number;
  /** Bytes that requests keep from expiring and no custodian has approved. */
  readonly unapprovedHeldBytes: number;
}

export interface FleetRepository {
  /** Errors: `unavailable` `catalogue-unavailable`. */
  counts(): Promise<FleetCounts>;
}

/** Jobs that wait, by queue. Errors: `unavailable` `queue-unavailable`. */
export interface QueueMeter {
  depths(): Promise<Readonly<Record<string, number>>>;
}

/** Facts that others supply when metrics are read; a failed query is absent. */
export interface FleetFacts {
  readonly counts: FleetCounts | undefined;
  readonly workers: readonly Heartbeat[] | undefined;
  readonly queues: Readonly<Record<string, number>> | undefined;
  /** What readiness asks for: 1 where it is missing or degraded, else 0. */
  readonly needs: Readonly<Record<string, number>> | undefined;
}

export interface AnsweredCall {
  readonly method: string;
  /** The route's template, never the path itself. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** The api's own metrics, and the fleet's. */
export interface Telemetry {
  answered(call: AnsweredCall): void;
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** For tests, and for programs without monitoring. */
export const noTelemetry: Telemetry = {
  answered: () => {},
  expose: async () => ({ contentType: 'text/plain', text: '' }),
};
