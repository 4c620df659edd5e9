import type { CameraRepository } from '../camera/index.ts';
import { cameraChanged } from '../camera/index.ts';
import { type Clock, type Log, messageOf, newId, type SiteId } from '../core/index.ts';
import type { CameraDirectory } from './camera-directory.ts';
import { listDiscovery } from './discovery.ts';
import type { Discovery, DiscoveryRepository } from './discovery-repository.ts';

export interface DiscoverDeps {
  readonly directory: CameraDirectory;
  readonly cameras: CameraRepository;
  readonly discoveries: DiscoveryRepository;
  readonly interfaceAddress: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

type BeginDeps = Pick<DiscoverDeps, 'discoveries' | 'clock'>;

/**
 * Looks for cameras on the site's network and lists them as new, known, changed or silent. A camera that moved to
 * another address keeps its identity, so its streams are followed there without a question. `discoveryId`: a discovery
 * that a waiting user has begun.
 */
export async function runDiscovery(deps: DiscoverDeps, siteId: SiteId, discoveryId?: string): Promise<void> {
  const { directory, cameras, discoveries, interfaceAddress, clock } = deps;
  const id = discoveryId ?? (await begin(deps, siteId)).id;
  try {
    const registered = await cameras.knownIdentities(siteId);
    const unicastTargets = registered.flatMap((camera) => (camera.onvifUrl && camera.address) || []);
    const found = await directory.probe(
      interfaceAddress === undefined ? { unicastTargets } : { interfaceAddress, unicastTargets },
    );
    const results = listDiscovery(
      found.map((device) => ({ found: device })),
      registered,
    );
    await discoveries.finish(id, results, clock.nowMs());
    for (const result of results)
      if (result.state === 'changed') await follow(deps, result.camera, result.changes);
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

type Changed = Extract<ReturnType<typeof listDiscovery>[number], { state: 'changed' }>;

async function follow(
  { cameras, clock, log }: DiscoverDeps,
  camera: Changed['camera'],
  changes: Changed['changes'],
) {
  const address = changes.find((change) => change.what === 'address');
  if (!address) return;
  log.info({ cameraId: camera.id, from: address.from, to: address.to }, 'camera moved');
  const event = cameraChanged({ nowMs: clock.nowMs() }, camera.id, ['address']);
  await cameras.moveTo(camera.id, address.to, event);
}
