import { canonicalJson, sha256Hex } from '../core/index.ts';
import {
  buildKeyframeIndex,
  type FragmentedFile,
  type KeyframeIndex,
  packKeyframeIndex,
} from '../media/index.ts';
import { type ObjectStore, segmentKeys } from '../objects/index.ts';
import type { ClosedSegment, Run } from '../recording/index.ts';
import { type CataloguedSegment, checkSegment } from './segment-repository.ts';

/**
 * Stores a segment's original and index and returns its facts for the catalogue.
 * Errors: `invalid` `segment-refused`: nothing is stored.
 */
export async function storeSegment(
  store: ObjectStore,
  run: Run,
  closed: ClosedSegment,
  { bytes, file }: { readonly bytes: Uint8Array; readonly file: FragmentedFile },
): Promise<CataloguedSegment> {
  const keys = segmentKeys({ ...run, startMs: closed.startMs });
  const index = buildKeyframeIndex(file, extentOf(closed));
  const packedKeyframes = packKeyframeIndex(index);
  checkSegment(closed, packedKeyframes);
  const facts = {
    run,
    closed,
    objectKey: keys.original,
    sizeBytes: bytes.length,
    sha256: sha256Hex(bytes),
    codec: file.track.codec,
    width: file.track.width,
    height: file.track.height,
    initBytes: file.init.sizeBytes,
  };
  const { versionId } = await store.put(keys.original, bytes, 'video/mp4');
  await store.put(keys.index, indexDocument(facts, index), 'application/json');
  return { ...facts, packedKeyframes, ...(versionId === undefined ? {} : { versionId }) };
}

const extentOf = ({ startMs, endMs, mediaFromMs, mediaToMs }: ClosedSegment) => ({
  wallStartMs: startMs,
  wallEndMs: endMs,
  mediaLengthMs: mediaToMs - mediaFromMs,
});

/**
 * The keyframe index and the facts of the row that depend on the file and its run alone: canonical, so that a retry
 * writes the same bytes. Nothing about the pictures, which come later.
 */
function indexDocument(
  { run, ...facts }: Pick<CataloguedSegment, 'run' | 'closed'>,
  keyframes: KeyframeIndex,
): Uint8Array {
  const { firstFrameMs: _provisional, ...stableRun } = run;
  return new TextEncoder().encode(canonicalJson({ v: 1, run: stableRun, ...facts, keyframes }));
}
