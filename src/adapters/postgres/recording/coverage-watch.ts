import { sql } from 'kysely';
import type { Clock, StreamId } from '../../../core/index.ts';
import type { CoverageWatch, UnaccountedHole } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { advance, fillGaps, lockStream } from './gap-keeping.ts';

export class PostgresCoverageWatch implements CoverageWatch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  fillHoles(siteId: string, olderThanMs: number): Promise<UnaccountedHole[]> {
    const beforeMs = this.clock.nowMs() - olderThanMs;
    return onCatalogue(async () => {
      const { rows } = await sql<{ stream_id: StreamId; from_ms: number; to_ms: number }>`
        select s.id as stream_id, s.accounted_until_ms as from_ms, next.start_ms as to_ms
          from stream s join camera c on c.id = s.camera_id
          cross join lateral (
            select min(start_ms) as start_ms from (
              select start_ms from segment where stream_id = s.id and start_ms > s.accounted_until_ms
              union all
              select start_ms from gap where stream_id = s.id and start_ms > s.accounted_until_ms) later) next
          where c.site_id = ${siteId} and s.recorded and s.accounted_until_ms < ${beforeMs}
            and next.start_ms < ${beforeMs}`.execute(this.db);
      const filled: UnaccountedHole[] = [];
      for (const { stream_id: streamId, from_ms: fromMs, to_ms: toMs } of rows)
        if (await this.fill({ streamId, fromMs, toMs })) filled.push({ streamId, fromMs, toMs });
      return filled;
    });
  }

  /** Whether the hole was still there. */
  private fill({ streamId, ...hole }: UnaccountedHole): Promise<boolean> {
    return this.db.transaction().execute(async (trx) => {
      const stream = await lockStream(trx, streamId);
      if (stream?.accountedUntilMs !== hole.fromMs) return false;
      if ((await advance(trx, streamId, hole.fromMs)) !== hole.fromMs) return false;
      await fillGaps(trx, streamId, hole, 'unknown');
      await advance(trx, streamId, hole.fromMs);
      return true;
    });
  }
}
