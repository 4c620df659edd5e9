import { sql } from 'kysely';
import type { Clock, RunId, StreamId, TimeRange } from '../../../core/index.ts';
import {
  type CataloguedSegment,
  type NewestSegments,
  type SegmentRepository,
  type StoredInit,
  segmentRefusals,
  type Unstated,
} from '../../../ingest/index.ts';
import type { ObjectKey } from '../../../objects/index.ts';
import { type ClosedSegment, type GapReason, maxSegmentMs, type Run } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { stateSayable } from '../log/sayable.ts';
import type { Scribe } from '../log/scribe.ts';
import { carveGaps, fillGaps, joinDiskLoss } from '../recording/gap-keeping.ts';
import { advance, type LockedStream, lockStream, type Trx } from '../recording/locked-stream.ts';
import { onCatalogueWith } from '../violations.ts';
import { preparePartition } from './partitions.ts';
import { insertPictureTask } from './picture-tasks.ts';
import { segmentFact } from './segment-fact.ts';
import { standingOfSegment } from './segment-standing.ts';

const refusals = {
  segment_check: segmentRefusals.length,
  segment_keyframes_check: segmentRefusals.keyframes,
};

export class PostgresSegmentRepository implements SegmentRepository, NewestSegments {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    /** Names the store the objects lie in: one today, one per site or two during a migration tomorrow. */
    private readonly storeName: string,
    private readonly scribe: Scribe,
  ) {}

  commit(segment: CataloguedSegment): Promise<'committed' | 'already' | Unstated> {
    const { run, closed } = segment;
    const range = rangeOf(closed);
    return onCatalogueWith(refusals, async () => {
      await preparePartition(this.db, closed.startMs);
      return this.db.transaction().execute(async (trx) => {
        const nowMs = this.clock.nowMs();
        const stream = await lockStream({ trx, scribe: this.scribe }, run.streamId, nowMs);
        if (!stream) return 'already';
        const overlapping = await markOverlapped(trx, run, range);
        const standing = await standingOfSegment(trx, segment, { stream, overlapping, nowMs });
        if (standing.isKnown) return 'already';
        const record = await stateSayable(trx, this.scribe, segmentFact(segment, standing));
        const record_seq = 'seq' in record ? record.seq : null;
        const row = { ...this.rowOf(segment, overlapping), record_seq };
        await trx.insertInto('segment').values(row).execute();
        await insertPictureTask(trx, segment, this.storeName);
        await carveGaps(stream, range);
        await fillBefore(stream, run, closed);
        await advance(stream);
        return 'seq' in record ? 'committed' : record;
      });
    });
  }

  commitDamaged(run: Pick<Run, 'id' | 'streamId'>, closed: ClosedSegment): Promise<void> {
    const range = rangeOf(closed);
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const stream = await lockStream({ trx, scribe: this.scribe }, run.streamId, this.clock.nowMs());
        if (!stream) return;
        await carveGaps(stream, range);
        await fillGaps(stream, range, 'damaged');
        await joinDiskLoss(stream);
        await fillBefore(stream, run, closed);
        await advance(stream);
      }),
    );
  }

  async runOf(streamId: StreamId, id: RunId): Promise<Run | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('run')
        .innerJoin('stream', 'stream.id', 'run.stream_id')
        .select(['camera_id', 'epoch', 'claimed_at_ms', 'first_frame_ms'])
        .where('run.id', '=', id)
        .where('run.stream_id', '=', streamId)
        .executeTakeFirst(),
    );
    if (!row || row.first_frame_ms === null) return undefined;
    const { camera_id: cameraId, epoch, claimed_at_ms: startedAtMs, first_frame_ms: firstFrameMs } = row;
    // The coding is read from the files.
    return { id, streamId, cameraId, epoch, startedAtMs, firstFrameMs, codec: 'h264' };
  }

  async newestOf(streamId: StreamId): Promise<StoredInit | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('segment')
        .select(['object_key', 'init_bytes'])
        .where('stream_id', '=', streamId)
        .where('store', '=', this.storeName)
        .orderBy('start_ms', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
    return row && { objectKey: row.object_key as ObjectKey, initBytes: row.init_bytes };
  }

  private rowOf(segment: CataloguedSegment, overlapping: boolean) {
    const { run, closed } = segment;
    return {
      stream_id: run.streamId,
      start_ms: closed.startMs,
      end_ms: closed.endMs,
      run_id: run.id,
      seq: closed.seq,
      epoch: run.epoch,
      camera_id: run.cameraId,
      store: this.storeName,
      object_key: segment.objectKey,
      size_bytes: segment.sizeBytes,
      sha256: segment.sha256,
      version_id: segment.versionId ?? null,
      media_from_ms: closed.mediaFromMs,
      media_to_ms: closed.mediaToMs,
      packets_lost: closed.packetsLost,
      codec: segment.codec,
      width: segment.width,
      height: segment.height,
      init_bytes: segment.initBytes,
      keyframes: Buffer.from(segment.packedKeyframes),
      index_sha256: segment.index ? Buffer.from(segment.index.sha256, 'hex') : null,
      index_bytes: segment.index?.sizeBytes ?? null,
      has_still: false,
      overlapping,
      ingested_at_ms: this.clock.nowMs(),
    };
  }
}

const rangeOf = ({ startMs, endMs }: ClosedSegment): TimeRange => ({ fromMs: startMs, toMs: endMs });

/** Marks the segments of other epochs that overlap the range (I3). Answers whether there are any. */
async function markOverlapped(trx: Trx, run: Run, { fromMs, toMs }: TimeRange): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('segment')
    .set({ overlapping: true })
    .where('stream_id', '=', run.streamId)
    .where('run_id', '!=', run.id)
    .where('start_ms', '>', fromMs - maxSegmentMs)
    .where('start_ms', '<', toMs)
    .where('end_ms', '>', fromMs)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * The first keyframe ended the gap before the run at a provisional time. Where the first segment begins later, the gap
 * lasted until there.
 */
async function fillBefore(
  stream: LockedStream,
  run: Pick<Run, 'id'>,
  { seq, startMs }: ClosedSegment,
): Promise<void> {
  if (seq !== 0) return;
  const { rows } = await sql<{ told_ms: number; reason: GapReason | null }>`
    select r.first_frame_ms as told_ms, g.reason from run r
      left join gap g on g.stream_id = r.stream_id and g.end_ms = r.first_frame_ms
      where r.id = ${run.id} and r.first_frame_ms < ${startMs}`.execute(stream.trx);
  for (const { told_ms, reason } of rows)
    await fillGaps(stream, { fromMs: told_ms, toMs: startMs }, reason ?? 'recorder');
}
