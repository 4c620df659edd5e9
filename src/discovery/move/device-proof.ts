import type { Camera } from '../../camera/index.ts';
import type { ClaimingDevice } from './candidacies.ts';
import type { NetworkView } from './network-view.ts';

/**
 * Who is at an address where a camera was:
 *
 * - `camera`  the network shows its MAC address there: it has not moved, whoever says so
 * - `another` the network shows another MAC address there
 * - `unknown` something takes connections, and the network does not show which device
 * - `nobody`  nothing takes connections
 */
export type Resident = 'camera' | 'another' | 'unknown' | 'nobody';

/** `ports`: where the camera took connections. */
export async function residentOf(
  view: NetworkView,
  { address, identity }: Pick<Camera, 'address' | 'identity'>,
  ports: readonly number[],
): Promise<Resident> {
  if (address === undefined) return 'nobody';
  const presence = await view.presence(address, ports);
  if (presence === 'silent') return 'nobody';
  const mac = await view.macOf(address);
  if (mac !== undefined && identity.mac !== undefined) return mac === identity.mac ? 'camera' : 'another';
  return presence === 'open' ? 'unknown' : 'nobody';
}

/**
 * Whether the network itself shows that the claimant is the camera: its packets go to the camera's MAC address. What
 * a device says of itself proves nothing. On loopback both are this host, and nothing leaves it.
 *
 * No TLS key stands in for the MAC address: the relay speaks no TLS, and ONVIF over TLS is not verified, so no key of a
 * camera is known. Beyond a router, where no MAC address is seen, a person decides.
 */
export async function isProven(
  view: NetworkView,
  { address, identity }: Pick<Camera, 'address' | 'identity'>,
  claimant: ClaimingDevice,
): Promise<boolean> {
  if ((await view.presence(claimant.address, portsOf(claimant.found.xaddrs))) !== 'open') return false;
  const mac = await view.macOf(claimant.address);
  if (mac !== undefined) return mac === identity.mac;
  return isLoopback(claimant.address) && isLoopback(address ?? '');
}

/** The ports of these URLs, each once. */
export function portsOf(urls: readonly string[]): number[] {
  const ports = urls
    .filter((url) => URL.canParse(url))
    .map((text) => {
      const { protocol, port } = new URL(text);
      return port === '' ? (usualPorts[protocol] ?? 0) : Number(port);
    });
  return [...new Set(ports)].filter((port) => port > 0);
}

const usualPorts: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'rtsp:': 554,
  'rtsps:': 322,
};

const isLoopback = (address: string): boolean => address.startsWith('127.');
