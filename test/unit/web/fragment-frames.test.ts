import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFragmentFrames, showFromKeyframe } from '../../../src/web/player/fragment-frames.ts';
import { anInit, box, u32, u64 } from '../media/mp4-builder.ts';

const init = anInit({ trexDurationTicks: 1_000 });
const tfhd = (flags: number, ...fields: number[]) => box('tfhd', u32(flags, 2, ...fields));
const aFragment = (...inTraf: Buffer[]) =>
  Buffer.concat([box('moof', box('mfhd', u32(0, 1)), box('traf', ...inTraf)), box('mdat', u32(7))]);
const tfdt = box('tfdt', u32(0, 30_000));

describe('when the frames of a fragment are read', () => {
  it('takes times and durations of each, in the order of decoding', () => {
    // Duration, size and composition offset of each; the second is shown after the third.
    const trun = box(
      'trun',
      u32(0x0100_0f01, 3, 0),
      rowOf(1_000, 0),
      rowOf(1_000, 2_000),
      rowOf(1_500, -500),
    );
    expect(readFragmentFrames(init, aFragment(tfhd(0), tfdt, trun))).toEqual({
      timescale: 15_000,
      frames: [
        { shownTicks: 30_000, durationTicks: 1_000 },
        { shownTicks: 33_000, durationTicks: 1_000 },
        { shownTicks: 31_500, durationTicks: 1_500 },
      ],
    });
  });

  it('takes the duration from the fragment, else from the track, and long times', () => {
    const late = box('tfdt', u32(0x0100_0000), u64(2 ** 40));
    const trun = box('trun', u32(0x0, 2));
    const shownIn = (...parts: Buffer[]) =>
      readFragmentFrames(init, aFragment(...parts)).frames.map(({ shownTicks }) => shownTicks);
    expect(shownIn(tfhd(0x8, 600), late, trun)).toEqual([2 ** 40, 2 ** 40 + 600]);
    expect(shownIn(tfhd(0x2, 1), tfdt, trun)).toEqual([30_000, 31_000]);
  });

  it.each([
    ['a box that does not fit', Buffer.concat([u32(900), Buffer.from('moof')]), /moof: a box of 900 bytes/],
    ['a box smaller than its head', Buffer.concat([u32(4), Buffer.from('moof')]), /moof: a box of 4 bytes/],
    ['no track', box('moof', box('mfhd', u32(0, 1))), /traf: missing in moof/],
    ['no time', aFragment(tfhd(0), box('trun', u32(0, 1))), /tfdt: missing in traf/],
    ['no frame', aFragment(tfhd(0), tfdt, box('trun', u32(0, 0))), /trun: no frame/],
    [
      'a run that is cut',
      aFragment(tfhd(0), tfdt, box('trun', u32(0x100, 3, 1))),
      /trun: cut inside a field/,
    ],
    ['four billion frames', aFragment(tfhd(0), tfdt, box('trun', u32(0, 0xffff_ffff))), /too many frames/],
    [
      'a time beyond all',
      aFragment(tfhd(0), box('tfdt', u32(0x0100_0000, ~0, ~0)), tfdt),
      /tfdt: a time beyond/,
    ],
  ])('says which box is at fault: %s', (_, fragment, message) => {
    expect(() => readFragmentFrames(init, fragment)).toThrow(message);
  });

  it('ends with frames or an error, whatever the bytes are', () => {
    const whole = aFragment(tfhd(0), tfdt, box('trun', u32(0x100, 2, 5, 6)));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        if (at < length) bytes[at] = value;
        try {
          expect(readFragmentFrames(init, bytes).frames.length).toBeGreaterThan(0);
        } catch (error) {
          expect((error as Error).message).toMatch(/: /);
        }
      }),
    );
  });
});

describe('when a fragment is to begin with its keyframe on the screen', () => {
  const shownIn = (fragment: Uint8Array) =>
    readFragmentFrames(init, fragment).frames.map(({ shownTicks }) => shownTicks);

  it.each([
    ['unsigned', 0x0f01],
    ['signed', 0x0100_0f01],
  ])('shows each frame earlier by what the keyframe waits, in %s offsets', (_, head) => {
    const rows = [rowOf(1_000, 2_000), rowOf(1_000, 5_000), rowOf(1_000, 1_000)];
    const fragment = aFragment(tfhd(0), tfdt, box('trun', u32(head, 3, 0), ...rows));
    const length = fragment.length;
    showFromKeyframe(fragment);
    expect(shownIn(fragment)).toEqual([30_000, 34_000, 31_000]);
    expect(fragment.length).toBe(length);
    showFromKeyframe(fragment);
    expect(shownIn(fragment)).toEqual([30_000, 34_000, 31_000]);
  });

  it('shifts all runs by the same', () => {
    const runs = [2_000, 3_000].map((ticks) => box('trun', u32(0x0f01, 1, 0), rowOf(1_000, ticks)));
    const fragment = aFragment(tfhd(0), tfdt, ...runs);
    showFromKeyframe(fragment);
    expect(shownIn(fragment)).toEqual([30_000, 32_000]);
  });

  it('leaves frames as they are that are shown as they are decoded', () => {
    const fragment = aFragment(tfhd(0x8, 600), tfdt, box('trun', u32(0, 2)));
    showFromKeyframe(fragment);
    expect(shownIn(fragment)).toEqual([30_000, 30_600]);
  });

  it('ends with or without an error, whatever the bytes are', () => {
    const whole = aFragment(tfhd(0), tfdt, box('trun', u32(0x800, 2, 5, 6)));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        if (at < length) bytes[at] = value;
        try {
          showFromKeyframe(bytes);
        } catch (error) {
          expect((error as Error).message).toMatch(/: /);
        }
        expect(bytes.length).toBe(length);
      }),
    );
  });
});

/** Duration, size, flags, composition offset. */
function rowOf(durationTicks: number, compositionTicks: number): Buffer {
  return u32(durationTicks, 9, 0, compositionTicks);
}
