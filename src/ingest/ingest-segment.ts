import { AppError, type Log, sha256Hex } from '../core/index.ts';
import {
  buildKeyframeIndex,
  canonicalJson,
  type FragmentedFile,
  type KeyframeIndex,
  packKeyframeIndex,
  readFragmentedFile,
} from '../media/index.ts';
import type { ClosedSegment, Run, SpoolReader } from '../recording/index.ts';
import { segmentId } from '../recording/index.ts';
import type { FrameGrabber } from './frame-grabber.ts';
import { type SegmentKeys, segmentKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';
import type { CataloguedSegment, SegmentCatalogue } from './segment-catalogue.ts';
import { type ImageEncoder, type Snapshots, takeSnapshots } from './snapshots.ts';

export interface IngestDeps {
  readonly spool: SpoolReader;
  readonly store: ObjectStore;
  readonly catalogue: SegmentCatalogue;
  readonly grabber: FrameGrabber;
  readonly encoder: ImageEncoder;
  readonly log: Log;
}

export type IngestOutcome = 'ingested' | 'already' | 'gone' | 'quarantined';

/**
 * Turns one closed spool file into objects and a catalogue row, then removes it from the spool.
 *
 * 1. read the file after an fsync; keep its whole GOPs (the file of a killed recorder may be cut)
 * 2. store the original, the index and the snapshots under checked checksums (I1)
 * 3. commit row, gaps and frontier in one transaction
 * 4. remove the spool file (I2)
 *
 * A crash anywhere leaves the spool file, and everything before step 4 gives the same result when it is run again:
 * keys, bytes and ids are functions of the file and its facts. Errors: `unavailable` of store or catalogue: try again.
 */
export async function ingestSegment(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
): Promise<IngestOutcome> {
  const name = { streamId: run.streamId, runId: run.id, seq: closed.seq };
  const outcome = await deps.spool.withFile(name, (spooled) => ingestBytes(deps, run, closed, spooled));
  return outcome ?? 'gone';
}

async function ingestBytes(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
  spooled: Uint8Array,
): Promise<IngestOutcome> {
  const file = readFragmentedFile(spooled);
  if (!file.isReadable) return quarantine(deps, run, closed, file.damage.message);
  const segment = await storeSegment(deps, run, closed, { bytes: originalOf(spooled, file), file });
  const outcome = await deps.catalogue.commit(segment);
  await deps.spool.remove(run.streamId, run.id, closed.seq);
  return outcome === 'committed' ? 'ingested' : 'already';
}

interface Original {
  readonly bytes: Uint8Array;
  readonly file: FragmentedFile;
}

/** The file as it is (I7), or its whole GOPs when its recorder was killed. */
const originalOf = (spooled: Uint8Array, file: FragmentedFile): Uint8Array =>
  file.damage ? spooled.subarray(0, file.readableBytes) : spooled;

async function storeSegment(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
  { bytes, file }: Original,
): Promise<CataloguedSegment> {
  const keys = segmentKeys({ ...run, startMs: closed.startMs });
  const index = buildKeyframeIndex(file, { wallStartMs: closed.startMs, wallEndMs: closed.endMs });
  const stored = await deps.store.put(keys.original, bytes, 'video/mp4');
  const snapshots = await takeSnapshots(file, bytes, deps);
  for (const fault of snapshots.faults)
    deps.log.warn({ segment: segmentId(run.id, closed.seq), fault: fault.message }, 'no snapshot');
  const segment: CataloguedSegment = {
    run,
    closed,
    objectKey: keys.original,
    sizeBytes: bytes.length,
    sha256: sha256Hex(bytes),
    codec: file.track.codec,
    width: file.track.width,
    height: file.track.height,
    initBytes: file.init.sizeBytes,
    packedKeyframes: packKeyframeIndex(index),
    hasStill: snapshots.still !== undefined,
    ...(stored.versionId === undefined ? {} : { versionId: stored.versionId }),
    ...(snapshots.storyboard ? { storyboard: snapshots.storyboard.layout } : {}),
  };
  await storeDerived(deps.store, keys, snapshots, indexDocument(segment, index));
  return segment;
}

async function storeDerived(
  store: ObjectStore,
  keys: SegmentKeys,
  { still, storyboard }: Snapshots,
  index: Uint8Array,
): Promise<void> {
  await store.put(keys.index, index, 'application/json');
  if (still) await store.put(keys.still, still.jpeg, 'image/jpeg');
  if (storyboard) await store.put(keys.storyboard, storyboard.webp, 'image/webp');
}

/** The keyframe index and all facts of the row: canonical, so that a retry writes the same bytes. */
function indexDocument(segment: CataloguedSegment, keyframes: KeyframeIndex): Uint8Array {
  const { run, closed, packedKeyframes: _packed, storyboard, ...facts } = segment;
  const { versionId: _version, ...stable } = facts;
  const { firstFrameMs: _provisional, ...stableRun } = run;
  const document = {
    v: 1,
    run: stableRun,
    closed,
    ...stable,
    ...(storyboard ? { storyboard } : {}),
    keyframes,
  };
  return new TextEncoder().encode(canonicalJson(document));
}

async function quarantine(
  deps: IngestDeps,
  run: Run,
  closed: ClosedSegment,
  why: string,
): Promise<IngestOutcome> {
  deps.log.error({ segment: segmentId(run.id, closed.seq), why }, 'segment cannot be read; put aside');
  await deps.catalogue.commitDamaged(run, closed);
  await deps.spool.quarantine(run.streamId, run.id, closed.seq, why);
  return 'quarantined';
}

/** Whether an error of ingest is worth another try. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof AppError) || error.kind === 'unavailable';
