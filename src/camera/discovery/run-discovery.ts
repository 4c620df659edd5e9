import { type Clock, type Log, messageOf, newId, type SiteId } from '../../core/index.ts';
import type { CameraRegister, DiscoveryBook } from '../camera-register.ts';
import { cameraChanged } from '../custody-events.ts';
import type { CameraDirectory } from './camera-directory.ts';
import { listDiscovery } from './discovery.ts';

export interface DiscoverDeps {
  readonly directory: CameraDirectory;
  readonly cameras: CameraRegister;
  readonly discoveries: DiscoveryBook;
  readonly interfaceAddress: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Looks for cameras on the site's network and lists them as new, known, changed or silent. A camera that moved to
 * another address keeps its identity, so its streams are followed there without asking anyone. `discoveryId`: one that
 * was begun by somebody who waits for it.
 */
export async function runDiscovery(deps: DiscoverDeps, siteId: SiteId, discoveryId?: string): Promise<void> {
  const { directory, cameras, discoveries, interfaceAddress, clock } = deps;
  const id = discoveryId ?? (await begin(deps, siteId));
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

async function begin({ discoveries, clock }: DiscoverDeps, siteId: SiteId): Promise<string> {
  const id = newId('discovery', clock.nowMs());
  await discoveries.begin({ id, siteId, startedAtMs: clock.nowMs() });
  return id;
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
