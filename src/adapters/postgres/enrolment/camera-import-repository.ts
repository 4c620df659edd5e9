import { type Selectable, sql } from 'kysely';
import type { CameraRepository } from '../../../camera/index.ts';
import type { ImportId, SiteId } from '../../../core/index.ts';
import type { ListedDevice } from '../../../discovery/index.ts';
import {
  type CameraImport,
  type CameraImportRepository,
  type ImportRow,
  type RowFault,
  secretsForgotten,
  type WardNow,
} from '../../../enrolment/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { latestDevices } from '../discovery/discovery-repository.ts';
import type { Tables } from '../tables/tables.ts';

export class PostgresCameraImportRepository implements CameraImportRepository {
  constructor(
    private readonly db: Database,
    private readonly cameras: CameraRepository,
  ) {}

  create(about: CameraImport, rows: readonly ImportRow[]): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await trx
          .insertInto('camera_import')
          .values({
            id: about.id,
            site_id: about.siteId,
            file_sha256: about.fileSha256,
            create_neighbourhoods: about.mayCreateNeighbourhoods,
            created_by: about.createdBy,
            created_at_ms: about.createdAtMs,
            started_at_ms: null,
            finished_at_ms: null,
          })
          .execute();
        await trx
          .insertInto('camera_import_row')
          .values(rows.map((row) => rowColumns(about.id, row)))
          .execute();
      }),
    );
  }

  get(id: ImportId): Promise<{ about: CameraImport; rows: ImportRow[] } | undefined> {
    return onCatalogue(async () => {
      const about = await this.db
        .selectFrom('camera_import')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (!about) return undefined;
      const rows = await this.db
        .selectFrom('camera_import_row')
        .selectAll()
        .where('import_id', '=', id)
        .orderBy('line')
        .execute();
      return { about: importOf(about), rows: rows.map(rowOf) };
    });
  }

  keepRows(id: ImportId, rows: readonly ImportRow[]): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        for (const row of rows) {
          const { state, cells, sealed, faults } = rowColumns(id, row);
          await trx
            .updateTable('camera_import_row')
            .set({ state, cells, sealed, faults })
            .where('import_id', '=', id)
            .where('line', '=', row.line)
            .execute();
        }
      }),
    );
  }

  start(id: ImportId, nowMs: number): Promise<void> {
    return this.note(id, { started_at_ms: nowMs, finished_at_ms: null });
  }

  finish(id: ImportId, nowMs: number): Promise<void> {
    return onCatalogue(async () => {
      await sql`with settled as (update camera_import_row set sealed = ''
            where import_id = ${id} and state in ('known', 'done'))
          update camera_import set finished_at_ms = ${nowMs} where id = ${id}`.execute(this.db);
    });
  }

  forgetSecrets(beforeMs: number): Promise<number> {
    return onCatalogue(async () => {
      const { numAffectedRows } = await sql`
        update camera_import_row r set sealed = '',
            state = case r.state when 'known' then 'known' else 'bad' end,
            faults = case r.state when 'known' then r.faults
              else r.faults || ${JSON.stringify([secretsForgotten])}::jsonb end
          from camera_import i
          where i.id = r.import_id and r.sealed <> '' and r.state <> 'done'
            and coalesce(i.finished_at_ms, i.started_at_ms, i.created_at_ms) < ${beforeMs}`.execute(this.db);
      return Number(numAffectedRows);
    });
  }

  async isFinished(id: ImportId): Promise<boolean> {
    const about = await onCatalogue(() =>
      this.db
        .selectFrom('camera_import')
        .select('finished_at_ms')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    return about.finished_at_ms !== null;
  }

  async wardNow(siteId: SiteId, mayCreateNeighbourhoods: boolean): Promise<WardNow> {
    const [cameras, neighbourhoods, devices, noticed] = await Promise.all([
      this.cameras.list(),
      this.cameras.neighbourhoods(),
      onCatalogue((): Promise<ListedDevice[]> => latestDevices(this.db, siteId)),
      onCatalogue(() => sql<{ camera_id: string }>`select distinct camera_id from notice`.execute(this.db)),
    ]);
    return {
      cameras: cameras.filter(({ camera }) => camera.siteId === siteId),
      neighbourhoods,
      devices,
      noticed: new Set(noticed.rows.map((row) => row.camera_id)),
      mayCreateNeighbourhoods,
    };
  }

  private async note(
    id: ImportId,
    times: Partial<Pick<Tables['camera_import'], 'started_at_ms' | 'finished_at_ms'>>,
  ): Promise<void> {
    await onCatalogue(() => this.db.updateTable('camera_import').set(times).where('id', '=', id).execute());
  }
}

const rowColumns = (import_id: ImportId, { line, cameraId, state, cells, sealed, faults }: ImportRow) => ({
  import_id,
  line,
  camera_id: cameraId,
  state,
  cells: JSON.stringify(cells),
  sealed: Buffer.from(sealed),
  faults: JSON.stringify(faults),
});

const rowOf = (row: Selectable<Tables['camera_import_row']>): ImportRow => ({
  line: row.line,
  cameraId: row.camera_id,
  state: row.state,
  // Only `rowColumns` writes it.
  cells: row.cells,
  sealed: row.sealed,
  faults: row.faults as RowFault[],
});

const importOf = (row: Selectable<Tables['camera_import']>): CameraImport => ({
  id: row.id,
  siteId: row.site_id as SiteId,
  fileSha256: row.file_sha256,
  mayCreateNeighbourhoods: row.create_neighbourhoods,
  createdBy: row.created_by,
  createdAtMs: row.created_at_ms,
  ...(row.started_at_ms === null ? {} : { startedAtMs: row.started_at_ms }),
  ...(row.finished_at_ms === null ? {} : { finishedAtMs: row.finished_at_ms }),
});
