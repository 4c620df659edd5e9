import { createCameraNetworks } from '../../src/adapters/networks/camera-networks.ts';

/** Where the cameras of tests are: on loopback, in private networks, and in those for documentation (RFC 5737). */
export const testNetworks = createCameraNetworks([
  '127.0.0.0/8',
  '::1',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
]);
