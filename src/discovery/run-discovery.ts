import type { CameraRepository } from '../camera/index.ts';
import { type Clock, messageOf, newId, type SiteId } from '../core/index.ts';
import type { CameraDirectory } from './camera-directory.ts';
import { listDiscovery } from './discovery.ts';
import type { Discovery, DiscoveryRepository } from './discovery-repository.ts';
import { type FollowDeps, followMoved } from './move/index.ts';
import { probeTargets } from './probe-targets.ts';

export interface DiscoverDeps extends FollowDeps {
  readonly directory: CameraDirectory;
  readonly cameras: CameraRepository;
  readonly discoveries: DiscoveryRepository;
  readonly interfaceAddress: string | undefined;
  readonly clock: Clock;
}

type BeginDeps = Pick<DiscoverDeps, 'discoveries' | 'clock'>;

/**
 * Looks for cameras on the site's network and lists them as new, known, changed or silent. A camera that moved is
 * followed to its new address, if it is proven to be there. `discoveryId`: a discovery that a waiting user has begun.
 */
export async function runDiscovery(deps: DiscoverDeps, siteId: SiteId, discoveryId?: string): Promise<void> {
  const { directory, cameras, discoveries, interfaceAddress, clock } = deps;
  const id = discoveryId ?? (await begin(deps, siteId)).id;
  try {
    const registered = await cameras.knownIdentities(siteId);
    const unicastTargets = probeTargets(
      (await cameras.list()).filter(({ camera }) => camera.siteId === siteId),
    );
    const found = await directory.probe(
      interfaceAddress === undefined ? { unicastTargets } : { interfaceAddress, unicastTargets },
    );
    const results = listDiscovery(
      found.map((device) => ({ found: device })),
      registered,
    );
    await discoveries.finish(id, results, clock.nowMs());
    await followMoved(deps, results);
  } catch (error) {
    await discoveries.fail(id, messageOf(error), clock.nowMs());
    throw error;
  }
}

/** Writes down that somebody looks for cameras from now on. Errors: `unknown-site` (invalid). */
async function begin({ discoveries, clock }: BeginDeps, siteId: SiteId): Promise<Discovery> {
  const startedAtMs = clock.nowMs();
  const begun = { id: newId('discovery', startedAtMs), siteId, startedAtMs };
  await discoveries.begin(begun);
  return begun;
}

/** Begins a discovery that somebody waits for: `queue` brings it to a worker. Errors: those of `queue`; then it has failed. */
export async function beginDiscovery(
  deps: BeginDeps,
  siteId: SiteId,
  queue: (id: string) => Promise<void>,
): Promise<Discovery> {
  const begun = await begin(deps, siteId);
  try {
    await queue(begun.id);
  } catch (error) {
    await deps.discoveries.fail(begun.id, messageOf(error), begun.startedAtMs);
    throw error;
  }
  return begun;
}
