import type { Located } from './policy.ts';

/** Stored bytes of one camera's originals. */
export interface CameraUsage extends Located {
  /** Footage that began on that UTC day; days without any are left out. */
  readonly days: readonly { readonly startMs: number; readonly sizeBytes: number }[];
  /** Footage that began in the last 24 hours, and in the last hour. */
  readonly lastDayBytes: number;
  readonly lastHourBytes: number;
}

/** Measurements of the ward's store. */
export interface Usage {
  readonly nowMs: number;
  readonly cameras: readonly CameraUsage[];
  /** Bytes under holds; counted among the cameras' bytes, too. */
  readonly heldBytes: number;
  /** Free space of the file system; absent for a store that cannot report it. */
  readonly diskSpace?: DiskSpace;
}

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface UsageRepository {
  measure(nowMs: number): Promise<Omit<Usage, 'diskSpace'>>;
}

/** Free space of the store; `undefined` when unknown, as with S3. */
export type MeasureFreeSpace = () => Promise<DiskSpace | undefined>;
