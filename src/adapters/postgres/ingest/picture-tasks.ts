import { type Selectable, sql } from 'kysely';
import { aspectRatio } from '../../../camera/index.ts';
import { formatInstant, type SiteId, type StreamId } from '../../../core/index.ts';
import type {
  CataloguedSegment,
  MadePictures,
  PicturedSegment,
  PictureTask,
  PictureTasks,
} from '../../../ingest/index.ts';
import type { Fact } from '../../../log/index.ts';
import { unpackKeyframeIndex } from '../../../media/index.ts';
import type { ObjectKey } from '../../../objects/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Trx } from '../recording/locked-stream.ts';
import type { Tables } from '../tables/tables.ts';

export class PostgresPictureTasks implements PictureTasks {
  constructor(
    private readonly db: Database,
    private readonly of: { readonly siteId: SiteId; readonly store: string; readonly scribe: Scribe },
  ) {}

  streams(): Promise<StreamId[]> {
    return onCatalogue(async () => {
      const rows = await this.db
        .selectFrom('picture_task as t')
        .innerJoin('camera as c', 'c.id', 't.camera_id')
        .select('t.stream_id')
        .where('c.site_id', '=', this.of.siteId)
        .where('t.store', '=', this.of.store)
        .groupBy('t.stream_id')
        .orderBy((t) => t.fn.min('t.start_ms'))
        .execute();
      return rows.map(({ stream_id }) => stream_id);
    });
  }

  begin(streamId: StreamId): Promise<PictureTask | undefined> {
    return onCatalogue(async () => {
      const { rows } = await sql<TaskRow>`
        update picture_task set tries = tries + 1
          where (stream_id, start_ms, run_id) = (
            select stream_id, start_ms, run_id from picture_task
              where stream_id = ${streamId} and store = ${this.of.store}
              order by start_ms, run_id limit 1)
          returning *`.execute(this.db);
      return rows[0] && taskOf(rows[0]);
    });
  }

  segmentOf({ streamId, startMs, runId }: PictureTask): Promise<PicturedSegment | undefined> {
    return onCatalogue(async () => {
      const row = await this.db
        .selectFrom('segment as s')
        .innerJoin('camera as c', 'c.id', 's.camera_id')
        .select(['s.object_key', 's.init_bytes', 's.keyframes', 'c.display_aspect'])
        .where('s.stream_id', '=', streamId)
        .where('s.start_ms', '=', startMs)
        .where('s.run_id', '=', runId)
        .where('s.deletion_id', 'is', null)
        .executeTakeFirst();
      if (!row) return undefined;
      // Only ingest writes it.
      const objectKey = row.object_key as ObjectKey;
      return {
        objectKey,
        initBytes: row.init_bytes,
        packedKeyframes: row.keyframes,
        ...(row.display_aspect === null ? {} : { displayAspect: aspectRatio(row.display_aspect) }),
      };
    });
  }

  async putBack({ streamId, startMs, runId }: PictureTask): Promise<void> {
    await onCatalogue(() =>
      this.db
        .updateTable('picture_task')
        .set({ tries: 0 })
        .where('stream_id', '=', streamId)
        .where('start_ms', '=', startMs)
        .where('run_id', '=', runId)
        .execute(),
    );
  }

  finish(task: PictureTask, made: MadePictures): Promise<'finished' | 'gone'> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('segment')
          .set({
            has_still: made.hasStill,
            storyboard: made.storyboard ? JSON.stringify(made.storyboard) : null,
          })
          .where('stream_id', '=', task.streamId)
          .where('start_ms', '=', task.startMs)
          .where('run_id', '=', task.runId)
          .where('deletion_id', 'is', null)
          .returning(['record_seq', 'keyframes'])
          .executeTakeFirst();
        if (!row) return 'gone';
        await this.statePictures(trx, task, { ...made, ...row });
        await tellFault(trx, task, made.fault);
        await deleteTask(trx, task);
        return 'finished';
      }),
    );
  }

  /** Of a segment that has a record; the others get theirs when it is adopted. */
  private async statePictures(
    trx: Trx,
    { cameraId, streamId }: PictureTask,
    { pictures, record_seq: seq, keyframes }: Pick<MadePictures, 'pictures'> & StatedRow,
  ): Promise<void> {
    if (seq === null || pictures.length === 0) return;
    const { role } = await trx
      .selectFrom('stream')
      .select('role')
      .where('id', '=', streamId)
      .executeTakeFirstOrThrow();
    const { gops } = unpackKeyframeIndex(keyframes);
    const facts = pictures.map(
      ({ key, sha256, gop }): Fact => ({
        type: 'pic',
        cam: cameraId,
        stream: role,
        seq,
        key,
        sha256,
        t: formatInstant(gops[gop]?.wallMs ?? 0),
      }),
    );
    await this.of.scribe.state(trx, ...facts);
  }

  async drop(task: PictureTask): Promise<void> {
    await onCatalogue(() => deleteTask(this.db, task));
  }
}

/** Within the transaction of the segment's row. */
export async function insertPictureTask(
  trx: Trx,
  { run, closed }: Pick<CataloguedSegment, 'run' | 'closed'>,
  store: string,
): Promise<void> {
  const segment = { stream_id: run.streamId, start_ms: closed.startMs, run_id: run.id, seq: closed.seq };
  await trx
    .insertInto('picture_task')
    .values({ ...segment, camera_id: run.cameraId, epoch: run.epoch, store })
    .onConflict((at) => at.doNothing())
    .execute();
}

/** The latest segment decides; the time of the first one with this fault stays. */
async function tellFault(
  trx: Trx,
  { cameraId, startMs }: PictureTask,
  code: MadePictures['fault'],
): Promise<void> {
  const other = trx.deleteFrom('picture_fault').where('camera_id', '=', cameraId);
  if (code === undefined) {
    await other.execute();
    return;
  }
  await other.where('code', '!=', code).execute();
  await sql`
    insert into picture_fault (camera_id, code, since_ms)
      select id, ${code}, ${startMs} from camera where id = ${cameraId}
      on conflict (camera_id) do nothing`.execute(trx);
}

async function deleteTask(db: Database | Trx, { streamId, startMs, runId }: PictureTask): Promise<void> {
  await db
    .deleteFrom('picture_task')
    .where('stream_id', '=', streamId)
    .where('start_ms', '=', startMs)
    .where('run_id', '=', runId)
    .execute();
}

type StatedRow = Pick<Selectable<Tables['segment']>, 'record_seq' | 'keyframes'>;

interface TaskRow extends Omit<Tables['picture_task'], 'tries'> {
  readonly tries: number;
}

const taskOf = (row: TaskRow): PictureTask => ({
  cameraId: row.camera_id,
  streamId: row.stream_id,
  runId: row.run_id,
  seq: row.seq,
  startMs: row.start_ms,
  epoch: row.epoch,
  tries: row.tries,
});
