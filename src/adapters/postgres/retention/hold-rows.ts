import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import type { CameraId, HoldId } from '../../../core/index.ts';
import type { Hold } from '../../../retention/index.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

type Trx = Transaction<Tables>;

/** All holds, each with its cameras; `holdFromRow` reads its rows. */
export function selectHolds(db: Database | Trx) {
  const cameraIds = sql<CameraId[]>`array(
    select camera_id from hold_camera where hold_id = hold.id order by camera_id)`;
  return db.selectFrom('hold').selectAll().select(cameraIds.as('camera_ids'));
}

export const holdFromRow = (row: Selectable<Tables['hold']> & { camera_ids: CameraId[] }): Hold => ({
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

export type HoldChange = Partial<
  Pick<Selectable<Tables['hold']>, 'review_at_ms' | 'released_at_ms' | 'released_by' | 'release_reason'>
>;

/** Changes those of the holds that are open; answers them as they are now. Under the retention lock. */
export async function changeOpenHolds(
  trx: Trx,
  which: RawBuilder<boolean>,
  values: HoldChange,
): Promise<Hold[]> {
  const open = trx.updateTable('hold').set(values).where('released_at_ms', 'is', null).where(which);
  const changed = (await open.returning('id').execute()).map(({ id }) => id);
  if (changed.length === 0) return [];
  return (await selectHolds(trx).where('id', 'in', changed).orderBy('id').execute()).map(holdFromRow);
}
