import { BlockList, isIP } from 'node:net';

type Family = 'ipv4' | 'ipv6';

/** A network in CIDR notation; an address alone is a network of one. */
export class AddressRange {
  private readonly list = new BlockList();
  private readonly first: string;
  private readonly bits: number;
  private readonly family: Family;

  /** Throws a TypeError or RangeError for what is no network. */
  constructor(cidr: string) {
    const [first = '', bits] = cidr.split('/');
    this.first = first;
    this.family = familyOf(first);
    this.bits = bits === undefined ? wholeBits[this.family] : Number(bits);
    this.list.addSubnet(first, this.bits, this.family);
  }

  /** `address` as `plainAddress` gives it. */
  contains(address: string): boolean {
    return familyOf(address) === this.family && this.list.check(address, this.family);
  }

  isWithin(wider: AddressRange): boolean {
    return this.bits >= wider.bits && wider.contains(this.first);
  }
}

const wholeBits: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };
const familyOf = (address: string): Family => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

/**
 * The IP address that a host is, as a socket understands it: `[fe80::1%eth0]`, `127.1`, `0x7f000001` and
 * `::ffff:127.0.0.1` (IPv4-mapped) as well. Absent for a name.
 */
export function plainAddress(host: string): string | undefined {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  const url = `http://${bare.includes(':') ? `[${bare}]` : bare}/`;
  if (!URL.canParse(url)) return undefined;
  const canonical = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(canonical) === 0 ? undefined : (mappedAddress(canonical) ?? canonical);
}

/** RFC 4291 section 2.5.5.2: a socket that connects there sends IPv4. */
function mappedAddress(canonical: string): string | undefined {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const numbers = [high, low].map((hex) => Number.parseInt(hex, 16));
  return numbers.flatMap((number) => [number >> 8, number & 255]).join('.');
}
