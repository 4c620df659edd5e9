import type { CameraId } from '../../core/index.ts';

/** Estimated bytes of what an export takes of one camera, before it is ordered. */
export interface CameraSizes {
  readonly cameraId: CameraId;
  readonly originalBytes: number;
  readonly clipBytes: number;
  /** Of the indexes and pictures that go with either. */
  readonly besideBytes: number;
}

/** Papers, keys and records take about this much of each export, in bytes. */
export const paperBytes = 300_000;
