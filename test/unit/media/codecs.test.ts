import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMultivariantPlaylist, isH265, readInit } from '../../../src/media/index.ts';
import { anInit, hevcEntryOf, u8 } from './mp4-builder.ts';

const codecOf = (...profile: number[]): string =>
  readInit(anInit({ entry: hevcEntryOf('hvc1', u8(...profile)) })).track.codecString;

/** Constraint bytes and level after the four bytes of compatibility. */
const vectors: readonly [string, number[], string][] = [
  // The example of ISO/IEC 14496-15, Annex E.3: Main, progressive source, level 3.1.
  ['Main', [0x01, 0x60, 0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 93], 'hvc1.1.6.L93.b0'],
  ['Main 10, high tier', [0x22, 0x20, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 150], 'hvc1.2.4.H150.90'],
  ['a profile space', [0x83, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 30], 'hvc1.B3.80000000.L30'],
  ['a constraint after zeros', [0x04, 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0x08, 63], 'hvc1.4.10.L63.0.0.0.0.0.8'],
];

describe('when the codec of an H.265 track is written', () => {
  it.each(vectors)('is that of %s', (_, profile, codec) => {
    expect(codecOf(...profile)).toBe(codec);
  });

  it('says every field of the profile, as another reader finds it', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const fields = fc.record({
      profile: byte,
      compatibility: fc.array(byte, { minLength: 4, maxLength: 4 }),
      constraints: fc.array(byte, { minLength: 6, maxLength: 6 }),
      level: byte,
    });
    fc.assert(
      fc.property(fields, ({ profile, compatibility, constraints, level }) => {
        const codec = codecOf(profile, ...compatibility, ...constraints, level);
        const [entry, idc = '', reversed = '', tier = '', ...tail] = codec.split('.');
        const bits = Number.parseInt(reversed, 16).toString(2).padStart(32, '0');
        const read = [...bits].reverse().join('');
        expect(entry).toBe('hvc1');
        expect(['', 'A', 'B', 'C'].indexOf(idc.replace(/\d+/, ''))).toBe(profile >> 6);
        expect(Number(idc.replace(/\D/, ''))).toBe(profile & 0x1f);
        expect(read).toBe(compatibility.map((each) => each.toString(2).padStart(8, '0')).join(''));
        expect(tier).toBe(`${profile & 0x20 ? 'H' : 'L'}${level}`);
        const read6 = [...tail.map((each) => Number.parseInt(each, 16)), 0, 0, 0, 0, 0, 0].slice(0, 6);
        expect(read6).toEqual(constraints);
      }),
    );
  });
});

describe('when the row of a segment names its codec', () => {
  it.each([
    ['h265', true],
    ['hev1.1.6.L93.90', true],
    ['hvc1.1.6.L93.90', true],
    ['h264', false],
    ['avc1.64001f', false],
    ['h2650', false],
  ])('says of %s whether it is H.265: %s', (codec, expected) => expect(isH265(codec)).toBe(expected));
});

describe('when there are two ways to play', () => {
  it('names both with what they take', () => {
    const original = {
      id: 'original',
      url: 'playlist.m3u8?from=2026-11-21T12:00:00.000Z&to=2026-11-21T12:01:00.000Z',
      codecs: ['hvc1.1.6.L93.90', 'avc1.64001f'],
      bitsPerSecond: 1_234.5,
      size: { width: 1920, height: 1080 },
    } as const;
    const copy = { id: 'copy-h264', url: 'copy.m3u8', codecs: [], bitsPerSecond: 0 } as const;
    expect(formatMultivariantPlaylist([original, copy])).toBe(
      `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-STREAM-INF:BANDWIDTH=1235,CODECS="hvc1.1.6.L93.90,avc1.64001f",RESOLUTION=1920x1080,STABLE-VARIANT-ID="original"
playlist.m3u8?from=2026-11-21T12:00:00.000Z&to=2026-11-21T12:01:00.000Z
#EXT-X-STREAM-INF:BANDWIDTH=1,STABLE-VARIANT-ID="copy-h264"
copy.m3u8
`,
    );
  });
});
