import { AppError, canonicalJson, type Log, sha256Hex } from '../core/index.ts';
import {
  buildKeyframeIndex,
  type FragmentedFile,
  type KeyframeIndex,
  packKeyframeIndex,
} from '../media/index.ts';
import type { ObjectKey, ObjectStore } from '../objects/index.ts';
import { type SegmentKeys, segmentKeys } from '../objects/index.ts';
import { type ClosedSegment, type Run, segmentId } from '../recording/index.ts';
import { type CataloguedSegment, checkSegment } from './segment-repository.ts';
import { type Snapshots, type SnapshotTools, takeSnapshots } from './snapshots.ts';

export interface StoringDeps extends SnapshotTools {
  readonly store: ObjectStore;
  readonly log: Log;
}

/** Stores a segment's objects and answers all that is known of it. Errors: `invalid` `segment-refused`: nothing is stored. */
export async function storeSegment(
  deps: StoringDeps,
  run: Run,
  closed: ClosedSegment,
  { bytes, file }: { readonly bytes: Uint8Array; readonly file: FragmentedFile },
): Promise<CataloguedSegment> {
  const keys = segmentKeys({ ...run, startMs: closed.startMs });
  const index = buildKeyframeIndex(file, { wallStartMs: closed.startMs, wallEndMs: closed.endMs });
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
  const { versionId } = await deps.store.put(keys.original, bytes, 'video/mp4');
  await deps.store.put(keys.index, indexDocument(facts, index), 'application/json');
  const snapshots = await takeSnapshots({ camera: run.cameraId, file, bytes }, deps);
  for (const fault of snapshots.faults)
    deps.log.warn({ segment: segmentId(run.id, closed.seq), fault: fault.message }, 'no snapshot');
  return {
    ...facts,
    packedKeyframes,
    ...(versionId === undefined ? {} : { versionId }),
    ...(await storePictures(deps.store, keys, snapshots)),
  };
}

/**
 * The keyframe index and the facts of the row that follow from the file and its run alone: canonical, so that a retry
 * writes the same bytes. Nothing of the pictures, which another try may make otherwise, or not at all.
 */
function indexDocument(
  { run, ...facts }: Pick<CataloguedSegment, 'run' | 'closed'>,
  keyframes: KeyframeIndex,
): Uint8Array {
  const { firstFrameMs: _provisional, ...stableRun } = run;
  return new TextEncoder().encode(canonicalJson({ v: 1, run: stableRun, ...facts, keyframes }));
}

async function storePictures(
  store: ObjectStore,
  keys: SegmentKeys,
  { still, storyboard }: Snapshots,
): Promise<Pick<CataloguedSegment, 'hasStill' | 'storyboard'>> {
  if (still) await putPicture(store, keys.still, still.jpeg, 'image/jpeg');
  const isOurs = storyboard && (await putPicture(store, keys.storyboard, storyboard.webp, 'image/webp'));
  return { hasStill: still !== undefined, ...(isOurs ? { storyboard: storyboard.layout } : {}) };
}

/** Whether it is this picture that is stored now: one that an earlier try made otherwise stands. */
async function putPicture(
  store: ObjectStore,
  key: ObjectKey,
  bytes: Uint8Array,
  contentType: string,
): Promise<boolean> {
  try {
    await store.put(key, bytes, contentType);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'object-differs') return false;
    throw error;
  }
}
