import { type Selectable, sql, type Transaction } from 'kysely';
import { AppError, type CameraId, type HoldId, invalid } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { Hold, HoldRepository, Placed } from '../../../retention/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { onCatalogueWith } from '../violations.ts';
import { refuseBeyondCap } from './held-bytes.ts';
import { lockRetention, unmark } from './lock.ts';

const violations = {
  hold_camera_known: () => invalid('unknown-camera', 'There is no such camera.', 'cameras'),
};

export class PostgresHoldRepository implements HoldRepository {
  constructor(private readonly db: Database) {}

  place(hold: Hold, event: CustodyEvent, maxBytes?: number): Promise<Placed> {
    return onCatalogueWith(violations, () =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        const placed = await keepHold(trx, hold);
        if (maxBytes !== undefined) await refuseBeyondCap(trx, maxBytes);
        await appendCustody(trx, event);
        return placed;
      }),
    );
  }

  async list(): Promise<Hold[]> {
    const rows = await onCatalogue(() =>
      this.select().orderBy(sql`released_at_ms desc nulls first`).orderBy('review_at_ms').execute(),
    );
    return rows.map(holdOf);
  }

  async byId(id: HoldId): Promise<Hold | undefined> {
    const row = await onCatalogue(() => this.select().where('id', '=', id).executeTakeFirst());
    return row && holdOf(row);
  }

  review(id: HoldId, reviewAtMs: number, event: CustodyEvent): Promise<void> {
    return this.change(id, { review_at_ms: reviewAtMs }, event);
  }

  release(id: HoldId, { atMs, byId, reason }: NonNullable<Hold['release']>, event: CustodyEvent) {
    const released = { released_at_ms: atMs, released_by: byId, release_reason: reason };
    return this.change(id, released, event);
  }

  private change(id: HoldId, values: Partial<Selectable<Tables['hold']>>, event: CustodyEvent) {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        const open = trx.updateTable('hold').set(values).where('id', '=', id);
        const { numUpdatedRows } = await open.where('released_at_ms', 'is', null).executeTakeFirst();
        if (numUpdatedRows === 0n) throw released();
        await appendCustody(trx, event);
      }),
    );
  }

  private select() {
    const cameraIds = sql<CameraId[]>`array(
      select camera_id from hold_camera where hold_id = hold.id order by camera_id)`;
    return this.db.selectFrom('hold').selectAll().select(cameraIds.as('camera_ids'));
  }
}

const released = (): AppError =>
  new AppError('conflict', 'hold-released', 'The hold has been released already.');

/** Under the retention lock. */
export async function keepHold(trx: Transaction<Tables>, hold: Hold): Promise<Placed> {
  await insertHold(trx, hold);
  const bound = sql`s.camera_id = any(${hold.cameraIds})
    and s.start_ms < ${hold.range.toMs} and s.end_ms > ${hold.range.fromMs}`;
  const rescued = await unmark(trx, bound);
  const { rows } = await sql<{ marked: number }>`
    select count(*) as marked from segment s where s.deletion_id is not null and ${bound}`.execute(trx);
  return { rescued, tooLate: rows[0]?.marked ?? 0 };
}

async function insertHold(trx: Transaction<Tables>, { id, cameraIds, range, ...hold }: Hold): Promise<void> {
  await trx
    .insertInto('hold')
    .values({
      id,
      owner_id: hold.ownerId,
      case_number: hold.caseNumber,
      reason: hold.reason,
      from_ms: range.fromMs,
      to_ms: range.toMs,
      created_at_ms: hold.createdAtMs,
      review_at_ms: hold.reviewAtMs,
      request_id: hold.requestId ?? null,
    })
    .execute();
  await trx
    .insertInto('hold_camera')
    .values(cameraIds.map((camera_id) => ({ hold_id: id, camera_id })))
    .execute();
}

const holdOf = (row: Selectable<Tables['hold']> & { camera_ids: CameraId[] }): Hold => ({
  // Only `insertHold` writes it.
  id: row.id as HoldId,
  ownerId: row.owner_id,
  cameraIds: row.camera_ids,
  range: { fromMs: row.from_ms, toMs: row.to_ms },
  caseNumber: row.case_number,
  reason: row.reason,
  createdAtMs: row.created_at_ms,
  reviewAtMs: row.review_at_ms,
  ...(row.request_id !== null && { requestId: row.request_id }),
  ...releaseOf(row),
});

const releaseOf = ({ released_at_ms, released_by, release_reason }: Selectable<Tables['hold']>) =>
  released_at_ms === null || released_by === null || release_reason === null
    ? {}
    : { release: { atMs: released_at_ms, byId: released_by, reason: release_reason } };
