import { createHash } from 'node:crypto';
import type { Credentials } from '../auth/digest.ts';
import { textOf } from './soap.ts';

export type TokenVerdict = 'absent' | 'granted' | 'refused';

/** The camera's clock, and the largest allowed distance of a token's time from it. */
export interface TokenWindow {
  cameraNowMs: number;
  windowMs: number;
}

/** Checks the UsernameToken of a request (WS-Security UsernameToken Profile 1.0, PasswordDigest). */
export function checkUsernameToken(xml: string, credentials: Credentials, window: TokenWindow): TokenVerdict {
  if (textOf(xml, 'Username') === undefined) return 'absent';
  const created = textOf(xml, 'Created') ?? '';
  const nonce = Buffer.from(textOf(xml, 'Nonce') ?? '', 'base64');
  const offMs = Math.abs(Date.parse(created) - window.cameraNowMs);
  const expected = createHash('sha1')
    .update(nonce)
    .update(created)
    .update(credentials.password)
    .digest('base64');
  const known = textOf(xml, 'Username') === credentials.user && textOf(xml, 'Password') === expected;
  return known && offMs <= window.windowMs ? 'granted' : 'refused';
}
