import { describe, expect, it } from 'vitest';
import { h264 } from '../../../src/relay/rtp/h264.ts';
import { h265 } from '../../../src/relay/rtp/h265.ts';
import { h265Nals } from './nal-units.ts';

const nal = (base64: string): Buffer => Buffer.from(base64, 'base64');

describe('when the id of a parameter set is read', () => {
  it.each([
    ['H.264 SPS of a real camera', h264, nal('Z00AKZpkA8ARPyzUBAQFAAADA+gAAOpgBA=='), 0],
    ['H.264 PPS of a real camera', h264, nal('aO48gA=='), 0],
    ['H.264 SPS 3', h264, Buffer.from([0x67, 0x42, 0, 0x1e, 0b0010_0000]), 3],
    ['H.264 PPS 1', h264, Buffer.from([0x68, 0b0101_0000]), 1],
    ['H.264 PPS 255', h264, Buffer.from([0x68, 0b0000_0000, 0b1000_0000, 0b0000_0000]), 255],
    ['H.265 VPS 0', h265, h265Nals.vps(), 0],
    ['H.265 SPS of a real camera', h265, h265Nals.sps(), 0],
    [
      'H.265 SPS with sub-layers',
      h265,
      Buffer.from(`4201${'02'}${'00'.repeat(12)}${'c000'}${'11'.repeat(12)}48`, 'hex'),
      1,
    ],
    ['H.265 PPS of a real camera', h265, h265Nals.pps(), 0],
  ])('finds that of %s', (_, codec, set, id) => {
    expect(codec.parameterSetId(set)).toBe(id);
  });

  it.each([
    ['cut', h264, Buffer.from([0x67, 0x42, 0])],
    ['all zeros', h264, Buffer.alloc(20).fill(0x68, 0, 1)],
    ['a cut SPS', h265, Buffer.from([0x42, 1, 1])],
  ])('is undefined where it is %s', (_, codec, set) => {
    expect(codec.parameterSetId(set)).toBeUndefined();
  });
});
