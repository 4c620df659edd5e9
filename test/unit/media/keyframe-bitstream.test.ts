import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/index.ts';
import { keyframeOf, readFragmentedFile } from '../../../src/media/index.ts';
import { aFragment, anInit, avc1With, box, pps, u8, u32 } from './mp4-builder.ts';

/** The keyframe of a file whose sync sample is these bytes. */
function keyframe(sample: Buffer, head = anInit()) {
  const bytes = Buffer.concat([head, aFragment({ samples: [{ sizeBytes: sample.length }] })]);
  sample.copy(bytes, bytes.length - sample.length);
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error(file.damage.code);
  return keyframeOf(bytes, file.track, file.fragments[0]);
}

const nal = (...bytes: number[]): Buffer => Buffer.concat([u32(bytes.length), u8(...bytes)]);
const startCode = u8(0, 0, 0, 1);

const unitsOf = (bitstream: Uint8Array): string[] =>
  Buffer.from(bitstream).toString('hex').split(startCode.toString('hex')).slice(1);

describe('when a keyframe is taken out of its file', () => {
  it('puts start codes for lengths, parameter sets first', () => {
    const { bitstream, ...rest } = keyframe(Buffer.concat([nal(0x06, 5), nal(0x65, 1, 2, 3)]));
    expect(unitsOf(bitstream).slice(1)).toEqual([pps.toString('hex'), '0605', '65010203']);
    const size = { width: 640, height: 480, pixelAspect: 1 };
    expect(rest).toEqual({ codec: 'h264', ...size, isReset: true, isWhole: true });
  });

  it('drops delimiters, which would stand in the wrong place, and empty units', () => {
    const { bitstream } = keyframe(Buffer.concat([nal(0x09, 0xf0), nal(), nal(0x65, 7)]));
    expect(unitsOf(bitstream).slice(2)).toEqual(['6507']);
  });

  it('tells that a recovery point is no reset', () => {
    expect(keyframe(Buffer.concat([nal(0x06, 5), nal(0x41, 1)])).isReset).toBe(false);
  });

  // Slices: first_mb_in_slice and slice_type as Exp-Golomb codes, `1` is 0, `011` is 2 (I), `00110` is 5 (P).
  const recoveryPoint = nal(0x06, 6, 1, 0x0a);
  const [intra, predicted] = [nal(0x41, 0b10111000), nal(0x41, 0b10011010)];
  const lowerPredicted = nal(0x41, 0b01000110, 0b10000000);
  it.each([
    ['is an intra picture', [recoveryPoint, intra], true],
    ['is two fields, the second predicted from the first', [intra, predicted], true],
    ['cannot be read', [recoveryPoint, nal(0x41)], true],
    ['is predicted', [recoveryPoint, predicted], false],
    ['is predicted in its lower part', [recoveryPoint, intra, lowerPredicted], false],
  ])('tells whether it is a picture by itself (quirk 27): one that %s', (_, units, isWhole) => {
    expect(keyframe(Buffer.concat(units)).isWhole).toBe(isWhole);
  });

  it.each([
    ['1:2, of 704 × 288', u32(1, 2), 0.5],
    ['12:11', u32(12, 11), 12 / 11],
    ['none', u32(0, 0), 1],
    ['none that a camera has', u32(1, 1000), 1],
    ['a cut one', u32(1), 1],
  ])('tells the shape of a pixel (quirk 26): %s', (_, ratio, pixelAspect) => {
    const head = anInit({ entry: avc1With(box('pasp', ratio)) });
    expect(keyframe(nal(0x65, 1), head).pixelAspect).toBe(pixelAspect);
  });

  it.each([
    ['longer than the sample', u32(5, 0)],
    ['cut inside a length', Buffer.concat([nal(0x65), u8(0, 0)])],
  ])('refuses a NAL unit %s', (_, sample) => {
    expect(() => keyframe(sample)).toThrow(AppError);
  });
});
