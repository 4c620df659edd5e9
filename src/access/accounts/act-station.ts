import { createHmac } from 'node:crypto';
import type { ActStation } from '../../custody/index.ts';
import { browsersOf } from './known-browser.ts';
import { networkOf } from './network.ts';

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
