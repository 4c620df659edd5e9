import { type Fact, spansOf } from '../../../log/index.ts';
import type { Deleted, DeletionId, ExpiryCause } from '../../../retention/index.ts';
import type { LockedStream } from '../recording/locked-stream.ts';

/** What the records of a deletion have in common. */
interface Deletion {
  readonly id: DeletionId;
  readonly cause: ExpiryCause;
}

/** The segments of one stream in it. */
interface DeletedSegments {
  readonly deleted: Deleted;
  /** Of their records; those that an earlier version left may have none. */
  readonly numbers: readonly number[];
}

/** That these segments of the stream are about to be deleted: from here on no hold can save them. */
export const intentOf = (stream: LockedStream, deletion: Deletion, segments: DeletedSegments): Fact => ({
  ...deletionOf(stream, deletion, segments),
  act: 'intent',
});

/** That the store has none of their objects any more. */
export const resultOf = (stream: LockedStream, deletion: Deletion, segments: DeletedSegments): Fact => ({
  ...deletionOf(stream, deletion, segments),
  act: 'result',
  bytes: segments.deleted.sizeBytes,
  ...(segments.deleted.tally && { tally: segments.deleted.tally }),
});

const deletionOf = (
  { cameraId, role }: LockedStream,
  { id, cause }: Deletion,
  { deleted, numbers }: DeletedSegments,
) =>
  ({
    type: 'del',
    cam: cameraId,
    stream: role,
    del: id,
    cause,
    t0: new Date(deleted.fromMs).toISOString(),
    t1: new Date(deleted.toMs).toISOString(),
    ...(numbers.length > 0 && { segs: spansOf(numbers) }),
    count: deleted.segments,
    objs: deleted.objects,
    sha256: deleted.keysSha256,
  }) as const;
