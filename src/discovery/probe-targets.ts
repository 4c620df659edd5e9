import { type Camera, isSilent, isStrange, type RegisteredCamera } from '../camera/index.ts';

/** Sweeping more would take longer than cameras need to start. */
const maxNetworks = 3;

/** RFC 1918, and loopback. */
const isPrivate = (address: string): boolean =>
  /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/.test(address) && address.split('.').length === 4;

/**
 * Hosts to probe one by one, because multicast does not cross subnets: every camera's last address, and where one is
 * silent, or another device may have its address, its last network of 256 addresses, in which it is given another.
 */
export function probeTargets(registered: readonly RegisteredCamera[]): string[] {
  const addresses = registered.flatMap(({ camera }) => (camera.onvifUrl && camera.address) || []);
  const astray = [...registered.filter(isSilent), ...registered.filter(isStrange)];
  const networks = [...new Set(astray.flatMap(({ camera }) => networkOf(camera)))].slice(0, maxNetworks);
  return [...new Set([...addresses, ...networks.flatMap(hostsIn)])];
}

const networkOf = ({ address = '' }: Camera): string[] =>
  isPrivate(address) ? [address.slice(0, address.lastIndexOf('.') + 1)] : [];

const hostsIn = (network: string): string[] => Array.from({ length: 254 }, (_, i) => `${network}${i + 1}`);
