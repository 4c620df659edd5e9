import type { Selectable, Transaction } from 'kysely';
import type { Notice } from '../../../camera/index.ts';
import type { Tables } from '../tables/tables.ts';

export const noticeOf = (row: Selectable<Tables['notice']>): Notice => ({
  id: row.id,
  cameraId: row.camera_id,
  text: row.text,
  postedOn: row.posted_on,
  recordedAtMs: row.recorded_at_ms,
  hasPhoto: row.has_photo,
  ...(row.withdrawn_at_ms === null ? {} : { withdrawnAtMs: row.withdrawn_at_ms }),
});

/** There must be none in force. */
export async function insertNotice(trx: Transaction<Tables>, notice: Notice): Promise<void> {
  await trx
    .insertInto('notice')
    .values({
      id: notice.id,
      camera_id: notice.cameraId,
      text: notice.text,
      posted_on: notice.postedOn,
      recorded_at_ms: notice.recordedAtMs,
      withdrawn_at_ms: null,
    })
    .execute();
}
