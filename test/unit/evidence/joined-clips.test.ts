import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraId, SegmentId, StreamId, TimeRange } from '../../../src/core/index.ts';
import { overlaps, union } from '../../../src/core/index.ts';
import { type Clip, clipOriginMs, joinedClips } from '../../../src/evidence/clip/joined-clips.ts';
import { playbackOf, type StoredSegment } from '../../../src/footage/index.ts';
import { packKeyframeIndex } from '../../../src/media/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';

function aSegment(fromMs: number, gopLengthsMs: readonly number[], epoch = 1): StoredSegment {
  const toMs = fromMs + gopLengthsMs.reduce((sum, length) => sum + length, 0);
  let mediaMs = 0;
  const gops = gopLengthsMs.map((mediaDurationMs, i) => {
    const gop = { wallMs: fromMs + mediaMs, mediaMs, mediaDurationMs, offsetBytes: 100 + i, sizeBytes: 1 };
    mediaMs += mediaDurationMs;
    return gop;
  });
  return {
    id: `${epoch}-${fromMs}` as SegmentId,
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
    initBytes: 100,
    keyframes: packKeyframeIndex({ wallStartMs: fromMs, wallEndMs: toMs, initSizeBytes: 100, gops }),
  };
}

/** What a clip shows: its GOPs, the last of a stretch as far as it is kept. */
const shown = ({ stretches }: Clip): TimeRange[] =>
  stretches.flatMap(({ gops, untilMs = Number.POSITIVE_INFINITY }) =>
    gops.map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, untilMs) })),
  );

const join = (segments: readonly StoredSegment[], range: TimeRange, initOf = () => 'one') =>
  joinedClips(playbackOf(segments, range), { originMs: clipOriginMs([range]), initOf });

const stretch = fc.record({
  fromMs: fc.nat(400),
  gops: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
});

describe('when originals of any epochs are joined', () => {
  it('shows every instant that there is, once, in order', () =>
    fc.assert(
      fc.property(
        fc.array(stretch, { minLength: 1, maxLength: 6 }),
        fc.nat(300),
        fc.integer({ min: 1, max: 300 }),
        (runs, fromMs, length) => {
          const range = { fromMs, toMs: fromMs + length };
          const segments = runs.map((run, i) => aSegment(run.fromMs, run.gops, i + 1));
          const clips = join(segments, range);
          const parts = clips.flatMap(shown);
          for (const [i, part] of parts.entries()) {
            expect(part.toMs).toBeGreaterThan(part.fromMs);
            if (i > 0) expect(part.fromMs).toBeGreaterThanOrEqual(parts[i - 1]?.toMs ?? 0);
          }
          const played = playbackOf(segments, range).flatMap(({ gops }) =>
            gops.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
          );
          expect(union(parts)).toEqual(union(played));
        },
      ),
    ));

  it('never opens what no GOP of the range is', () => {
    const segments = [aSegment(0, [20, 20, 20])];
    const range = { fromMs: 25, toMs: 30 };
    for (const part of join(segments, range).flatMap(shown)) expect(overlaps(part, range)).toBe(true);
  });

  it('begins a new file at each change of the initialisation section', () => {
    const segments = [aSegment(0, [20]), aSegment(20, [20]), aSegment(40, [20], 2), aSegment(60, [20], 2)];
    const clips = joinedClips(playbackOf(segments, { fromMs: 0, toMs: 80 }), {
      originMs: 0,
      initOf: ({ epoch }) => String(epoch),
    });
    expect(clips.map(({ stretches }) => stretches.map(({ segment }) => segment.fromMs))).toEqual([
      [0, 20],
      [40, 60],
    ]);
  });

  it('is nothing where there is nothing', () => {
    expect(join([], { fromMs: 0, toMs: 10 })).toEqual([]);
  });
});

describe('when time zero of the clips is chosen', () => {
  it.each([
    [5_000, 3_000],
    [5_999, 3_000],
  ])('for a scope from %i ms it is %i ms: a whole second, two before', (fromMs, originMs) => {
    expect(
      clipOriginMs([
        { fromMs, toMs: 9_000 },
        { fromMs: 7_000, toMs: 8_000 },
      ]),
    ).toBe(originMs);
  });
});
