import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader } from '../../../src/bitstream/bit-reader.ts';
import { BitWriter } from '../../../src/bitstream/bit-writer.ts';
import { escapeNalUnit, unescapeNalUnit } from '../../../src/bitstream/emulation-prevention.ts';
import { AppError } from '../../../src/core/index.ts';
import { withoutH264Reordering } from '../../../src/media/bitstream/h264-reordering.ts';
import { withoutH265Reordering } from '../../../src/media/bitstream/h265-reordering.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const zeroish = fc.uint8Array({ maxLength: 60, max: 4 });

/** Sets as encoders write them: x264 with two reordered pictures and timing, x264 baseline, a set without VUI. */
const h264 = {
  'reorders two': hex('6764001facd9405005bb0110000003001000000301e0f1831960'),
  'reorders none': hex('6764001facb402802dd80880000003008000000f078c1950'),
  'has no usability information': hex('6742001e95a8280f64'),
};
const h265 = hex('42010101600000030090000003000003005aa0050201e165959a4932bc05a020000003002000000301e1');

describe('when NAL units are escaped', () => {
  it('never leaves a start code inside, and comes back as it was', () => {
    fc.assert(
      fc.property(zeroish, (rbsp) => {
        const unit = escapeNalUnit(rbsp);
        expect(
          Buffer.from(unit)
            .toString('hex')
            .match(/^(?:..)*?00000[0-2]/),
        ).toBeNull();
        expect(unescapeNalUnit(unit)).toEqual(rbsp);
      }),
    );
  });
});

describe('when bits are written', () => {
  it('reads back numbers and Exp-Golomb codes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 31)), (values) => {
        const writer = new BitWriter();
        for (const value of values) writer.bits(value, 32).unsigned(value);
        const reader = new BitReader(writer.finish());
        for (const value of values) expect([reader.bits(32), reader.unsigned()]).toEqual([value, value]);
      }),
    );
  });
});

describe('when an H.264 parameter set is made to promise output order', () => {
  it.each(Object.entries(h264))('changes nothing but its end: one that %s', (_, unit) => {
    const before = bitsOf(unescapeNalUnit(unit));
    const after = bitsOf(unescapeNalUnit(withoutH264Reordering(unit)));
    const kept = [...before].findIndex((bit, i) => bit !== after[i]);
    expect(kept === -1 ? before.length : kept).toBeGreaterThan(before.length - 40);
  });

  it.each(Object.entries(h264))('is done once and for all: one that %s', (_, unit) => {
    const once = withoutH264Reordering(unit);
    expect(withoutH264Reordering(once)).toEqual(once);
  });

  it('ends with no reordering and a buffer of 16', () => {
    const last = new BitWriter().bits(0b11, 2).unsigned(0).unsigned(0).unsigned(16).unsigned(16);
    const restriction = bitsOf(last.unsigned(0).unsigned(16).finish()).replace(/10*$/, '');
    for (const unit of Object.values(h264)) {
      expect(bitsOf(unescapeNalUnit(withoutH264Reordering(unit))).replace(/10*$/, '')).toMatch(
        new RegExp(`${restriction}$`),
      );
    }
  });
});

describe('when an H.265 parameter set is made to promise output order', () => {
  it('changes two pictures to none, and drops the limit on latency', () => {
    const before = bitsOf(unescapeNalUnit(h265));
    const after = bitsOf(unescapeNalUnit(withoutH265Reordering(h265)));
    // The fields lie at bits 169 (buffering 4), 174 (reordering 2) and 177 (latency 4 + 1).
    expect(before.slice(169)).toMatch(/^00101(011)(00101|00110|00101)/);
    expect(after.slice(0, 176)).toBe(`${before.slice(0, 174)}11`);
  });

  it('is done once and for all', () => {
    const once = withoutH265Reordering(h265);
    expect(withoutH265Reordering(once)).toEqual(once);
  });
});

describe('when a parameter set is attacker-controlled', () => {
  it.each([
    ['H.264', withoutH264Reordering],
    ['H.265', withoutH265Reordering],
  ])('reads any bytes into a set or an AppError: %s', (_, change) => {
    fc.assert(
      fc.property(fc.oneof(zeroish, fc.uint8Array({ maxLength: 80 })), (unit) => {
        try {
          change(unit);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const bitsOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
