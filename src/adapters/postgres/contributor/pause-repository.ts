import type { Selectable, Transaction } from 'kysely';
import {
  alreadyPaused,
  notPaused,
  type Pause,
  type PauseRepository,
  strangeContributor,
  withdrawnForGood,
} from '../../../contributor/index.ts';
import type { CameraId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { stateCamera } from '../camera/stated-camera.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { followLeave } from '../recording/leave.ts';
import type { Tables } from '../tables/tables.ts';

type Trx = Transaction<Tables>;
type Row = Selectable<Tables['camera_pause']>;

export class PostgresPauseRepository implements PauseRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  begin(pause: Pause, event: CustodyEvent): Promise<void> {
    return this.changing(pause.cameraId, event, async (trx, lasts) => {
      if (lasts?.kind === 'withdrawn') throw withdrawnForGood();
      if (lasts && pause.kind === 'paused') throw alreadyPaused();
      if (!(await paidFor(trx, pause))) throw strangeContributor();
      if (lasts) await end(trx, lasts, event.atMs);
      await trx.insertInto('camera_pause').values(rowOf(pause)).execute();
    });
  }

  resume(cameraId: CameraId, event: CustodyEvent): Promise<void> {
    return this.changing(cameraId, event, async (trx, lasts) => {
      if (!lasts) throw notPaused();
      if (lasts.kind === 'withdrawn') throw withdrawnForGood();
      await end(trx, lasts, event.atMs);
    });
  }

  async ofCamera(cameraId: CameraId): Promise<Pause[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('camera_pause')
        .selectAll()
        .where('camera_id', '=', cameraId)
        .orderBy('from_ms', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    );
    return rows.map(pauseOf);
  }

  async due(nowMs: number): Promise<Pause[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('camera_pause')
        .selectAll()
        .where('ended_at_ms', 'is', null)
        .where('until_ms', '<=', nowMs)
        .orderBy('until_ms')
        .execute(),
    );
    return rows.map(pauseOf);
  }

  /** Under the camera's row lock, as everything that gives or takes leave to record. */
  private changing(
    id: CameraId,
    event: CustodyEvent,
    change: (trx: Trx, lasts: Row | undefined) => Promise<void>,
  ): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await trx.selectFrom('camera').select('id').where('id', '=', id).forUpdate().execute();
        const ofCamera = trx.selectFrom('camera_pause').selectAll().where('camera_id', '=', id);
        await change(trx, await ofCamera.where('ended_at_ms', 'is', null).executeTakeFirst());
        await stateCamera({ trx, scribe: this.scribe }, id, event);
        await followLeave({ trx, scribe: this.scribe }, id, event.atMs);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }
}

async function paidFor(trx: Trx, { cameraId, contributorId }: Pause): Promise<boolean> {
  const row = await trx
    .selectFrom('contributor')
    .select('id')
    .where('id', '=', contributorId)
    .where('camera_id', '=', cameraId)
    .executeTakeFirst();
  return row !== undefined;
}

const end = (trx: Trx, { id, from_ms }: Row, atMs: number) =>
  trx
    .updateTable('camera_pause')
    // The clock may have been set back since.
    .set({ ended_at_ms: Math.max(from_ms, atMs) })
    .where('id', '=', id)
    .execute();

const rowOf = (pause: Pause) => ({
  id: pause.id,
  camera_id: pause.cameraId,
  contributor_id: pause.contributorId,
  kind: pause.kind,
  reason: pause.reason,
  from_ms: pause.fromMs,
  until_ms: pause.untilMs ?? null,
});

const pauseOf = (row: Row): Pause => ({
  id: row.id,
  cameraId: row.camera_id,
  contributorId: row.contributor_id,
  kind: row.kind,
  reason: row.reason,
  fromMs: row.from_ms,
  ...(row.until_ms === null ? {} : { untilMs: row.until_ms }),
  ...(row.ended_at_ms === null ? {} : { endedAtMs: row.ended_at_ms }),
});
