import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/index.ts';
import { keyframeOf, readFragmentedFile } from '../../../src/media/index.ts';
import { aFragment, anInit, pps, u8, u32 } from './mp4-builder.ts';

/** The keyframe of a file whose sync sample is these bytes. */
function keyframe(sample: Buffer) {
  const head = anInit();
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
    expect(rest).toEqual({ codec: 'h264', width: 640, height: 480, isReset: true });
  });

  it('drops delimiters, which would stand in the wrong place, and empty units', () => {
    const { bitstream } = keyframe(Buffer.concat([nal(0x09, 0xf0), nal(), nal(0x65, 7)]));
    expect(unitsOf(bitstream).slice(2)).toEqual(['6507']);
  });

  it('tells that a recovery point is no reset', () => {
    expect(keyframe(Buffer.concat([nal(0x06, 5), nal(0x41, 1)])).isReset).toBe(false);
  });

  it.each([
    ['longer than the sample', u32(5, 0)],
    ['cut inside a length', Buffer.concat([nal(0x65), u8(0, 0)])],
  ])('refuses a NAL unit %s', (_, sample) => {
    expect(() => keyframe(sample)).toThrow(AppError);
  });
});
