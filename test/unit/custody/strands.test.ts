import { describe, expect, it } from 'vitest';
import { type KnownStrand, missingEvents } from '../../../src/custody/index.ts';

const whole: KnownStrand = { strand: 0, stated: 9, count: 9, lastSeq: 9, last: 40, digest: 'a' };
const signed = (seq: number, digest = 'a') => new Map([[0, { seq, digest }]]);

describe('when the events of a strand are counted', () => {
  it.each<[string, Partial<KnownStrand>, Parameters<typeof missingEvents>[1], unknown]>([
    ['all that were stated, some of them not sealed yet', {}, signed(7), undefined],
    ['all, and nothing is sealed', {}, new Map(), undefined],
    ['none, where none was stated', { stated: 0, count: 0, lastSeq: 0, last: 0 }, new Map(), undefined],
    ['fewer than stated', { stated: 12 }, new Map(), { seq: 41, kind: 'truncated', missing: 3 }],
    ['fewer than signed', {}, signed(11), { seq: 41, kind: 'truncated', missing: 2 }],
    [
      'none of those signed',
      { stated: 0, count: 0, lastSeq: 0, last: 0 },
      signed(2),
      { seq: 1, kind: 'truncated', missing: 2 },
    ],
    ['a hole', { count: 7, firstBehindHole: 31 }, signed(7), { seq: 31, kind: 'missing', missing: 2 }],
    [
      'a hole, and a cut end',
      { count: 7, firstBehindHole: 31, stated: 10 },
      new Map(),
      { seq: 31, kind: 'missing', missing: 3 },
    ],
    ['all, but others than signed', { digest: 'b' }, signed(9), { seq: 40, kind: 'not-as-signed' }],
  ])('answers what is wrong where there are %s', (_, change, ends, expected) => {
    expect(missingEvents([{ ...whole, ...change }], ends)).toEqual(expected);
  });

  it('names the lowest number, and counts what is missing in all of them', () => {
    const strands = [
      { ...whole, stated: 12 },
      { ...whole, strand: 1, count: 8, firstBehindHole: 20 },
    ];
    expect(missingEvents(strands, new Map())).toEqual({ seq: 20, kind: 'missing', missing: 4 });
  });
});
