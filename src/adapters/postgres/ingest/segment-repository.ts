import { sql } from 'kysely';
import type { Clock, RunId, StreamId, TimeRange } from '../../../core/index.ts';
import {
  type CataloguedSegment,
  type NewestSegments,
  type SegmentRepository,
  type StoredInit,
  segmentRefusals,
} from '../../../ingest/index.ts';
import type { ObjectKey } from '../../../objects/index.ts';
import { type ClosedSegment, type GapReason, maxSegmentMs, type Run } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import {
  advance,
  carveGaps,
  fillGaps,
  joinDiskLoss,
  lockStream,
  type Trx,
} from '../recording/gap-keeping.ts';
import { onCatalogueWith } from '../violations.ts';
import { preparePartition } from './partitions.ts';
import { insertPictureTask } from './picture-tasks.ts';

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
  ) {}

  commit(segment: CataloguedSegment): Promise<'committed' | 'already'> {
    const { run, closed } = segment;
    const range = rangeOf(closed);
    return onCatalogueWith(refusals, async () => {
      await preparePartition(this.db, closed.startMs);
      return this.db.transaction().execute(async (trx) => {
        const stream = await lockStream(trx, run.streamId, this.clock.nowMs());
        if (!stream) return 'already';
        const overlapping = await markOverlapped(trx, run, range);
        const inserted = await trx
          .insertInto('segment')
          .values(this.rowOf(segment, overlapping))
          .onConflict((at) => at.columns(['stream_id', 'start_ms', 'run_id']).doNothing())
          .executeTakeFirst();
        if (inserted.numInsertedOrUpdatedRows === 0n) return 'already';
        await insertPictureTask(trx, segment, this.storeName);
        await carveGaps(trx, run.streamId, range);
        await fillBefore(trx, run, closed);
        await advance(trx, run.streamId, stream);
        return 'committed';
      });
    });
  }

  commitDamaged(run: Pick<Run, 'id' | 'streamId'>, closed: ClosedSegment): Promise<void> {
    const range = rangeOf(closed);
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const stream = await lockStream(trx, run.streamId, this.clock.nowMs());
        if (!stream) return;
        await carveGaps(trx, run.streamId, range);
        await fillGaps(trx, run.streamId, range, 'damaged');
        await joinDiskLoss(trx, run.streamId);
        await fillBefore(trx, run, closed);
        await advance(trx, run.streamId, stream);
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
  trx: Trx,
  run: Pick<Run, 'id' | 'streamId'>,
  { seq, startMs }: ClosedSegment,
): Promise<void> {
  if (seq !== 0) return;
  const { rows } = await sql<{ told_ms: number; reason: GapReason | null }>`
    select r.first_frame_ms as told_ms, g.reason from run r
      left join gap g on g.stream_id = r.stream_id and g.end_ms = r.first_frame_ms
      where r.id = ${run.id} and r.first_frame_ms < ${startMs}`.execute(trx);
  for (const { told_ms, reason } of rows)
    await fillGaps(trx, run.streamId, { fromMs: told_ms, toMs: startMs }, reason ?? 'recorder');
}
