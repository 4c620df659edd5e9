import { AppError, type CameraId, type ContributorId, type PauseId } from '../core/index.ts';
import type { CustodyEvent } from '../custody/index.ts';

/** A pause of a camera at a contributor's request. */
export interface Pause {
  readonly id: PauseId;
  readonly cameraId: CameraId;
  /** The contributor who requested it. */
  readonly contributorId: ContributorId;
  /** `withdrawn`: for good. */
  readonly kind: 'paused' | 'withdrawn';
  readonly reason: string;
  readonly fromMs: number;
  /** When it ends by itself; absent: a custodian ends it. */
  readonly untilMs?: number;
  readonly endedAtMs?: number;
}

/**
 * Stores and enforces pauses: while one lasts, no worker can claim the camera's stream, and a gap `paused` is open.
 * Errors: `unavailable` `catalogue-unavailable`.
 */
export interface PauseRepository {
  /**
   * One transaction: the pause, the gap, the end of the lease, the event. A withdrawal ends a pause that lasts. Errors:
   * `camera-paused`, `camera-withdrawn` (conflict), `contributor-not-of-camera` (invalid).
   */
  begin(pause: Pause, event: CustodyEvent): Promise<void>;
  /** One transaction: the camera may be recorded again. Errors: `camera-not-paused`, `camera-withdrawn` (conflict). */
  resume(cameraId: CameraId, event: CustodyEvent): Promise<void>;
  /** Newest first. */
  ofCamera(cameraId: CameraId): Promise<Pause[]>;
  /** Those that last past their end, oldest first. */
  due(nowMs: number): Promise<Pause[]>;
}

/** The one that lasts. */
export const lasting = (pauses: readonly Pause[]): Pause | undefined =>
  pauses.find(({ endedAtMs }) => endedAtMs === undefined);

export const alreadyPaused = (): AppError =>
  new AppError('conflict', 'camera-paused', 'The camera is paused already: resume it first.');

export const withdrawnForGood = (): AppError =>
  new AppError('conflict', 'camera-withdrawn', 'The camera was withdrawn permanently.');

export const notPaused = (): AppError =>
  new AppError('conflict', 'camera-not-paused', 'No contributor has the camera paused.');
