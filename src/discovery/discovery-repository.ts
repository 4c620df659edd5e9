import { type CameraId, notFound, type SiteId } from '../core/index.ts';
import type { Change, DiscoveryResult, Sighting } from './discovery.ts';
import type { AskedPort } from './usual-ports.ts';

export interface Discovery {
  readonly id: string;
  readonly siteId: SiteId;
  readonly startedAtMs: number;
  /** That a technician named. */
  readonly host?: string;
  /** What the host's usual ports answered; absent where it answered the probe, and while it runs. */
  readonly ports?: readonly AskedPort[];
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
  /** What its usual ports answered; of a silent camera that is not recorded. */
  readonly ports?: readonly AskedPort[];
}

/** A discovery and what it listed so far. */
export interface DiscoveryList {
  readonly discovery: Discovery;
  readonly devices: ListedDevice[];
}

/** Results of discoveries. Errors: `unavailable` `catalogue-unavailable`. */
export interface DiscoveryRepository {
  /** Errors: `invalid` `unknown-site`. */
  begin(discovery: Discovery): Promise<void>;
  /**
   * Keeps the results, once, and forgets the site's discoveries of more than a week ago; a second call changes nothing.
   * `ports`: of the host that the discovery names.
   */
  finish(
    id: string,
    results: readonly DiscoveryResult[],
    nowMs: number,
    ports?: readonly AskedPort[],
  ): Promise<void>;
  fail(id: string, error: string, nowMs: number): Promise<void>;
  get(id: string): Promise<DiscoveryList | undefined>;
  /** The device as the site's latest discovery that listed it saw it. */
  findDevice(siteId: SiteId, foundId: string): Promise<ListedDevice | undefined>;
}

/** The discovery that a caller names: anybody's text. Errors: `discovery-not-found`. */
export async function namedDiscovery(
  { discoveries }: { readonly discoveries: Pick<DiscoveryRepository, 'get'> },
  named = '',
): Promise<DiscoveryList> {
  const found = await discoveries.get(named);
  if (!found) throw notFound('discovery-not-found', 'There is no such discovery.');
  return found;
}
