import type { CameraId, NodeId, RunId, StreamId } from '../core/index.ts';
import type { GapReason } from './gap.ts';

/**
 * A worker's right to record a stream. It lasts `leaseMs`; one statement renews all streams of a worker every
 * `renewEveryMs`. A renewal succeeds while the epoch is unchanged, even if it comes late. Every run makes a
 * new claim, so every run has its own epoch. (A BullMQ lock is a different thing.)
 */
export const leaseMs = 6_000;
export const renewEveryMs = 2_000;

export interface Lease {
  readonly streamId: StreamId;
  readonly epoch: number;
  readonly runId: RunId;
}

/** Everything that a worker needs to record a stream, read with the claim. */
export interface RecordingTarget {
  readonly lease: Lease;
  readonly cameraId: CameraId;
  /** URL without credentials. */
  readonly url: string;
  /** Path and query to insert into the URL; absent when the URL is complete. */
  readonly sealedPath?: Uint8Array;
  /** AES-256-GCM, bound to the camera; absent for a camera without a password. */
  readonly sealedCredentials?: Uint8Array;
  /** Whether a technician allowed Basic for this camera: its password may go over the network in clear text. */
  readonly allowsBasic?: boolean;
  /** Failed tries since the last keyframe. */
  readonly failures: number;
}

/** End of a run, for the gap that follows it and for the next try. */
export interface RunOutcome {
  readonly reason: GapReason;
  /** For people: cause and remedy, no credentials. */
  readonly message: string;
  /** The camera's failure, by the code of its error. */
  readonly code?: string;
  /** End of the footage that will be ingested as its facts say; absent when no file has any. The gap begins there. */
  readonly recordedToMs?: number;
  /** Delay before the next try. */
  readonly retryInMs: number;
}

export interface Claimant {
  readonly holder: string;
  readonly runId: RunId;
  readonly nodeId: NodeId;
}

/**
 * The leases on streams, in the catalogue. They expire by the catalogue's clock, so that workers' clocks need
 * not agree. Errors: `unavailable` when the catalogue cannot be reached.
 */
export interface LeaseRepository {
  /** Streams that should be recorded, have no lease, and are due for a try. */
  wanted(siteId: string): Promise<StreamId[]>;
  /** The workers that hold leases of the site. */
  holders(siteId: string): Promise<string[]>;
  /** Ends the leases of a worker that is dead, as if they had expired now; returns how many. */
  lapse(holder: string): Promise<number>;
  /** Number of the site's streams that were unreachable at the last try. */
  unreachable(siteId: string): Promise<number>;
  /** Number of those whose address answered then, and not as the camera did. */
  answeredStrangely(siteId: string): Promise<number>;
  /** Claims with `epoch + 1` and opens a gap. `undefined` when another holds it or it is not wanted. */
  claim(streamId: StreamId, claimant: Claimant): Promise<RecordingTarget | undefined>;
  /** The try goes on: from now on the open gap has this reason, until `started` or `release`. */
  waits(lease: Lease, why: Pick<RunOutcome, 'reason' | 'message'>): Promise<void>;
  /** Closes the open gap at the first keyframe. */
  started(lease: Lease, firstFrameMs: number): Promise<void>;
  /** Renews all leases; returns the streams that are still ours. */
  renew(leases: readonly Lease[]): Promise<Set<StreamId>>;
  /** Releases the lease and opens a gap with the outcome's reason. No effect when the epoch has changed. */
  release(lease: Lease, outcome: RunOutcome): Promise<void>;
}
