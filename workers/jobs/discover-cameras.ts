import { type DiscoverDeps, runDiscovery } from '../../src/camera/index.ts';
import type { JobPayload } from '../../src/jobs/index.ts';

export async function discoverCameras(
  deps: DiscoverDeps,
  { siteId, discoveryId }: JobPayload<'discover-cameras'>,
): Promise<'done'> {
  await runDiscovery(deps, siteId, discoveryId);
  return 'done';
}
