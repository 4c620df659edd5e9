import type { CameraId, NodeId, RunId, StreamId } from '../core/index.ts';
import type { GapReason } from './gap.ts';

/**
 * A worker's claim on recording a stream. It lasts `leaseMs` and is renewed every `renewEveryMs` for all streams of a
 * worker in one statement. A renewal succeeds while the epoch is unchanged, even if it comes late. Every run claims
 * anew, so every run has its own epoch. (A BullMQ lock is a different thing.)
 */
export const leaseMs = 6_000;
export const renewEveryMs = 2_000;

export interface Lease {
  readonly streamId: StreamId;
  readonly epoch: number;
  readonly runId: RunId;
}

/** What a worker must know to record a stream, read while claiming it. */
export interface RecordingTarget {
  readonly lease: Lease;
  readonly cameraId: CameraId;
  /** Without credentials. */
  readonly url: string;
  /** Path and query to put into the URL; absent when it is whole. */
  readonly sealedPath?: Uint8Array;
  /** AES-256-GCM, bound to the camera; absent for a camera without a password. */
  readonly sealedCredentials?: Uint8Array;
  /** Tries that failed since the last keyframe. */
  readonly failures: number;
}

/** How a run ended, for the gap that follows it and for the next try. */
export interface RunOutcome {
  readonly reason: GapReason;
  /** For people: cause and remedy, no credentials. */
  readonly message: string;
  /** End of what was recorded; absent when no frame came. */
  readonly recordedToMs?: number;
  /** How long to wait before the next try. */
  readonly retryInMs: number;
}

export interface Claimant {
  readonly holder: string;
  readonly runId: RunId;
  readonly nodeId: NodeId;
}

/**
 * The claims on streams, kept in the catalogue. Leases expire by the catalogue's clock, so that workers need not agree
 * on the time. Errors: `unavailable` when the catalogue cannot be reached.
 */
export interface LeaseBook {
  /** Streams that should be recorded, that nobody holds and whose next try is due. */
  wanted(siteId: string): Promise<StreamId[]>;
  /** How many streams of the site could not be reached at the last try. */
  unreachable(siteId: string): Promise<number>;
  /** Claims with `epoch + 1`; a gap is open from then on. `undefined` when another holds it or it is not wanted. */
  claim(streamId: StreamId, claimant: Claimant): Promise<RecordingTarget | undefined>;
  /** The first keyframe arrived: the open gap ends there. */
  started(lease: Lease, firstFrameMs: number): Promise<void>;
  /** Renews all; answers the streams that are still ours. */
  renew(leases: readonly Lease[]): Promise<Set<StreamId>>;
  /** Gives the stream back and opens a gap with the outcome's reason. Does nothing when the epoch has moved on. */
  release(lease: Lease, outcome: RunOutcome): Promise<void>;
}
