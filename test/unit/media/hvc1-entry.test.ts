import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInit, withHvc1Entry } from '../../../src/media/index.ts';
import { anInit, hevcArray, hevcEntry, u8 } from './mp4-builder.ts';

const unit = u8(0x40, 1, 0x0c);
const complete = 0x80;
const sets = [hevcArray(32, unit), hevcArray(33, unit), hevcArray(34, unit, unit)];
const hev1 = anInit({ entry: hevcEntry('hev1', ...sets) });

describe('when an init section of H.265 leaves', () => {
  it('is named hvc1, its arrays of parameter sets complete, and nothing else differs', () => {
    const message = hevcArray(39, unit);
    const init = anInit({ entry: hevcEntry('hev1', ...sets, message) });
    const all = [32, 33].map((type) => hevcArray(complete | type, unit));
    const pictures = hevcArray(complete | 34, unit, unit);
    const expected = anInit({ entry: hevcEntry('hvc1', ...all, pictures, message) });
    expect(withHvc1Entry(init)).toEqual(expected);
    expect(init).toEqual(anInit({ entry: hevcEntry('hev1', ...sets, message) }));
  });

  it('tells players the codec that its entry has', () => {
    expect(readInit(hev1).track.codecString).toBe('hev1.1.6.L93.90');
    expect(readInit(withHvc1Entry(hev1)).track).toEqual({
      ...readInit(hev1).track,
      codecString: 'hvc1.1.6.L93.90',
    });
  });
});

describe('when hvc1 would not be true, or is named already', () => {
  it.each([
    ['H.264', anInit()],
    ['hvc1', anInit({ entry: hevcEntry('hvc1', ...sets) })],
    ['an entry without a PPS', anInit({ entry: hevcEntry('hev1', ...sets.slice(0, 2)) })],
    ['an empty array of PPS', anInit({ entry: hevcEntry('hev1', ...sets.slice(0, 2), hevcArray(34)) })],
    ['no arrays', anInit({ entry: hevcEntry('hev1') })],
    [
      'another version of hvcC',
      Buffer.from(hev1).fill(2, hev1.indexOf('hvcC') + 4, hev1.indexOf('hvcC') + 5),
    ],
    ['a file that is none', Buffer.from('a file')],
  ])('leaves %s as it is', (_, init) => {
    expect(withHvc1Entry(init)).toEqual(init);
  });

  it('leaves one that is cut as it is, and of a spoiled one the length', () => {
    const index = fc.nat(hev1.length - 1);
    fc.assert(
      fc.property(index, index, fc.nat(255), (cut, at, to) => {
        const spoiled = Buffer.from(hev1);
        spoiled[at] = to;
        expect(withHvc1Entry(spoiled)).toHaveLength(hev1.length);
        expect(withHvc1Entry(hev1.subarray(0, cut))).toEqual(hev1.subarray(0, cut));
      }),
    );
  });
});
