import { sql } from 'kysely';
import type { Notice, NoticeRepository } from '../../../camera/index.ts';
import type { CameraId, NoticeId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { followLeave } from '../recording/leave.ts';
import { insertNotice, noticeOf } from './notice-rows.ts';
import { stateCamera } from './stated-camera.ts';

export class PostgresNoticeRepository implements NoticeRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  record(notice: Notice, event: CustodyEvent): Promise<boolean> {
    const { cameraId, recordedAtMs } = notice;
    return this.changing(cameraId, async (trx) => {
      await end(trx, cameraId, recordedAtMs);
      await insertNotice(trx, notice);
      await this.state(trx, cameraId, event);
      await followLeave({ trx, scribe: this.scribe }, cameraId, recordedAtMs);
      await appendCustody({ trx, scribe: this.scribe }, event);
      return true;
    });
  }

  withdraw(cameraId: CameraId, nowMs: number, event: CustodyEvent): Promise<boolean> {
    return this.changing(cameraId, async (trx) => {
      if (!(await end(trx, cameraId, nowMs))) return false;
      await this.state(trx, cameraId, event);
      await followLeave({ trx, scribe: this.scribe }, cameraId, nowMs);
      await appendCustody({ trx, scribe: this.scribe }, event);
      return true;
    });
  }

  async list(cameraId: CameraId): Promise<Notice[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('notice')
        .selectAll()
        .where('camera_id', '=', cameraId)
        .orderBy('recorded_at_ms', 'desc')
        .execute(),
    );
    return rows.map(noticeOf);
  }

  async keepPhoto(id: NoticeId): Promise<void> {
    await onCatalogue(() =>
      this.db.updateTable('notice').set({ has_photo: true }).where('id', '=', id).execute(),
    );
  }

  private state(trx: Trx, id: CameraId, event: CustodyEvent): Promise<void> {
    return stateCamera({ trx, scribe: this.scribe }, id, event);
  }

  /** Under the camera's row lock; `false` when there is no such camera. */
  private changing(id: CameraId, change: (trx: Trx) => Promise<boolean>): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const known = trx.selectFrom('camera').select('id').where('id', '=', id).forUpdate();
        return (await known.executeTakeFirst()) ? change(trx) : false;
      }),
    );
  }
}

type Trx = Parameters<typeof insertNotice>[0];

/** Whether one was in force. */
async function end(trx: Trx, cameraId: CameraId, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('notice')
    // The clock may have been set back since.
    .set({ withdrawn_at_ms: sql<number>`greatest(recorded_at_ms, ${nowMs})` })
    .where('camera_id', '=', cameraId)
    .where('withdrawn_at_ms', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
