import { sql } from 'kysely';
import { type Clock, dayMs, type SiteId } from '../../../core/index.ts';
import { custodyEvent } from '../../../custody/index.ts';
import type { Alteration, Alterations } from '../../../footage/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Trx } from '../recording/locked-stream.ts';

/** An object that nobody met for so long counts as mended: met again, it is an event again. */
const forgottenMs = dayMs;

export class PostgresAlterationBook implements Alterations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly scribe: Scribe,
  ) {}

  /** The first to meet an altered object makes the event; who meets it later says that it is still so. */
  note({ segment, objectKey, part, range }: Alteration): Promise<void> {
    const nowMs = this.clock.nowMs();
    const { cameraId, store } = segment;
    const { fromMs, toMs } = range;
    const event = custodyEvent({ nowMs }, 'footage-altered', {
      cameraId,
      range: { fromMs, toMs },
      detail: { segmentId: segment.id, part, objectKey },
    });
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const isNew = await isFirst(trx, { store, objectKey, cameraId, nowMs });
        if (isNew) await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  /** Of cameras of the site: objects that were met within a day. */
  async count(siteId: SiteId): Promise<number> {
    const { rows } = await onCatalogue(() =>
      sql<{ count: number }>`
        select count(*)::int as count from altered_object a join camera c on c.id = a.camera_id
          where c.site_id = ${siteId} and a.seen_ms > ${this.clock.nowMs() - forgottenMs}`.execute(this.db),
    );
    return rows[0]?.count ?? 0;
  }
}

interface Met extends Pick<Alteration, 'objectKey'>, Pick<Alteration['segment'], 'store' | 'cameraId'> {
  readonly nowMs: number;
}

async function isFirst(trx: Trx, { store, objectKey, cameraId, nowMs }: Met): Promise<boolean> {
  const found = { store, object_key: objectKey, camera_id: cameraId };
  const inserted = await trx
    .insertInto('altered_object')
    .values({ ...found, first_seen_ms: nowMs, seen_ms: nowMs })
    .onConflict((at) => at.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return true;
  const known = trx
    .updateTable('altered_object')
    .where('store', '=', store)
    .where('object_key', '=', objectKey);
  const again = await known
    .set({ first_seen_ms: nowMs, seen_ms: nowMs })
    .where('seen_ms', '<', nowMs - forgottenMs)
    .executeTakeFirst();
  if (again.numUpdatedRows === 1n) return true;
  await known.set({ seen_ms: nowMs }).execute();
  return false;
}
