import type { CameraId, SiteId } from '../core/index.ts';
import type { Change, DiscoveryResult, Sighting } from './discovery.ts';

export interface Discovery {
  readonly id: string;
  readonly siteId: SiteId;
  readonly startedAtMs: number;
  /** Absent while it runs. */
  readonly finishedAtMs?: number;
  /** Why it failed; no credentials. */
  readonly error?: string;
}

/** One line of a discovery, as it was then. */
export interface ListedDevice {
  /** Its id for a registration; for a silent camera, its camera id. */
  readonly foundId: string;
  readonly state: DiscoveryResult['state'];
  /** Set for a known, changed or silent camera. */
  readonly cameraId?: CameraId;
  readonly sighting?: Sighting;
  readonly changes?: readonly Change[];
  /** Set for an ambiguous one. */
  readonly candidateIds?: readonly CameraId[];
}

/** Results of discoveries. Errors: `unavailable` `catalogue-unavailable`. */
export interface DiscoveryRepository {
  /** Errors: `invalid` `unknown-site`. */
  begin(discovery: Discovery): Promise<void>;
  /** Keeps the results, once, and forgets the site's discoveries of more than a week ago; a second call changes nothing. */
  finish(id: string, results: readonly DiscoveryResult[], nowMs: number): Promise<void>;
  fail(id: string, error: string, nowMs: number): Promise<void>;
  get(id: string): Promise<{ discovery: Discovery; devices: ListedDevice[] } | undefined>;
  /** The device as the site's latest discovery that listed it saw it. */
  findDevice(siteId: SiteId, foundId: string): Promise<ListedDevice | undefined>;
}
