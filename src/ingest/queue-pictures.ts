import { type Log, messageOf, type StreamId } from '../core/index.ts';
import type { PictureTasks } from './picture-tasks.ts';

export interface QueuePicturesDeps {
  readonly tasks: Pick<PictureTasks, 'streams'>;
  /** Queues the pictures of a stream; a second time does no harm. */
  readonly announcePictures: (streamId: StreamId) => Promise<void>;
}

/** Queues the streams whose pictures are still to be made: the queue was away, or work was left. Answers how many. */
export async function queuePictures({ tasks, announcePictures }: QueuePicturesDeps): Promise<number> {
  const streams = await tasks.streams();
  for (const streamId of streams) await announcePictures(streamId);
  return streams.length;
}

/** Queues the pictures of a segment that was just committed. Never rejects: `queuePictures` finds what was missed. */
export async function announceQuietly(
  { announcePictures, log }: Pick<QueuePicturesDeps, 'announcePictures'> & { readonly log: Log },
  streamId: StreamId,
): Promise<void> {
  await announcePictures(streamId).catch((error: unknown) =>
    log.warn({ streamId, error: messageOf(error) }, 'pictures not queued yet'),
  );
}
