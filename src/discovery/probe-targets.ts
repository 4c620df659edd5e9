import { z } from 'zod';
import { type Camera, isSilent, isStrange, type RegisteredCamera } from '../camera/index.ts';
import type { CameraNetworks } from '../core/index.ts';

/** Sweeping more would take longer than cameras need to start. */
const maxNetworks = 3;

/**
 * Hosts to probe one by one, because multicast does not cross subnets: every camera's last address, and where one is
 * silent, or another device may have its address, its last network of 256 addresses, in which it is given another: no other than a camera network.
 */
export function probeTargets(registered: readonly RegisteredCamera[], networks: CameraNetworks): string[] {
  const addresses = registered.flatMap(({ camera }) => (camera.onvifUrl && camera.address) || []);
  const astray = [...registered.filter(isSilent), ...registered.filter(isStrange)];
  const swept = [...new Set(astray.flatMap(({ camera }) => networkOf(camera, networks)))].slice(
    0,
    maxNetworks,
  );
  return [...new Set([...addresses, ...swept.flatMap(hostsIn)])];
}

const networkOf = ({ address = '' }: Camera, networks: CameraNetworks): string[] =>
  isIPv4(address) && networks.includes(address) ? [address.slice(0, address.lastIndexOf('.') + 1)] : [];

const hostsIn = (network: string): string[] => Array.from({ length: 254 }, (_, i) => `${network}${i + 1}`);

const isIPv4 = (text: string): boolean => z.ipv4().safeParse(text).success;
