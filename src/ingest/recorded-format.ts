import type { PictureFormat } from '../camera/index.ts';
import type { StreamId } from '../core/index.ts';
import { readInit } from '../media/index.ts';
import type { ObjectKey, ObjectStore } from '../objects/index.ts';

/** Where the init section of a segment lies. */
export interface StoredInit {
  readonly objectKey: ObjectKey;
  readonly initBytes: number;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface NewestSegments {
  /** The newest segment of the stream in this store. */
  newestOf(streamId: StreamId): Promise<StoredInit | undefined>;
}

export interface RecordedFormatDeps {
  readonly catalogue: NewestSegments;
  readonly store: Pick<ObjectStore, 'get'>;
}

/**
 * The picture format in which the stream was recorded last, by the init section of its newest segment; `undefined`
 * where no footage is left of it. Errors: those of the catalogue, the store and `readInit`.
 */
export async function recordedFormat(
  { catalogue, store }: RecordedFormatDeps,
  streamId: StreamId,
): Promise<PictureFormat | undefined> {
  const newest = await catalogue.newestOf(streamId);
  if (!newest) return undefined;
  const init = await store.get(newest.objectKey, { offsetBytes: 0, sizeBytes: newest.initBytes });
  const { codec, parameterSets } = readInit(init).track;
  return { codec, parameterSets };
}
