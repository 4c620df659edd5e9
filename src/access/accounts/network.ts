import { plainAddress } from '../../core/index.ts';

const groups = 8;
const groupsOfNetwork = 4;

/** Answers the network of an address: all of an IPv4 one, 64 bits of an IPv6 one (RFC 4291, 2.5.4), in any notation. */
export function networkOf(address: string): string {
  const plain = plainAddress(address) ?? address;
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const [before, after] = [partsOf(head), partsOf(tail)];
  const zeros = Array<string>(Math.max(0, groups - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, groupsOfNetwork).join(':');
}

const partsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
