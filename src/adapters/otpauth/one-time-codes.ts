import { Secret, TOTP } from 'otpauth';
import type { OneTimeCodes } from '../../access/index.ts';

/** Steps of 30 s; one early or late, for a clock that is off and a person who types slowly (RFC 6238 section 5.2). */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const stepsOff = 1;
/** RFC 4226 section 4, R6: 160 bits. */
const secretBytes = 20;

/** `issuer` is what the app shows beside the user's name. */
export const oneTimeCodes = (issuer: string): OneTimeCodes => ({
  newSecret: () => new Secret({ size: secretBytes }).base32,
  urlOf: (secret, userName) => new TOTP({ ...form, issuer, label: userName, secret }).toString(),
  stepOf: (secret, code, nowMs) => {
    // The library throws at six digits that are more than six bytes.
    if (!/^\d{6}$/.test(code)) return undefined;
    const known = Secret.fromBase32(secret);
    const off = TOTP.validate({ ...form, token: code, secret: known, timestamp: nowMs, window: stepsOff });
    return off === null ? undefined : TOTP.counter({ period: form.period, timestamp: nowMs }) + off;
  },
});
