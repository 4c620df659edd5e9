import { sql } from 'kysely';
import type { SiteId, StreamId } from '../../../core/index.ts';
import type { StorageCheck, StorageCheckBook, StoredSegment } from '../../../footage/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { lockSites } from '../log/locked-sites.ts';
import type { Scribe } from '../log/scribe.ts';
import { type SegmentRow, segmentFromRow, segmentRows } from './segment-rows.ts';

export class PostgresStorageCheckBook implements StorageCheckBook {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
    private readonly of: { readonly siteId: SiteId; readonly store: string },
  ) {}

  async lastAtMs(): Promise<number | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('storage_check')
        .select((query) => query.fn.max('at_ms').as('at_ms'))
        .where('site_id', '=', this.of.siteId)
        .executeTakeFirst(),
    );
    return row?.at_ms ?? undefined;
  }

  /** By a random instant of a random stream: no partition is read whole. */
  async sample(count: number, nowMs: number): Promise<StoredSegment[]> {
    const { rows: streams } = await onCatalogue(() =>
      sql<{ id: StreamId; enrolled_at_ms: number }>`
        select s.id, s.enrolled_at_ms from stream s join camera c on c.id = s.camera_id, generate_series(1, ${count})
          where c.site_id = ${this.of.siteId} order by random() limit ${count}`.execute(this.db),
    );
    const found = new Map<string, StoredSegment>();
    for (const { id, enrolled_at_ms } of streams) {
      const segment = await this.after(id, enrolled_at_ms + Math.random() * (nowMs - enrolled_at_ms));
      if (segment) found.set(segment.objectKey, segment);
    }
    return [...found.values()];
  }

  async has({ streamId, fromMs, objectKey }: StoredSegment): Promise<boolean> {
    const { rows } = await onCatalogue(() =>
      sql`select from segment where stream_id = ${streamId} and start_ms = ${fromMs} and object_key = ${objectKey}
        and deletion_id is null`.execute(this.db),
    );
    return rows.length > 0;
  }

  async keep({ atMs, objects, bytes, differing }: StorageCheck): Promise<void> {
    const { siteId, store } = this.of;
    const ran = { site_id: siteId, at_ms: atMs, store, objects, bytes, differing: differing.length };
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockSites(trx, [siteId]);
        await trx.insertInto('storage_check').values(ran).execute();
        const chk = { type: 'chk', site: siteId, store } as const;
        await this.scribe.state(
          trx,
          ...differing.map(({ key, found }) => ({
            ...chk,
            ...{ act: 'differ' as const, key, ...(found !== undefined && { found }) },
          })),
          { ...chk, act: 'run', objs: objects, bytes, differ: differing.length },
        );
      }),
    );
  }

  /** The first segment of the stream at an instant or later; else its newest before. */
  private async after(streamId: StreamId, atMs: number): Promise<StoredSegment | undefined> {
    const own = sql`stream_id = ${streamId} and store = ${this.of.store} and deletion_id is null`;
    const { rows } = await onCatalogue(() =>
      sql<SegmentRow>`
        (${segmentRows} where ${own} and start_ms >= ${Math.floor(atMs)} order by start_ms limit 1)
        union all (${segmentRows} where ${own} and start_ms < ${Math.floor(atMs)} order by start_ms desc limit 1)
        limit 1`.execute(this.db),
    );
    return rows[0] && segmentFromRow(rows[0]);
  }
}
