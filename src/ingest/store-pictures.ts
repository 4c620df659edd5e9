import { AppError } from '../core/index.ts';
import type { ObjectKey, ObjectStore, SegmentKeys } from '../objects/index.ts';
import type { MadePictures } from './picture-tasks.ts';
import type { Snapshots } from './snapshots.ts';

/** Stores the pictures of a segment and answers which there are. Errors: those of `ObjectStore.put`. */
export async function storePictures(
  store: ObjectStore,
  keys: SegmentKeys,
  { still, storyboard }: Snapshots,
): Promise<MadePictures> {
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
