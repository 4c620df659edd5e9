import type { SignedKind } from '../platform.ts';
import { derContent, derItems, derTags, derValue } from './der.ts';

const sizes: Readonly<Record<SignedKind['key'], number>> = { RSA: 0, 'P-256': 32, 'P-384': 48, 'P-521': 66 };

/** Both numbers of an ECDSA signature, side by side (IEEE P1363), out of its DER. Errors: `invalid` `der-malformed`; RangeError. */
export function rawSignature(der: Uint8Array, curve: SignedKind['key']): Uint8Array {
  const size = sizes[curve];
  const raw = new Uint8Array(2 * size);
  for (const [at, number] of derItems(derValue(der)).slice(0, 2).entries()) {
    const digits = derContent(number, derTags.integer);
    const shown = digits[0] === 0 ? digits.subarray(1) : digits;
    raw.set(shown, (at + 1) * size - shown.length);
  }
  return raw;
}
