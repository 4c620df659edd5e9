import { beforeAll, describe, expect, it } from 'vitest';
import { AppError, type ByteRange } from '../../../src/core/index.ts';
import { readKeyframe } from '../../../src/ingest/stored-keyframe.ts';
import { type InitFacts, keyframeOf, readInit } from '../../../src/media/index.ts';
import { oneSegment, type ReadSegment } from '../media/clips.ts';

/** Keyframes below and above what is read of a GOP at first. */
const sources = {
  small: 'testsrc2=size=320x240:rate=15',
  large: 'testsrc2=size=1280x720:rate=15,noise=alls=60:allf=t',
} as const;

const segments = {} as Record<keyof typeof sources, ReadSegment>;
beforeAll(async () => {
  for (const size of ['small', 'large'] as const)
    segments[size] = await oneSegment({ source: sources[size], seconds: 4 });
});

const initOf = ({ bytes, file }: ReadSegment): InitFacts => readInit(bytes.subarray(0, file.init.sizeBytes));

/** A store of that one object, and what was read of it. */
function readerOf(bytes: Uint8Array) {
  const reads: number[] = [];
  const read = async ({ offsetBytes, sizeBytes }: ByteRange) => {
    reads.push(sizeBytes);
    return bytes.subarray(offsetBytes, offsetBytes + sizeBytes);
  };
  return { read, reads };
}

describe('when the keyframe of a stored GOP is read', () => {
  it.each([
    ['small', 1],
    ['large', 2],
  ] as const)('is that of the file, and no more is read than it needs: %s', async (size, times) => {
    const { bytes, file } = segments[size];
    for (const fragment of file.fragments) {
      const { read, reads } = readerOf(bytes);
      const keyframe = await readKeyframe(initOf(segments[size]), fragment, read);
      expect(keyframe).toEqual(keyframeOf(bytes, file.track, fragment));
      expect(reads).toHaveLength(times);
      const readBytes = reads.reduce((sum, each) => sum + each, 0);
      expect(readBytes).toBeLessThanOrEqual(fragment.keyframe.sizeBytes + 128 * 1024);
    }
  });

  it('needs no more where all that describes the GOP is longer than what is read at first', async () => {
    const { bytes, file } = segments.large;
    const [first] = file.fragments;
    // A box of 200 kB that says nothing stands before the others (ISO/IEC 14496-12, 8.1.2).
    const free = Buffer.alloc(200_000);
    free.writeUInt32BE(free.length);
    free.write('free', 4, 'latin1');
    const gop = Buffer.concat([free, bytes.subarray(first.offsetBytes, first.offsetBytes + first.sizeBytes)]);
    const range = { offsetBytes: 0, sizeBytes: gop.length };
    const keyframe = await readKeyframe(initOf(segments.large), range, readerOf(gop).read);
    expect(keyframe).toEqual(keyframeOf(bytes, file.track, first));
  });

  it('is an error by name where the bytes lie, whatever they say', async () => {
    const { bytes, file } = segments.small;
    const [first] = file.fragments;
    const gop = bytes.subarray(first.offsetBytes, first.offsetBytes + first.sizeBytes);
    const outcomes = new Set<string>();
    for (let i = 0; i < first.headBytes; i++) {
      const spoiled = Buffer.from(gop);
      spoiled[i] = (spoiled[i] ?? 0) ^ 0xff;
      const range = { offsetBytes: 0, sizeBytes: spoiled.length };
      const outcome = await readKeyframe(initOf(segments.small), range, readerOf(spoiled).read).then(
        () => 'read',
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
      outcomes.add(outcome);
    }
    expect([...outcomes].filter((each) => each !== 'read' && !each.startsWith('media-'))).toEqual([]);
    expect(outcomes).toContain('media-fragment');
    expect(outcomes).toContain('media-sample-outside');
  });
});
