import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, canonicalJson } from '../../../src/core/index.ts';
import {
  buildKeyframeIndex,
  type KeyframeIndex,
  packKeyframeIndex,
  parseKeyframeIndex,
  readFragmentedFile,
  unpackKeyframeIndex,
} from '../../../src/media/index.ts';
import { layOut } from '../../../src/media/keyframe-index/gop-layout.ts';
import { aFragment, anInit } from './mp4-builder.ts';

const startMs = Date.UTC(2026, 10, 21, 13, 5);

/** Three GOPs of 200 ms each, the first shown 100 ms into the file. */
function aFile() {
  const samples = [1500, 3000, 1500].map((compositionTicks) => ({ sizeBytes: 50, compositionTicks }));
  const gops = [0, 3000, 6000].map((decodeTicks) => aFragment({ decodeTicks, samples }));
  const file = readFragmentedFile(Buffer.concat([anInit(), ...gops]));
  if (!file.isReadable) throw new Error(file.damage.code);
  return file;
}

const anyLayout = fc
  .record({
    wallStartMs: fc.nat(4e12),
    wallLengthMs: fc.integer({ min: 1, max: 1e6 }),
    initSizeBytes: fc.nat(5000),
    gops: fc.array(
      fc.record({ sizeBytes: fc.integer({ min: 1, max: 4e6 }), mediaDurationMs: fc.nat(20_000) }),
      { minLength: 1, maxLength: 80 },
    ),
  })
  .map(({ wallLengthMs, ...rest }) => layOut({ ...rest, wallEndMs: rest.wallStartMs + wallLengthMs }));

describe('when a segment is indexed', () => {
  it('counts media time from its first keyframe and lets the last GOP end with its last frame', () => {
    const { gops } = buildKeyframeIndex(aFile(), { wallStartMs: startMs, wallEndMs: startMs + 700 });
    expect(gops.map(({ mediaMs, mediaDurationMs }) => [mediaMs, mediaDurationMs])).toEqual([
      [0, 200],
      [200, 200],
      [400, 233],
    ]);
  });

  it('lets the last GOP last until the next segment begins, whose leading pictures are not in the file', () => {
    const extent = { wallStartMs: startMs, wallEndMs: startMs + 700, mediaLengthMs: 700.3 };
    const { gops } = buildKeyframeIndex(aFile(), extent);
    expect(gops.map(({ wallMs, mediaDurationMs }) => [wallMs - startMs, mediaDurationMs])).toEqual([
      [0, 200],
      [200, 200],
      [400, 300],
    ]);
  });

  it('spreads wall time evenly over media time, whose clock is another', () => {
    const index = layOut({
      wallStartMs: startMs,
      wallEndMs: startMs + 1010,
      initSizeBytes: 1,
      gops: [250, 500, 250].map((mediaDurationMs) => ({ sizeBytes: 1, mediaDurationMs })),
    });
    expect(index.gops.map(({ wallMs }) => wallMs - startMs)).toEqual([0, 253, 758]);
  });

  it('lets GOPs touch, from the init section to the end', () => {
    const file = aFile();
    const { initSizeBytes, gops } = buildKeyframeIndex(file, { wallStartMs: 0, wallEndMs: 700 });
    const ends = gops.map(({ offsetBytes, sizeBytes }) => offsetBytes + sizeBytes);
    expect(gops.map(({ offsetBytes }) => offsetBytes)).toEqual([initSizeBytes, ...ends.slice(0, -1)]);
    expect(ends.at(-1)).toBe(file.readableBytes);
  });

  it.each([
    ['ends when it starts', { wallStartMs: 5, wallEndMs: 5 }],
    ['has a start that is no whole number', { wallStartMs: 0.5, wallEndMs: 5 }],
    ['lies before 1970', { wallStartMs: -5, wallEndMs: 5 }],
  ])('refuses a segment that %s', (_, wall) => {
    expect(() => buildKeyframeIndex(aFile(), wall)).toThrow(AppError);
  });
});

describe('when an index is written as JSON', () => {
  it('writes the same bytes whatever the order of members', () => {
    const { gops, ...rest } = buildKeyframeIndex(aFile(), { wallStartMs: 1, wallEndMs: 2 });
    expect(canonicalJson({ gops, ...rest })).toBe(canonicalJson({ ...rest, gops }));
  });

  it('reads it back', () => {
    fc.assert(
      fc.property(anyLayout, (index) => {
        expect(parseKeyframeIndex(JSON.parse(canonicalJson(index)))).toEqual(index);
      }),
    );
  });

  it.each([
    ['no index', 'hello'],
    ['a GOP moved in the file', spoiled({ offsetBytes: 1 })],
    ['a GOP moved in time', spoiled({ wallMs: 1 })],
    ['a GOP of no bytes', spoiled({ sizeBytes: 0 })],
    ['a text for a number', spoiled({ mediaDurationMs: '200' })],
    ['a member too many', spoiled({ colour: 'red' })],
  ])('refuses %s', (_, value) => {
    expect(() => parseKeyframeIndex(value)).toThrow(AppError);
  });
});

function spoiled(change: object): object {
  const index = buildKeyframeIndex(aFile(), { wallStartMs: 1, wallEndMs: 700 });
  return { ...index, gops: index.gops.map((gop, i) => (i === 1 ? { ...gop, ...change } : gop)) };
}

/** 60 GOPs of a second around 1.5 Mbit/s, sizes and lengths varying as a camera's do. */
function aMinute(): KeyframeIndex {
  const gops = Array.from({ length: 60 }, (_, i) => ({
    sizeBytes: 187_500 + Math.round(60_000 * Math.sin(i * 1.7)),
    mediaDurationMs: 1000 + ((i * 37) % 61) - 30,
  }));
  return layOut({ wallStartMs: startMs, wallEndMs: startMs + 60_004, initSizeBytes: 778, gops });
}

describe('when an index is packed', () => {
  it('needs no more than 300 bytes for 60 GOPs', () => {
    expect(packKeyframeIndex(aMinute()).length).toBeLessThanOrEqual(300);
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyLayout, (index) => {
        expect(unpackKeyframeIndex(packKeyframeIndex(index))).toEqual(index);
      }),
    );
  });

  it('reads any bytes into an index or an AppError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          unpackKeyframeIndex(Uint8Array.from([1, ...bytes]));
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  const packed = packKeyframeIndex(aMinute());
  it.each([
    ['cut', packed.subarray(0, -1)],
    ['followed by a byte', Uint8Array.from([...packed, 0])],
    ['of another version', Uint8Array.from([2, ...packed.subarray(1)])],
    ['with more GOPs than bytes', Uint8Array.from([1, 0xff, 0xff, 3, 1, 1, 1])],
    ['without a GOP', Uint8Array.from([1, 0, 1, 1, 1])],
    ['with a GOP of negative size', Uint8Array.from([1, 1, 1, 1, 1, 1, 2])],
    ['with a number beyond 2^53', Uint8Array.from([1, 1, ...Array<number>(9).fill(0xff), 1, 1, 1, 2, 2])],
  ])('refuses bytes %s', (_, bytes) => {
    expect(() => unpackKeyframeIndex(bytes)).toThrow(AppError);
  });
});
