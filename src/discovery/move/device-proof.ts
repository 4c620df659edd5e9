import type { Camera } from '../../camera/index.ts';
import type { ClaimingDevice } from './candidacies.ts';
import type { NetworkView } from './network-view.ts';

/**
 * Whether something at the address that is known takes connections, and nothing shows that it is another device. Then
 * the camera has not moved, whoever says so.
 */
export async function isStillThere(
  view: NetworkView,
  { address, identity }: Pick<Camera, 'address' | 'identity'>,
  ports: readonly number[],
): Promise<boolean> {
  if (address === undefined) return false;
  const presence = await view.presence(address, ports);
  if (presence === 'silent') return false;
  const mac = await view.macOf(address);
  if (mac !== undefined && identity.mac !== undefined) return mac === identity.mac;
  return presence === 'open';
}

/**
 * Whether the network itself shows that the claimant is the camera: its packets go to the camera's MAC address. What
 * a device says of itself proves nothing. On loopback both are this host, and nothing leaves it.
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
