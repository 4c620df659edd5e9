import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FragmentedFile, maxFileBytes, readFragmentedFile } from '../../../src/media/index.ts';
import { aFragment, anInit, box, pps, sampleTicks, sps, u32, u64 } from './mp4-builder.ts';

function readable(...parts: Uint8Array[]): FragmentedFile {
  const file = readFragmentedFile(Buffer.concat(parts));
  if (!file.isReadable) throw new Error(file.damage.code);
  return file;
}

function damageOf(...parts: Uint8Array[]): string | undefined {
  return readFragmentedFile(Buffer.concat(parts)).damage?.code;
}

const init = anInit();
const first = aFragment();
const second = aFragment({ decodeTicks: 3 * sampleTicks });

describe('when a file is whole', () => {
  it('tells its track', () => {
    expect(readable(init, first).track).toEqual({
      trackId: 2,
      timescale: 15_000,
      pixelAspect: 1,
      width: 640,
      height: 480,
      codec: 'h264',
      codecString: 'avc1.42001e',
      parameterSets: [sps, pps],
      nalLengthBytes: 4,
    });
  });

  it('tells each fragment and its sync sample', () => {
    const file = readable(init, first, second);
    expect(file.init).toEqual({ offsetBytes: 0, sizeBytes: init.length });
    expect(file.fragments).toEqual([
      {
        offsetBytes: init.length,
        sizeBytes: first.length,
        decodeTicks: 0,
        presentationTicks: 0,
        presentationEndTicks: 3000,
        sampleCount: 3,
        headBytes: first.length - 140,
        keyframe: { offsetBytes: init.length + first.length - 140, sizeBytes: 100 },
      },
      expect.objectContaining({ offsetBytes: init.length + first.length, decodeTicks: 3000 }),
    ]);
    expect(file.readableBytes).toBe(file.sizeBytes);
    expect(file.damage).toBeUndefined();
  });

  it('counts boxes between two fragments to the later one, so that fragments touch', () => {
    const file = readable(init, first, aFragment({ decodeTicks: 3000, before: box('styp', u32(1)) }));
    expect(file.fragments[1]?.offsetBytes).toBe(init.length + first.length);
  });

  it('leaves what follows the last fragment out of the readable bytes', () => {
    const file = readable(init, first, box('mfra', u32(0)));
    expect(file.readableBytes).toBe(init.length + first.length);
    expect(file.damage).toBeUndefined();
  });
});

describe('when frames are shown in another order than decoded', () => {
  it('adds composition offsets of version 0', () => {
    const samples = [
      { sizeBytes: 9, compositionTicks: 2000 },
      { sizeBytes: 9, compositionTicks: 5000 },
      { sizeBytes: 9, compositionTicks: 0 },
    ];
    const [fragment] = readable(init, aFragment({ samples })).fragments;
    expect(fragment).toMatchObject({ presentationTicks: 2000, presentationEndTicks: 7000 });
  });

  it('lets them be negative in version 1', () => {
    const samples = [{ sizeBytes: 9, compositionTicks: -500 }];
    const shape = { decodeTicks: 800, samples, trunVersion: 1 } as const;
    const [fragment] = readable(init, aFragment(shape)).fragments;
    expect(fragment).toMatchObject({ presentationTicks: 300, presentationEndTicks: 1300 });
  });
});

describe('when a fragment leaves facts to the init section', () => {
  const bareMoof = (...tfhd: number[]): Buffer => {
    const traf = box('traf', box('tfhd', u32(...tfhd)), box('tfdt', u32(0, 77)), box('trun', u32(0, 2)));
    return box('moof', box('mfhd', u32(0, 1)), traf);
  };

  it('takes duration, size and flags from trex', () => {
    const defaults = anInit({ trexDurationTicks: 40, trexSizeBytes: 6, trexFlags: 0 });
    const file = readable(defaults, bareMoof(0, 2), box('mdat', Buffer.alloc(12)));
    expect(file.fragments).toMatchObject([
      { decodeTicks: 77, presentationEndTicks: 157, sampleCount: 2, keyframe: { sizeBytes: 6 } },
    ]);
  });

  it('lets tfhd overrule trex', () => {
    const defaults = anInit({ trexDurationTicks: 40, trexSizeBytes: 6, trexFlags: 0x10000 });
    const file = readable(defaults, bareMoof(0x38, 2, 10, 3, 0), box('mdat', Buffer.alloc(6)));
    expect(file.fragments).toMatchObject([{ presentationEndTicks: 97, keyframe: { sizeBytes: 3 } }]);
  });
});

describe('when a file is damaged', () => {
  const moof = first.subarray(0, first.length - 148);

  it.each([
    ['nothing at all', 'media-no-fragment', [Buffer.alloc(0)]],
    ['an init section alone', 'media-no-fragment', [init]],
    ['data before the init section', 'media-no-init', [box('mdat')]],
    ['no video track', 'media-no-video', [anInit({ entry: box('mp4v', Buffer.alloc(80)) }), first]],
    [
      'no decoder configuration',
      'media-box-missing',
      [anInit({ entry: box('avc1', Buffer.alloc(78)) }), first],
    ],
    ['data without its moof', 'media-no-moof', [init, first, box('mdat')]],
    ['a box between moof and mdat', 'media-no-moof', [init, moof, box('free'), first.subarray(-148)]],
    ['a fragment without a sync sample', 'media-no-keyframe', [init, aFragment({ firstFlags: 0x10000 })]],
    ['samples beyond their data', 'media-sample-outside', [init, aFragment({ offByBytes: 1 })]],
    ['samples before their data', 'media-sample-outside', [init, aFragment({ offByBytes: -1 })]],
    ['time going backwards', 'media-time-backwards', [init, second, first]],
    ['a second init section', 'media-second-init', [init, first, init]],
    ['a file cut inside a fragment', 'media-truncated', [init, first, second.subarray(0, 40)]],
  ])('says so: %s', (_, code, parts) => {
    expect(damageOf(...parts)).toBe(code);
  });

  it('keeps what came before the damage', () => {
    const file = readable(init, first, aFragment({ decodeTicks: 3000, offByBytes: 1 }), second);
    expect(file.fragments).toHaveLength(1);
    expect(file.damage).toMatchObject({ offsetBytes: file.readableBytes + second.length - 148 });
  });

  it('refuses a file that is too large without reading it', () => {
    expect(damageOf(Buffer.alloc(maxFileBytes + 1))).toBe('media-too-large');
  });

  it('does not count to four billion samples of no bytes', () => {
    const traf = box(
      'traf',
      box('tfhd', u32(0, 2)),
      box('tfdt', u32(0x01000000), u64(0)),
      box('trun', u32(0, 0xffffffff)),
    );
    expect(damageOf(init, box('moof', traf), box('mdat'))).toBe('media-too-many-samples');
  });
});

describe('when a file is cut at any byte', () => {
  it('yields the fragments that are whole, and no others', () => {
    const bytes = Buffer.concat([init, first, second, box('mfra', u32(0))]);
    const whole = readable(bytes).fragments;
    for (let cut = 0; cut <= bytes.length; cut++) {
      const file = readFragmentedFile(bytes.subarray(0, cut));
      const expected = whole.filter((fragment) => fragment.offsetBytes + fragment.sizeBytes <= cut);
      expect(file.isReadable ? file.fragments : []).toEqual(expected);
    }
  });
});

describe('when bytes are spoiled', () => {
  it('never throws, and never points outside the file', () => {
    const bytes = Buffer.concat([init, first, second]);
    const flips = fc.array(fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) }), { maxLength: 8 });
    fc.assert(
      fc.property(flips, (spoiled) => {
        const copy = Buffer.from(bytes);
        for (const { at, to } of spoiled) copy[at] = to;
        const file = readFragmentedFile(copy);
        if (!file.isReadable) return;
        expect(file.readableBytes).toBeLessThanOrEqual(copy.length);
        for (const { keyframe, offsetBytes, sizeBytes } of file.fragments) {
          expect(keyframe.offsetBytes).toBeGreaterThan(offsetBytes);
          expect(keyframe.offsetBytes + keyframe.sizeBytes).toBeLessThanOrEqual(offsetBytes + sizeBytes);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
