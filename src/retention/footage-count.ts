import type { CameraId } from '../core/index.ts';

/** How much footage that is. */
export interface FootageCount {
  readonly segments: number;
  readonly cameras: number;
  /** Sum over all segments; over many days it is an estimate. */
  readonly durationMs: number;
  /** Bytes of originals. */
  readonly sizeBytes: number;
}

/** Footage of a camera that ended after `fromMs` and by `toMs`. */
export interface CameraStretch {
  readonly cameraId: CameraId;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Counts what is stored, without held segments and those whose deletion has begun. Errors: `unavailable` `catalogue-unavailable`. */
export interface FootageCounter {
  count(stretches: readonly CameraStretch[]): Promise<FootageCount>;
  /** By when the oldest footage of the ward had ended that together has more than the quota leaves room for; 0 when all fits. */
  quotaReachesMs(quotaBytes: number): Promise<number>;
}
