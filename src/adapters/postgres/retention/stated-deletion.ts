import type { Fact } from '../../../log/index.ts';
import type { Deleted, DeletionId, ExpiryCause } from '../../../retention/index.ts';
import type { LockedStream } from '../recording/locked-stream.ts';

/** What the records of a deletion have in common. */
interface Deletion {
  readonly id: DeletionId;
  readonly cause: ExpiryCause;
}

/** That these segments of the stream are about to be deleted: from here on no hold can save them. */
export const intentOf = (stream: LockedStream, deletion: Deletion, deleted: Deleted): Fact => ({
  ...deletionOf(stream, deletion, deleted),
  act: 'intent',
});

/** That the store has none of their objects any more. */
export const resultOf = (stream: LockedStream, deletion: Deletion, deleted: Deleted): Fact => ({
  ...deletionOf(stream, deletion, deleted),
  act: 'result',
  bytes: deleted.sizeBytes,
  ...(deleted.tally && { tally: deleted.tally }),
});

const deletionOf = ({ cameraId, role }: LockedStream, { id, cause }: Deletion, deleted: Deleted) =>
  ({
    type: 'del',
    cam: cameraId,
    stream: role,
    del: id,
    cause,
    t0: new Date(deleted.fromMs).toISOString(),
    t1: new Date(deleted.toMs).toISOString(),
    count: deleted.segments,
    objs: deleted.objects,
    sha256: deleted.keysSha256,
  }) as const;
