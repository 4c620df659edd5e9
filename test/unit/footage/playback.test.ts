import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraId, SegmentId, StreamId, TimeRange } from '../../../src/core/index.ts';
import { intersect, subtractAll, union } from '../../../src/core/index.ts';
import {
  extentOf,
  gopBefore,
  gopsOf,
  type PlayedSegment,
  playbackOf,
  type StoredSegment,
} from '../../../src/footage/index.ts';
import { packKeyframeIndex } from '../../../src/media/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';

const initSizeBytes = 100;
const sizeBytes = 1_000;

/** A segment of GOPs of the given lengths, one after another. */
function aSegment(fromMs: number, gopLengthsMs: readonly number[], epoch = 1): StoredSegment {
  const starts = gopLengthsMs.map((_, i) =>
    gopLengthsMs.slice(0, i).reduce((sum, length) => sum + length, 0),
  );
  const toMs = fromMs + gopLengthsMs.reduce((sum, length) => sum + length, 0);
  const gops = gopLengthsMs.map((mediaDurationMs, i) => ({
    wallMs: fromMs + (starts[i] ?? 0),
    mediaMs: starts[i] ?? 0,
    mediaDurationMs,
    offsetBytes: initSizeBytes + i * sizeBytes,
    sizeBytes,
  }));
  return {
    id: `run-${epoch}-${fromMs}` as SegmentId,
    cameraId: 'cam' as CameraId,
    streamId: 'str' as StreamId,
    fromMs,
    toMs,
    epoch,
    store: 'disk',
    objectKey: 'k' as ObjectKey,
    sizeBytes: 1,
    sha256: '',
    codec: 'avc1',
    width: 1,
    height: 1,
    initBytes: initSizeBytes,
    keyframes: packKeyframeIndex({ wallStartMs: fromMs, wallEndMs: toMs, initSizeBytes, gops }),
  };
}

const played = (parts: readonly PlayedSegment[]): [number, number, number][] =>
  parts.flatMap(({ segment, gops }) =>
    gops.map(({ fromMs, toMs }): [number, number, number] => [segment.epoch, fromMs, toMs]),
  );
const range = (fromMs: number, toMs: number): TimeRange => ({ fromMs, toMs });

describe('when a segment is opened', () => {
  it('has GOPs that fill it, at their place in the object', () => {
    const gops = gopsOf(aSegment(1_000, [200, 300]));
    expect(gops).toMatchObject([
      { number: 0, fromMs: 1_000, toMs: 1_200, offsetBytes: 100, sizeBytes: 1_000 },
      { number: 1, fromMs: 1_200, toMs: 1_500, offsetBytes: 1_100, sizeBytes: 1_000 },
    ]);
  });
});

describe('when a range begins and ends within GOPs', () => {
  const segments = [aSegment(0, [20, 20, 20]), aSegment(60, [20, 20])];

  it('plays them whole', () => {
    const parts = playbackOf(segments, range(25, 65));
    expect(played(parts)).toEqual([
      [1, 20, 40],
      [1, 40, 60],
      [1, 60, 80],
    ]);
    expect(extentOf(parts, range(25, 65))).toEqual(range(20, 80));
  });

  it('takes neither the GOP that ends at its start nor the one that starts at its end', () => {
    expect(played(playbackOf(segments, range(40, 60)))).toEqual([[1, 40, 60]]);
  });
});

describe('when two epochs recorded at once', () => {
  it('plays the first to its end, then the other from the GOP that was on', () => {
    const segments = [aSegment(0, [20, 20, 20], 1), aSegment(45, [20, 20, 20], 2)];
    expect(played(playbackOf(segments, range(0, 105)))).toEqual([
      ...[0, 20, 40].map((from) => [1, from, from + 20]),
      ...[45, 65, 85].map((from) => [2, from, from + 20]),
    ]);
  });

  it('stays with the epoch that was playing', () => {
    const first = [aSegment(0, [30], 1), aSegment(30, [30], 1)];
    const second = [aSegment(10, [30], 2), aSegment(40, [30], 2)];
    const epochs = played(playbackOf([...first, ...second], range(0, 60))).map(([epoch]) => epoch);
    expect(epochs).toEqual([1, 1]);
  });
});

describe('when a still is wanted', () => {
  const segments = [aSegment(0, [20, 20], 1), aSegment(30, [20, 20], 2)];

  it.each([
    [0, 0],
    [19, 0],
    [20, 20],
    [35, 30],
    [500, 50],
  ])('of %d, is the keyframe of %d', (atMs, keyframeMs) => {
    expect(gopBefore(segments, atMs)?.gop.fromMs).toBe(keyframeMs);
  });

  it('is none before the first', () => {
    expect(gopBefore(segments, -1)).toBeUndefined();
  });
});

const gopLengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });
const someSegments = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 200 }), gopLengths), { maxLength: 10 })
  .map((given) => given.map(([fromMs, lengths], i) => aSegment(fromMs, lengths, i + 1)));

describe('whatever was recorded', () => {
  const asked = fc
    .tuple(fc.integer({ min: 0, max: 250 }), fc.integer({ min: 1, max: 100 }))
    .map(([fromMs, forMs]) => range(fromMs, fromMs + forMs));

  it('plays every instant that there is, in order, and no GOP twice', () => {
    fc.assert(
      fc.property(someSegments, asked, (segments, wanted) => {
        const parts = playbackOf(segments, wanted);
        const gops = parts.flatMap((part) => part.gops);
        const there = union(segments.map((segment) => intersect(segment, wanted)));
        const missing = there.flatMap((span) => subtractAll(span, gops));
        expect(missing).toEqual([]);
        const ends = gops.map((gop) => gop.toMs);
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        const names = parts.flatMap(({ segment, gops: own }) =>
          own.map(({ number }) => `${segment.id}/${number}`),
        );
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('shows nothing twice but within the one GOP where epochs meet', () => {
    fc.assert(
      fc.property(someSegments, asked, (segments, wanted) => {
        for (const [i, { gops }] of playbackOf(segments, wanted).entries()) {
          const before = playbackOf(segments, wanted)[i - 1]?.gops.at(-1);
          const again = gops.filter((gop) => before && gop.fromMs < before.toMs);
          expect(again.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
