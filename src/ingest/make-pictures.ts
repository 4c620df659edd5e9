import { AppError, type Log, type StreamId } from '../core/index.ts';
import { type InitFacts, readInit, shapedAs, unpackKeyframeIndex } from '../media/index.ts';
import { type ObjectStore, segmentKeys } from '../objects/index.ts';
import { segmentId } from '../recording/index.ts';
import type {
  MadePictures,
  PicturedSegment,
  PictureFault,
  PictureTask,
  PictureTasks,
} from './picture-tasks.ts';
import { type SnapshotSource, type Snapshots, type SnapshotTools, takeSnapshots } from './snapshots.ts';
import { storePictures } from './store-pictures.ts';
import { type ReadPart, readKeyframe } from './stored-keyframe.ts';

export interface PictureDeps extends SnapshotTools {
  readonly tasks: PictureTasks;
  readonly store: ObjectStore;
  readonly log: Log;
}

/** Then another stream has its turn; the sweep queues the rest. */
const maxTasks = 8;
/** A segment whose pictures end the process so often gets none. */
const maxTries = 3;

/**
 * Makes the pictures of a stream's segments, oldest first, and answers of how many: each was made, or given up with a
 * reason. They are made from the stored originals, after the rows. A crash leaves the task: the next try makes them.
 * Errors: those of store and catalogue that pass; the task stays.
 */
export async function makePictures(deps: PictureDeps, streamId: StreamId): Promise<number> {
  for (let ended = 0; ended < maxTasks; ended++) {
    const task = await deps.tasks.begin(streamId);
    if (!task) return ended;
    await endTask(deps, task);
  }
  return maxTasks;
}

async function endTask(deps: PictureDeps, task: PictureTask): Promise<void> {
  const segment = await deps.tasks.segmentOf(task);
  if (!segment) return removePictures(deps, task);
  const made = await madePictures(deps, task, segment);
  if ((await deps.tasks.finish(task, made)) === 'gone') await removePictures(deps, task);
}

/** The segment expired meanwhile: pictures that were stored after its objects were deleted must not stay (I5). */
async function removePictures({ tasks, store }: PictureDeps, task: PictureTask): Promise<void> {
  const { still, storyboard } = segmentKeys(task);
  await store.removeAll([still, storyboard]);
  await tasks.drop(task);
}

async function madePictures(
  deps: PictureDeps,
  task: PictureTask,
  segment: PicturedSegment,
): Promise<MadePictures> {
  if (task.tries > maxTries) return givenUp(deps, task, `tried ${maxTries} times`);
  try {
    const snapshots = await takeSnapshots(sourceOf(deps.store, task, segment), deps);
    for (const { message } of snapshots.faults) logFault(deps, task, message);
    const fault = faultOf(snapshots);
    const stored = await storePictures(deps.store, segmentKeys(task), snapshots);
    return { ...stored, ...(fault && { fault }) };
  } catch (error) {
    if (error instanceof AppError && isOfStore(error)) await deps.tasks.putBack(task);
    throw error;
  }
}

function givenUp(deps: PictureDeps, task: PictureTask, why: string): MadePictures {
  logFault(deps, task, why);
  return { hasStill: false, pictures: [], fault: 'no-picture' };
}

const logFault = ({ log }: PictureDeps, { runId, startMs }: PictureTask, fault: string): void =>
  log.warn({ segment: segmentId(runId, startMs), fault }, 'no snapshot');

/** An outage of the store is no fault of the pictures. */
const isOfStore = ({ code }: AppError): boolean =>
  ['store-unavailable', 'store-denied', 'store-read-only'].includes(code);

function faultOf({ still, faults }: Snapshots): PictureFault | undefined {
  if (faults.some(({ code }) => code === 'keyframe-not-whole')) return 'intra-refresh';
  return still || faults.length === 0 ? undefined : 'no-picture';
}

/** Reads the init section once, and of the GOPs that are shown their keyframes alone. */
function sourceOf(store: ObjectStore, { cameraId }: PictureTask, segment: PicturedSegment): SnapshotSource {
  const { objectKey, initBytes, packedKeyframes, displayAspect } = segment;
  const { gops } = unpackKeyframeIndex(packedKeyframes);
  const endMs = (gops.at(-1)?.mediaMs ?? 0) + (gops.at(-1)?.mediaDurationMs ?? 0);
  const read: ReadPart = (range) => store.get(objectKey, range);
  let init: InitFacts | undefined;
  return {
    camera: cameraId,
    timesMs: [...gops.map(({ mediaMs }) => mediaMs), endMs],
    keyframe: async (number) => {
      init ??= readInit(await read({ offsetBytes: 0, sizeBytes: initBytes }));
      const keyframe = await readKeyframe(init, gops[number] ?? { offsetBytes: 0, sizeBytes: 0 }, read);
      return shapedAs(keyframe, displayAspect);
    },
  };
}
