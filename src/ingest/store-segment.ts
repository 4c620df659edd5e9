import { type ClosedFile, sha256Hex } from '../core/index.ts';
import { buildKeyframeIndex, digestSegment, type FragmentedFile, packKeyframeIndex } from '../media/index.ts';
import { type ObjectStore, segmentKeys } from '../objects/index.ts';
import type { ClosedSegment, Run } from '../recording/index.ts';
import { indexDocument, putIndex } from './index-document.ts';
import { mediaFactsOf } from './media-facts.ts';
import { type CataloguedSegment, checkSegment } from './segment-repository.ts';

export interface Original {
  readonly bytes: Uint8Array;
  readonly file: FragmentedFile;
  /** The file in the spool, where `bytes` are all of it. */
  readonly spoolFile?: ClosedFile;
}

/**
 * Stores a segment's original and index and returns its facts for the catalogue.
 * Errors: `invalid` `segment-refused`: nothing is stored.
 */
export async function storeSegment(
  store: ObjectStore,
  run: Run,
  closed: ClosedSegment,
  { bytes, file, spoolFile }: Original,
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
  const { versionId } = await store.put(keys.original, bytes, 'video/mp4', spoolFile);
  const document = indexDocument(facts, index, digestSegment(bytes, file));
  const stored = await putIndex(store, keys.index, document);
  const indexSha256 = sha256Hex(stored);
  return {
    ...facts,
    packedKeyframes,
    media: mediaFactsOf(bytes, file),
    indexSha256,
    ...(stored === document && { index: { sha256: indexSha256, sizeBytes: document.length } }),
    ...(versionId === undefined ? {} : { versionId }),
  };
}

const extentOf = ({ startMs, endMs, mediaFromMs, mediaToMs }: ClosedSegment) => ({
  wallStartMs: startMs,
  wallEndMs: endMs,
  mediaLengthMs: mediaToMs - mediaFromMs,
});
