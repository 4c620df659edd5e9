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
