/**
 * A name as people type it without a Vietnamese keyboard: small letters, no diacritics, `đ` as `d`, one space between
 * words, no punctuation. Typed or stored, both sides are folded by this and nothing else.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
