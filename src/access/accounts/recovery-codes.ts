import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../../core/index.ts';

const howMany = 10;
/** 80 bits: too many to be found from the hash, so that it needs no salt and no slow function. */
const length = 16;
/** Crockford's base 32: no letter looks like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const groups = /.{4}(?=.)/g;

/** Codes that replace the second factor once each, as `4k8z-v1qc-77me-x0hd`. Shown once; only hashes are stored. */
export const newRecoveryCodes = (): string[] => Array.from({ length: howMany }, newRecoveryCode);

function newRecoveryCode(): string {
  const signs = Array.from(randomBytes(length), (byte) => alphabet[byte & 31]);
  return signs.join('').replaceAll(groups, '$&-');
}

/** The typed code in the form that was shown; `undefined` when it cannot be a recovery code. */
export function readRecoveryCode(typed: string): string | undefined {
  const signs = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  const isOne = signs.length === length && [...signs].every((sign) => alphabet.includes(sign));
  return isOne ? signs.replaceAll(groups, '$&-') : undefined;
}

export const hashOfRecoveryCode = (code: string): string => sha256Hex(Buffer.from(code, 'utf8'));
