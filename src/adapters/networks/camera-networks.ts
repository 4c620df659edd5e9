import { lookup } from 'node:dns/promises';
import { type CameraNetworks, outsideNetworks, plainAddress } from '../../core/index.ts';
import { AddressRange } from './address-ranges.ts';

/**
 * Addresses at which no camera usually stands, and much else listens. Only a network within such a range opens it:
 * `0.0.0.0/0` does not, and `169.254.0.0/16` opens link-local without the services of a cloud in it.
 */
const namedOnly = [
  // This host: loopback, and the unspecified address, at which it answers too.
  ...['127.0.0.0/8', '::1', '0.0.0.0/8', '::'],
  // Link-local.
  ...['169.254.0.0/16', 'fe80::/10'],
  // Metadata of clouds, which hand out keys: Amazon and most others, Google, Alibaba, Azure, Oracle.
  ...['169.254.169.0/24', '169.254.170.0/24', 'fd00:ec2::/32', 'fd20:ce::/32'],
  ...['100.100.100.200', '168.63.129.16', '192.0.0.192'],
  // Many hosts at once.
  ...['224.0.0.0/4', 'ff00::/8', '255.255.255.255'],
].map((cidr) => new AddressRange(cidr));

/** A resolver's answers, best first. */
type Resolve = (name: string) => Promise<readonly string[]>;

const resolveHere: Resolve = async (name) =>
  (await lookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address);

/** `named`: networks in CIDR notation, as the settings have checked them. */
export function createCameraNetworks(
  named: readonly string[],
  resolve: Resolve = resolveHere,
): CameraNetworks {
  const ranges = named.map((cidr) => new AddressRange(cidr));
  const opens = (address: string): boolean => {
    const special = namedOnly.filter((range) => range.contains(address));
    return ranges.some((range) => range.contains(address) && special.every((each) => range.isWithin(each)));
  };
  const within = (host: string): string | undefined => {
    const address = plainAddress(host);
    return address !== undefined && opens(address) ? address : undefined;
  };
  return {
    includes: (address) => within(address) !== undefined,
    isOutside: (host) => plainAddress(host) !== undefined && within(host) === undefined,
    addressOf: async (host, withinMs) => {
      const isAddress = plainAddress(host) !== undefined;
      const candidates = isAddress ? [host] : await inTime(resolve(host), withinMs);
      const address = candidates.map(within).find((each) => each !== undefined);
      if (address === undefined) throw outsideNetworks();
      return address;
    },
  };
}

async function inTime<T>(promise: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('ETIMEDOUT'), { code: 'ETIMEDOUT' })), withinMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
