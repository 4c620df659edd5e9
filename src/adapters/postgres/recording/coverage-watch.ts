import { sql } from 'kysely';
import type { Clock, StreamId } from '../../../core/index.ts';
import type { CoverageWatch, UnaccountedHole } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { fillGaps, followClock, hasOpenGap } from './gap-keeping.ts';
import { advance, lockStream } from './locked-stream.ts';

export class PostgresCoverageWatch implements CoverageWatch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly scribe: Scribe,
  ) {}

  fillHoles(siteId: string, olderThanMs: number): Promise<UnaccountedHole[]> {
    const beforeMs = this.clock.nowMs() - olderThanMs;
    return onCatalogue(async () => {
      for (const streamId of await this.aheadOfNow(siteId)) await this.followClock(streamId);
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

  /** Streams whose frontier or open gap lies ahead of now: our clock was set back. */
  private async aheadOfNow(siteId: string): Promise<StreamId[]> {
    const nowMs = this.clock.nowMs();
    const { rows } = await sql<{ stream_id: StreamId }>`
      select s.id as stream_id from stream s
        join camera c on c.id = s.camera_id left join gap g on g.stream_id = s.id and g.end_ms is null
        where c.site_id = ${siteId} and s.recorded
          and greatest(s.accounted_until_ms, g.start_ms) > greatest(${nowMs}::bigint, s.enrolled_at_ms)`.execute(
      this.db,
    );
    return rows.map((row) => row.stream_id);
  }

  private followClock(streamId: StreamId): Promise<void> {
    return this.db.transaction().execute(async (trx) => {
      const stream = await lockStream({ trx, scribe: this.scribe }, streamId, this.clock.nowMs());
      if (stream && (await hasOpenGap(stream))) await followClock(stream);
      else if (stream) await advance(stream);
    });
  }

  /** Whether the hole was still there. */
  private fill({ streamId, ...hole }: UnaccountedHole): Promise<boolean> {
    return this.db.transaction().execute(async (trx) => {
      const stream = await lockStream({ trx, scribe: this.scribe }, streamId, this.clock.nowMs());
      if (stream?.accountedUntilMs !== hole.fromMs) return false;
      if ((await advance(stream)) !== hole.fromMs) return false;
      await fillGaps(stream, hole, 'unknown');
      await advance(stream);
      return true;
    });
  }
}
