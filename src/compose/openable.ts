import { isIPv4 } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = Readonly<
  Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'internal'>[] | undefined>
>;

/**
 * The hosts by which a browser reaches a server that listens on `host`, best first: that host, or where it stands for
 * all addresses, those of this machine and `localhost`.
 */
export function openableHosts(
  host: string,
  interfaces: Interfaces = networkInterfaces(),
): [string, ...string[]] {
  if (host !== '0.0.0.0' && !isAnyIpv6(host)) return [host];
  const outward = Object.values(interfaces)
    .flatMap((list = []) => list.filter(({ internal }) => !internal))
    .map(({ address }) => address);
  const ipv4 = outward.filter((address) => isIPv4(address));
  // A link-local IPv6 address holds for one interface only, and a browser takes none.
  const ipv6 = outward.filter((address) => !isIPv4(address) && !address.startsWith('fe80'));
  const [first, ...others] = isAnyIpv6(host) ? [...ipv4, ...ipv6] : ipv4;
  return first === undefined ? ['localhost'] : [first, ...others, 'localhost'];
}

/** `::`, however long it is written. */
const isAnyIpv6 = (host: string): boolean => /^[0:]*::?[0:]*$/.test(host) && host.includes(':');

export const urlOf = (scheme: 'http' | 'https', host: string, port: number): string =>
  `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
