import { createHmac } from 'node:crypto';
import type { ActStation } from '../../custody/index.ts';
import { browsersOf } from './known-browser.ts';
import { networkOf } from './network.ts';

/** The place from which a call comes, as the call states it. */
export interface CallPlace {
  /** The browser's marks: attacker-controlled. */
  readonly marks: string;
  /** Empty when the connection is gone. */
  readonly address: string;
}

/** Answers keyed digests of the call's browser and network address (HMAC-SHA-256). `key`: 32 bytes. */
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
