import { createHmac } from 'node:crypto';
import type { ActStation } from '../../custody/index.ts';
import { browsersOf } from './known-browser.ts';

/** What a call says of where it comes from. */
export interface CallPlace {
  /** The browser's marks: attacker-controlled. */
  readonly marks: string;
  /** Empty when the connection is gone. */
  readonly address: string;
}

/** Browser and network address of a call, in digests that nobody can compute without the key. `key`: 32 bytes. */
export function actStation({ marks, address }: CallPlace, key: Uint8Array, nowMs: number): ActStation {
  return {
    browser: browsersOf(marks, key, nowMs).map((id) => digest(`browser\n${id}`, key)),
    ...(address !== '' && { address: digest(`address\n${networkOf(address)}`, key) }),
  };
}

/** 132 bits. */
const digestLength = 22;

const digest = (value: string, key: Uint8Array): string =>
  createHmac('sha256', key).update(`station ${value}`).digest('base64url').slice(0, digestLength);

const groups = 8;
const groupsOfNetwork = 4;
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** What an office has: an IPv4 address, or the first 64 bits of an IPv6 address (RFC 4291, 2.5.4). */
export function networkOf(address: string): string {
  const v4 = mapped.exec(address)?.[1];
  if (v4 !== undefined || !address.includes(':')) return v4 ?? address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = partsOf(head);
  const after = partsOf(tail ?? '');
  const zeros = Array<string>(Math.max(0, groups - before.length - after.length)).fill('0');
  const network = [...before, ...zeros, ...after].slice(0, groupsOfNetwork);
  return network.map((part) => Number.parseInt(part, 16).toString(16)).join(':');
}

const partsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
