import { describe, expect, it } from 'vitest';
import { digestGop, isGopOf, parseSegmentDigests } from '../../../src/media/index.ts';

const gop = Buffer.from('moof and the head of mdat|payload');
const digest = digestGop(gop, 26);

describe('when a byte of a GOP is changed', () => {
  it.each([...gop.keys()])('is seen, at %i', (at) => {
    const changed = Uint8Array.from(gop);
    changed[at] = (changed[at] ?? 0) ^ 0x80;
    expect([isGopOf(gop, digest), isGopOf(changed, digest)]).toEqual([true, false]);
  });

  it('is seen when bytes move from the head to the payload', () => {
    expect(isGopOf(gop, { ...digestGop(gop, 25), headBytes: 26 })).toBe(false);
  });
});

describe('when digests are read back', () => {
  it('are what was written', () => {
    const digests = { init: digest.head, gops: [digest, digest] };
    expect(parseSegmentDigests(JSON.parse(JSON.stringify(digests)))).toEqual(digests);
  });

  it.each([
    ['nothing', null],
    ['no GOPs', { init: digest.head }],
    ['a digest of upper case', { init: digest.head.toUpperCase(), gops: [] }],
    ['a GOP without its payload', { init: digest.head, gops: [{ headBytes: 1, head: digest.head }] }],
    ['a head of half a byte', { init: digest.head, gops: [{ ...digest, headBytes: 0.5 }] }],
  ])('refuses %s', (_, value) => {
    expect(() => parseSegmentDigests(value)).toThrow('without the digests');
  });
});
