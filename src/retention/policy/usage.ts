import type { SiteId } from '../../core/index.ts';
import type { Located } from './policy.ts';

/** What one camera stored, in bytes of originals. */
export interface CameraUsage extends Located {
  /** Of footage that began on that UTC day; days without any are left out. */
  readonly days: readonly { readonly startMs: number; readonly sizeBytes: number }[];
  /** Of footage that began in the last 24 hours, and in the last hour. */
  readonly lastDayBytes: number;
  readonly lastHourBytes: number;
}

/** What can be measured of a site's store. */
export interface Usage {
  readonly nowMs: number;
  readonly cameras: readonly CameraUsage[];
  /** Kept because of holds; counted among the cameras' bytes, too. */
  readonly heldBytes: number;
  /** Of the file system; absent for a store that does not tell. */
  readonly room?: Room;
}

export interface Room {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface UsageMeter {
  measure(siteId: SiteId, nowMs: number): Promise<Omit<Usage, 'room'>>;
}

/** How much room the store has; `undefined` when nobody can say, as with S3. */
export type RoomMeter = () => Promise<Room | undefined>;
