import type { CameraId } from '../../core/index.ts';

/** Estimated bytes of what an export takes of one camera, before it is ordered. */
export interface CameraSizes {
  readonly cameraId: CameraId;
  readonly originalBytes: number;
  readonly clipBytes: number;
  /** Of the indexes and pictures that go with either. */
  readonly besideBytes: number;
}

/** Of papers, keys and records: nearly the same for each export. */
export const paperBytes = 300_000;
