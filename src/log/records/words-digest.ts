import { sha256Hex } from '../../core/index.ts';

/**
 * What stands in a record for what a person wrote: SHA-256, hex, of its `salt`, decoded, and the text in UTF-8. So a text
 * can be shown to be the one of then, and no record holds it.
 */
export const wordsDigest = (salt: string, text: string): string =>
  sha256Hex(Buffer.concat([Buffer.from(salt, 'base64'), Buffer.from(text)]));
