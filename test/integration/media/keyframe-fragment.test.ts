import { describe, expect, it } from 'vitest';
import { keyframeFragment, readFragmentedFile } from '../../../src/media/index.ts';
import { h264, oneSegment } from './clips.ts';

describe('when a GOP is reduced to its keyframe', () => {
  it.each([
    ['without B-frames', ['-bf', '0']],
    ['with B-frames', ['-bf', '3']],
  ])('shows that one frame in its place until the next GOP (%s)', async (_, more) => {
    const { bytes, file } = await oneSegment({ encoder: h264(...more), seconds: 6 });
    const init = bytes.subarray(0, file.init.sizeBytes);
    const gops = file.fragments.map(({ offsetBytes, sizeBytes }) =>
      bytes.subarray(offsetBytes, offsetBytes + sizeBytes),
    );
    const light = readFragmentedFile(
      Buffer.concat([init, ...gops.map((gop) => keyframeFragment(init, gop))]),
    );
    if (!light.isReadable) throw new Error(light.damage.message);
    expect(light.damage).toBeUndefined();
    const timesOf = ({ fragments }: Pick<typeof light, 'fragments'>) =>
      fragments.map(({ decodeTicks, presentationTicks, presentationEndTicks, keyframe }) => ({
        ...{ decodeTicks, presentationTicks, presentationEndTicks },
        sizeBytes: keyframe.sizeBytes,
      }));
    expect(timesOf(light)).toEqual(timesOf(file));
    expect(light.fragments.map(({ sampleCount }) => sampleCount)).toEqual(gops.map(() => 1));
    expect(light.sizeBytes).toBeLessThan(bytes.length / 2);
  });

  it('refuses what is no GOP', async () => {
    const { bytes, file } = await oneSegment({ seconds: 2 });
    const init = bytes.subarray(0, file.init.sizeBytes);
    expect(() => keyframeFragment(init, init)).toThrow(/not one fragment/);
  });
});
