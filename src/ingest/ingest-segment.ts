import { AppError, type ClosedFile, type Log } from '../core/index.ts';
import { type FragmentedFile, keyframeTimesMs, readFragmentedFile } from '../media/index.ts';
import type { ObjectStore } from '../objects/index.ts';
import {
  type ClosedSegment,
  type Run,
  type SpooledName,
  type SpoolReader,
  segmentId,
} from '../recording/index.ts';
import { announceQuietly, type QueuePicturesDeps } from './queue-pictures.ts';
import type { SegmentRepository, Unstated } from './segment-repository.ts';
import { type Original, storeSegment } from './store-segment.ts';

export interface IngestDeps extends Pick<QueuePicturesDeps, 'announcePictures'> {
  readonly spool: SpoolReader;
  readonly store: ObjectStore;
  readonly catalogue: SegmentRepository;
  readonly log: Log;
}

export type IngestOutcome = 'ingested' | 'already' | 'gone' | 'quarantined';

/**
 * Turns one closed spool file into objects and a catalogue row, then removes it from the spool.
 *
 * 1. read the file once, after an fsync; keep its whole GOPs (the file of a killed recorder may be cut)
 * 2. store the original and the index under checked checksums (I1); a store on the spool’s disk takes the file itself
 * 3. commit the row, its record, the task to make its pictures, gaps and frontier in one transaction
 * 4. remove the spool file (I2)
 * 5. queue the pictures: `makePictures` makes them from the stored original
 *
 * A disk store on the spool’s disk costs four fsyncs: the file (1), its name in the store, the index, and its name (2).
 * On a disk of its own the copy costs one more.
 *
 * A crash before step 4 leaves the spool file, and a retry gives the same result: keys, bytes and ids depend only on
 * the file and its facts. A crash after step 3 leaves the task, which `queuePictures` finds. A file that no retry can
 * ingest is put aside. Errors: those of store and catalogue that pass, also a refused credential (I10): try again.
 */
export async function ingestSegment(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
): Promise<IngestOutcome> {
  const name = { streamId: run.streamId, runId: run.id, seq: closed.seq };
  const outcome = await deps.spool.withFile(name, (bytes, file) =>
    ingestBytes(deps, run, closed, { bytes, file }),
  );
  return outcome ?? 'gone';
}

/** The same, by the name of a spool file. One that is gone was ingested by an earlier try. */
export async function ingestSpooled(
  deps: IngestDeps,
  { streamId, runId, seq }: SpooledName,
): Promise<IngestOutcome> {
  const run = await deps.spool.readRun(streamId, runId);
  const closed = await deps.spool.readClosed(streamId, runId, seq);
  return run && closed ? ingestSegment(deps, run, closed) : 'gone';
}

/** What was read, and the file it was read from. */
interface Spooled {
  readonly bytes: Uint8Array;
  readonly file: ClosedFile;
}

async function ingestBytes(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
  spooled: Spooled,
): Promise<IngestOutcome> {
  const file = readFragmentedFile(spooled.bytes);
  if (!file.isReadable) return putAside(deps, run, closed, file.damage.message);
  try {
    const outcome = await catalogueWhole(deps, run, closed, { file, ...originalOf(spooled, file) });
    if (typeof outcome === 'object') nameUnstated(deps, run, closed, outcome);
    await deps.spool.remove(run.streamId, run.id, closed.seq);
    await announceQuietly(deps, run.streamId);
    return outcome === 'already' ? 'already' : 'ingested';
  } catch (error) {
    if (!isFinal(error)) throw error;
    return putAside(deps, run, closed, error.message);
  }
}

/** The file as it is (I7), or its whole GOPs when its recorder was killed. */
const originalOf = ({ bytes, file }: Spooled, { damage, readableBytes }: FragmentedFile) =>
  damage ? { bytes: bytes.subarray(0, readableBytes) } : { bytes, spoolFile: file };

/** Stores and commits the whole GOPs; what the file lost after it was closed is a gap `damaged`. */
async function catalogueWhole(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
  original: Original,
): Promise<'committed' | 'already' | Unstated> {
  const whole = wholeOf(closed, original.file);
  const outcome = await deps.catalogue.commit(await storeSegment(deps.store, run, whole, original));
  if (whole.endMs < closed.endMs)
    await deps.catalogue.commitDamaged(run, {
      ...closed,
      startMs: whole.endMs,
      mediaFromMs: whole.mediaToMs,
    });
  return outcome;
}

const nameUnstated = (
  { log }: IngestDeps,
  run: Run,
  { startMs }: ClosedSegment,
  { unstated }: Unstated,
): void =>
  log.error(
    { segment: segmentId(run.id, startMs), why: unstated },
    'no record can say this segment; it has none',
  );

/** The length of the last frame is not known exactly; less than this is no loss. */
const toleranceMs = 1_000;

/** The facts of what is left of a file that was closed and then cut, by a power cut perhaps. */
function wholeOf(closed: ClosedSegment, file: FragmentedFile): ClosedSegment {
  const { startMs, endMs, mediaFromMs, mediaToMs } = closed;
  const leftMs = keyframeTimesMs(file).at(-1) ?? 0;
  const lengthMs = mediaToMs - mediaFromMs;
  if (!file.damage || lengthMs - leftMs < toleranceMs) return closed;
  const wallMs = Math.max(1, Math.round((leftMs * (endMs - startMs)) / lengthMs));
  return { ...closed, endMs: startMs + wallMs, mediaToMs: mediaFromMs + leftMs };
}

/** Refused for what the file is: too large, too long, or its key holds other bytes. */
const isFinal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.kind === 'invalid' || error.kind === 'conflict');

async function putAside(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
  why: string,
): Promise<IngestOutcome> {
  deps.log.error(
    { segment: segmentId(run.id, closed.startMs), why },
    'segment cannot be ingested; put aside',
  );
  await deps.catalogue.commitDamaged(run, closed);
  await deps.spool.quarantine(run.streamId, run.id, closed.seq, why);
  return 'quarantined';
}
