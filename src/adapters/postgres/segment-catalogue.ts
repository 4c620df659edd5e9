import { sql } from 'kysely';
import { type Clock, overlaps } from '../../core/index.ts';
import type { CataloguedSegment, SegmentCatalogue } from '../../ingest/index.ts';
import { type ClosedSegment, longestSegmentMs, type Run, unaccountedFrom } from '../../recording/index.ts';
import { type Database, onCatalogue } from './database.ts';
import { advance, carveGaps, insertGap, lockStream, spansFrom } from './gap-keeping.ts';
import { preparePartition } from './partitions.ts';

export class PostgresSegmentCatalogue implements SegmentCatalogue {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    /** Names the store the objects lie in: one today, one per site or two during a migration tomorrow. */
    private readonly storeName: string,
  ) {}

  commit(segment: CataloguedSegment): Promise<'committed' | 'already'> {
    const { run, closed } = segment;
    const range = { fromMs: closed.startMs, toMs: closed.endMs };
    return onCatalogue(async () => {
      await preparePartition(this.db, closed.startMs);
      return this.db.transaction().execute(async (trx) => {
        const stream = await lockStream(trx, run.streamId);
        if (!stream) return 'already';
        const others = await trx
          .selectFrom('segment')
          .select(['run_id', 'start_ms', 'end_ms'])
          .where('stream_id', '=', run.streamId)
          .where('start_ms', '>', range.fromMs - longestSegmentMs)
          .where('start_ms', '<', range.toMs)
          .execute();
        const overlapping = others.some(
          (other) =>
            other.run_id !== run.id && overlaps({ fromMs: other.start_ms, toMs: other.end_ms }, range),
        );
        const inserted = await trx
          .insertInto('segment')
          .values(this.rowOf(segment, overlapping))
          .onConflict((at) => at.columns(['stream_id', 'start_ms', 'run_id']).doNothing())
          .executeTakeFirst();
        if (inserted.numInsertedOrUpdatedRows === 0n) return 'already';
        await carveGaps(trx, run.streamId, range);
        await advance(trx, run.streamId, stream.accountedUntilMs);
        return 'committed';
      });
    });
  }

  commitDamaged(run: Run, closed: ClosedSegment): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const stream = await lockStream(trx, run.streamId);
        if (!stream) return;
        const open = await sql`select 1 from gap
          where stream_id = ${run.streamId} and end_ms is null and start_ms < ${closed.endMs}`.execute(trx);
        const spans = await spansFrom(trx, run.streamId, closed.startMs);
        const beyond = { fromMs: closed.endMs, toMs: Number.POSITIVE_INFINITY };
        const holes = open.rows.length > 0 ? [] : unaccountedFrom(closed.startMs, [...spans, beyond]);
        for (const hole of holes) await insertGap(trx, run.streamId, hole, 'damaged');
        await advance(trx, run.streamId, stream.accountedUntilMs);
      }),
    );
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
      has_still: segment.hasStill,
      storyboard: segment.storyboard ? JSON.stringify(segment.storyboard) : null,
      overlapping,
      ingested_at_ms: this.clock.nowMs(),
    };
  }
}
