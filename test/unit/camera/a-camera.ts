import type { Camera } from '../../../src/camera/index.ts';
import { type NeighbourhoodId, newId, type SiteId } from '../../../src/core/index.ts';
import type { FoundCamera } from '../../../src/discovery/index.ts';

const uuid = '5f5a69c2-e0ae-504f-829b-00fc8a1b0001';

/** A registered camera at 10.0.0.7, unless said otherwise. */
export const aCamera = (but: Partial<Camera> = {}): Camera => ({
  id: newId('camera', 0),
  siteId: 'site_1' as SiteId,
  name: 'Cổng chợ',
  neighbourhoodId: 'nbh_1' as NeighbourhoodId,
  enabled: true,
  enrolledAtMs: 0,
  identity: { endpointUuid: uuid, mac: '02:00:00:00:00:07', serial: 'S7', model: 'M' },
  address: '10.0.0.7',
  onvifUrl: 'http://10.0.0.7/onvif/device_service',
  firmware: '1.0',
  ...but,
});

/** What that camera answers to a probe, unless said otherwise. */
export const aFound = (but: Partial<FoundCamera> = {}): FoundCamera => ({
  endpointUuid: uuid,
  xaddrs: ['http://10.0.0.7/onvif/device_service'],
  address: '10.0.0.7',
  scopes: [],
  ...but,
});
