import type { Selectable, Transaction } from 'kysely';
import {
  type FootageRequest,
  type Mark,
  type MarkRepository,
  type MarkStep,
  mostMarks,
  mostPictured,
} from '../../../access/index.ts';
import { AppError, type MarkId, notFound, type RequestId } from '../../../core/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { requestChanged } from './request-rows.ts';

type Trx = Transaction<Tables>;

export class PostgresMarkRepository implements MarkRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async ofRequest(requestId: RequestId): Promise<Mark[]> {
    const all = this.db.selectFrom('request_mark').selectAll().where('request_id', '=', requestId);
    const rows = await onCatalogue(() => all.orderBy('at_ms').orderBy('id').execute());
    return rows.map(markOf);
  }

  async byId(requestId: RequestId, id: MarkId): Promise<Mark | undefined> {
    const own = this.db.selectFrom('request_mark').selectAll().where('request_id', '=', requestId);
    const row = await onCatalogue(() => own.where('id', '=', id).executeTakeFirst());
    return row && markOf(row);
  }

  keep(step: MarkStep): Promise<void> {
    return this.changing(step, async (trx) => {
      const { mark } = step;
      if (mark.changedAtMs === undefined) await trx.insertInto('request_mark').values(rowOf(mark)).execute();
      else await change(trx, mark);
      await refuseMore(trx, mark.requestId);
    });
  }

  remove(step: MarkStep): Promise<void> {
    return this.changing(step, async (trx) => {
      const gone = trx.deleteFrom('request_mark').where('id', '=', step.mark.id);
      const { numDeletedRows } = await gone.executeTakeFirst();
      if (numDeletedRows === 0n) throw noMark();
    });
  }

  /** Under the lock of the request's row: the request opens then what it opened when it was read. */
  private changing({ request, event }: MarkStep, change: (trx: Trx) => Promise<void>): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockUnchanged(trx, request);
        await change(trx);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }
}

async function lockUnchanged(trx: Trx, { id, revision }: FootageRequest): Promise<void> {
  const row = await trx
    .selectFrom('request')
    .select('revision')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row?.revision !== revision) throw requestChanged();
}

async function change(trx: Trx, { id, note, isPictured, changedAtMs }: Mark): Promise<void> {
  const words = { note, is_pictured: isPictured, changed_at_ms: changedAtMs ?? null };
  const same = trx.updateTable('request_mark').set(words).where('id', '=', id);
  const { numUpdatedRows } = await same.executeTakeFirst();
  if (numUpdatedRows === 0n) throw noMark();
}

async function refuseMore(trx: Trx, requestId: RequestId): Promise<void> {
  const pictures = await trx
    .selectFrom('request_mark')
    .select('is_pictured')
    .where('request_id', '=', requestId)
    .execute();
  if (pictures.length > mostMarks) {
    throw new AppError('conflict', 'marks-full', `A request has ${mostMarks} marks at most.`);
  }
  if (pictures.filter(({ is_pictured }) => is_pictured).length > mostPictured) {
    throw new AppError(
      'conflict',
      'stills-full',
      `The marks of a request show ${mostPictured} stills at most.`,
    );
  }
}

const noMark = (): AppError => notFound('mark-not-found', 'The request has no such mark.');

const rowOf = ({
  id,
  requestId,
  cameraId,
  atMs,
  note,
  ...mark
}: Mark): Selectable<Tables['request_mark']> => ({
  id,
  request_id: requestId,
  camera_id: cameraId,
  at_ms: atMs,
  note,
  is_pictured: mark.isPictured,
  made_by: mark.madeById,
  made_at_ms: mark.madeAtMs,
  changed_at_ms: mark.changedAtMs ?? null,
});

const markOf = (row: Selectable<Tables['request_mark']>): Mark => ({
  id: row.id,
  requestId: row.request_id,
  cameraId: row.camera_id,
  atMs: row.at_ms,
  note: row.note,
  isPictured: row.is_pictured,
  madeById: row.made_by,
  madeAtMs: row.made_at_ms,
  ...(row.changed_at_ms !== null && { changedAtMs: row.changed_at_ms }),
});
