import type { CameraRepository } from '../camera/index.ts';
import { type CameraNetworks, type Clock, messageOf, type SiteId } from '../core/index.ts';
import { begunDiscovery } from './begin-discovery.ts';
import type { CameraDirectory } from './camera-directory.ts';
import { type DiscoveryResult, listDiscovery } from './discovery.ts';
import type { Discovery, DiscoveryRepository } from './discovery-repository.ts';
import { type FollowDeps, followMoved } from './move/index.ts';
import { probeTargets } from './probe-targets.ts';
import { listAsked, silentHosts } from './silent-hosts.ts';
import { type AskedPort, askHosts } from './usual-ports.ts';

export interface DiscoverDeps extends FollowDeps {
  readonly directory: CameraDirectory;
  readonly cameras: CameraRepository;
  readonly discoveries: DiscoveryRepository;
  readonly interfaceAddress: string | undefined;
  readonly networks: CameraNetworks;
  readonly clock: Clock;
}

/**
 * Looks for cameras on the site's network and lists them as new, known, changed or silent. A camera that moved is
 * followed to its new address, if it is proven to be there. `discoveryId`: a discovery that a waiting user has begun;
 * hosts that answer no probe are asked at the usual ports for it.
 */
export async function runDiscovery(deps: DiscoverDeps, siteId: SiteId, discoveryId?: string): Promise<void> {
  const { discoveries, clock } = deps;
  const id = discoveryId ?? (await begunDiscovery(deps, { siteId })).id;
  try {
    const begun = discoveryId === undefined ? undefined : await discoveries.get(discoveryId);
    const { results, ports } = await search(deps, siteId, begun?.discovery);
    await discoveries.finish(id, results, clock.nowMs(), ports);
    await followMoved(deps, results);
  } catch (error) {
    await discoveries.fail(id, messageOf(error), clock.nowMs());
    throw error;
  }
}

interface Seen {
  readonly results: readonly DiscoveryResult[];
  readonly ports?: readonly AskedPort[] | undefined;
}

/** `asker`: the discovery of somebody who waits for it. */
async function search(deps: DiscoverDeps, siteId: SiteId, asker: Discovery | undefined): Promise<Seen> {
  const { directory, cameras, interfaceAddress, networks } = deps;
  const identities = await cameras.knownIdentities(siteId);
  const registered = (await cameras.list()).filter(({ camera }) => camera.siteId === siteId);
  const found = await directory.probe({
    ...(interfaceAddress !== undefined && { interfaceAddress }),
    unicastTargets: [
      ...(asker?.host === undefined ? [] : [asker.host]),
      ...probeTargets(registered, networks),
    ],
  });
  const sightings = found.map((device) => ({ found: device }));
  const heard = listDiscovery(sightings, identities);
  if (!asker) return { results: heard };
  const asked = await askHosts(directory, silentHosts(asker.host, heard, registered), networks);
  return {
    results: listAsked(sightings, identities, asked),
    ports: asked.get(asker.host ?? '')?.ports,
  };
}
