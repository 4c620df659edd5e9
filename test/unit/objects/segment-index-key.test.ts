import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraId, StreamId } from '../../../src/core/index.ts';
import { type SegmentName, segmentIndexKey, segmentKeys } from '../../../src/objects/index.ts';

/** What somebody may have written into a row, too. */
const id = fc.oneof(
  fc.stringMatching(/^[a-z0-9_]{1,30}$/),
  fc.constantFrom('', '..', 'a/b', '.', 'một'),
  fc.string(),
);
const name: fc.Arbitrary<SegmentName> = fc.record({
  cameraId: id.map((text) => text as CameraId),
  streamId: id.map((text) => text as StreamId),
  startMs: fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(Number.NaN, 1e300)),
  epoch: fc.oneof(fc.nat(), fc.double()),
});

function keyOrFault(key: () => string): string {
  try {
    return key();
  } catch (error) {
    return String(error).slice(0, 60);
  }
}

describe('when the key of an index is built alone', () => {
  it('names camera, stream, hour, begin and epoch', () => {
    const startMs = Date.parse('2026-11-21T13:05:00.123Z');
    const key = segmentIndexKey({
      cameraId: 'cam_1' as CameraId,
      streamId: 'str_2' as StreamId,
      startMs,
      epoch: 7,
    });
    expect(key).toBe('index/cam_1/str_2/2026/11/21/13/20261121T130500.123Z-7.json');
  });

  it('is the one among all keys of the segment, and refuses what they refuse', () => {
    fc.assert(
      fc.property(name, (given) => {
        const alone = keyOrFault(() => segmentIndexKey(given));
        const among = keyOrFault(() => segmentKeys(given).index);
        // The message names the key at fault, which is another one of four.
        expect(alone.replace(/: ".*/su, '')).toBe(among.replace(/: ".*/su, ''));
      }),
    );
  });
});
