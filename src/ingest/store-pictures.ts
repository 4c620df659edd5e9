import { AppError, sha256Hex } from '../core/index.ts';
import type { ObjectKey, ObjectStore, SegmentKeys } from '../objects/index.ts';
import type { MadePictures, StoredPicture } from './picture-tasks.ts';
import type { Snapshots } from './snapshots.ts';

/** Stores the pictures of a segment and answers which there are. Errors: those of `ObjectStore`. */
export async function storePictures(
  store: ObjectStore,
  keys: SegmentKeys,
  { still, storyboard }: Snapshots,
): Promise<MadePictures> {
  const pictures: StoredPicture[] = [];
  if (still) {
    const isOurs = await putPicture(store, keys.still, still.jpeg, 'image/jpeg');
    const sha256 = sha256Hex(isOurs ? still.jpeg : await store.get(keys.still));
    pictures.push({ key: keys.still, sha256, gop: still.gop });
  }
  const isOurs = storyboard && (await putPicture(store, keys.storyboard, storyboard.webp, 'image/webp'));
  if (!isOurs) return { hasStill: still !== undefined, pictures };
  const { webp, layout } = storyboard;
  pictures.push({ key: keys.storyboard, sha256: sha256Hex(webp), gop: layout.gops[0] ?? 0 });
  return { hasStill: still !== undefined, pictures, storyboard: layout };
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
