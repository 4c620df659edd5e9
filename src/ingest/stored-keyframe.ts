import { type ByteRange, invalid } from '../core/index.ts';
import { type InitFacts, type Keyframe, keyframeOf, keyframeRange } from '../media/index.ts';

/** Reads a part of a stored segment. Errors: those of `ObjectStore.get`. */
export type ReadPart = (range: ByteRange) => Promise<Uint8Array>;

/** Holds the `moof` of a GOP of usual length and, up to two megapixels, the keyframe, too. */
const firstReadBytes = 128 * 1024;

/**
 * The keyframe of a stored GOP, which is about a fifth of its bytes: no more than it needs is read. Attacker-controlled.
 * Errors: those of `read`; `invalid` with a code `media-…`.
 */
export async function readKeyframe(init: InitFacts, gop: ByteRange, read: ReadPart): Promise<Keyframe> {
  const { offsetBytes, sizeBytes } = gop;
  const head = await read({ offsetBytes, sizeBytes: Math.min(sizeBytes, firstReadBytes) });
  const range = keyframeRange(init, head, sizeBytes) ?? keyframeRange(init, await read(gop), sizeBytes);
  if (!range) throw invalid('media-fragment', 'not one fragment');
  const endBytes = range.offsetBytes + range.sizeBytes;
  const sample =
    endBytes <= head.length
      ? head.subarray(range.offsetBytes, endBytes)
      : await read({ offsetBytes: offsetBytes + range.offsetBytes, sizeBytes: range.sizeBytes });
  return keyframeOf(sample, init.track, { keyframe: { offsetBytes: 0, sizeBytes: sample.length } });
}
