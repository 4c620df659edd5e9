import { sql, type Transaction } from 'kysely';
import {
  AppError,
  type CameraId,
  canonicalJson,
  type RequestId,
  type TimeRange,
} from '../../../core/index.ts';
import type { ChainLink, CustodyEvent } from '../../../custody/index.ts';
import {
  type BundleFile,
  type CameraSizes,
  type Export,
  type ExportId,
  type ExportPlan,
  type ExportRepository,
  type Finished,
  inBundle,
  inBundleOrder,
  type Manifest,
  type ReadFile,
  type Settled,
  type Source,
} from '../../../evidence/index.ts';
import { unlistedNames } from '../../../verify/index.ts';
import { namedBy } from '../custody/acted.ts';
import { appendCustody, pseudonymsOf } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { builtFact, endedExportFact, orderFact } from './export-record.ts';
import {
  type ExportRow,
  exportOf,
  filesOf,
  keptClip,
  keptIndex,
  keptPlan,
  planOf,
  rowOfOrder,
} from './export-rows.ts';
import { lockOrdered, sizesWithin } from './ordered-content.ts';
import { lockRequestOfExport } from './request-of-export.ts';

const uniqueViolation = '23505';

export class PostgresExportRepository implements ExportRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async order(ordered: Parameters<ExportRepository['order']>[0], event: CustodyEvent): Promise<void> {
    try {
      await this.transaction(async (trx) => {
        const content = await lockOrdered(trx, ordered);
        await trx.insertInto('export').values(rowOfOrder(ordered)).execute();
        const nameOf = namedBy(await pseudonymsOf(trx, [event]));
        await this.scribe.state(trx, orderFact(ordered, content, event, nameOf));
        await appendCustody({ trx, scribe: this.scribe }, event);
      });
    } catch (error) {
      if (!isTaken(error)) throw error;
      throw new AppError('conflict', 'export-under-way', 'Another export of the request is being built.');
    }
  }

  sizes(cameraIds: readonly CameraId[], range: TimeRange): Promise<CameraSizes[]> {
    return sizesWithin(this.db, cameraIds, range);
  }

  async byId(id: ExportId): Promise<Export | undefined> {
    const [row] = await this.select(sql`id = ${id}`);
    return row;
  }

  ofRequest(requestId: RequestId): Promise<Export[]> {
    return this.select(sql`request_id = ${requestId}`);
  }

  async building(): Promise<ExportId[]> {
    const rows = await onCatalogue(() =>
      this.db.selectFrom('export').select('id').where('state', '=', 'building').execute(),
    );
    return rows.map(({ id }) => id);
  }

  async plan(id: ExportId): Promise<ExportPlan | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('export').select('plan').where('id', '=', id).executeTakeFirst(),
    );
    return row?.plan ? planOf(row.plan) : undefined;
  }

  keepPlan(id: ExportId, plan: ExportPlan, records: readonly BundleFile[]): Promise<boolean> {
    const kept = JSON.stringify(keptPlan(plan));
    return this.whileBuilding(id, async (trx) => {
      await trx.updateTable('export').set({ plan: kept }).where('id', '=', id).execute();
      for (const file of records) await keepRow(trx, id, file, plan);
    });
  }

  async filesRead(id: ExportId): Promise<ReadFile[]> {
    const plan = await this.plan(id);
    return plan ? filesOf(await this.fileRows(id), plan) : [];
  }

  async keepFiles(id: ExportId, files: readonly ReadFile[]): Promise<boolean> {
    const isMade = files.some(({ source }) => source.kind === 'clip' || source.kind === 'index');
    const plan = isMade ? await this.plan(id) : undefined;
    return this.whileBuilding(id, async (trx) => {
      for (const file of files) await keepRow(trx, id, file, plan);
    });
  }

  async noteSealAwaited(id: ExportId, sinceMs: number | undefined): Promise<void> {
    const since = sql<number | null>`case when ${sinceMs ?? null}::bigint is null then null
      else coalesce(seal_awaited_since_ms, ${sinceMs ?? null}::bigint) end`;
    await onCatalogue(() =>
      this.db
        .updateTable('export')
        .set({ seal_awaited_since_ms: since })
        .where('id', '=', id)
        .where('state', '=', 'building')
        .execute(),
    );
  }

  build(
    id: ExportId,
    { files, content }: Parameters<ExportRepository['build']>[1],
    event: CustodyEvent,
  ): Promise<boolean> {
    return this.whileBuilding(id, async (trx, requestId) => {
      for (const [i, file] of files.entries()) await keepRow(trx, id, file, undefined, i);
      const nameOf = namedBy(await pseudonymsOf(trx, [event]));
      await this.scribe.state(trx, builtFact({ id, requestId }, content, event, nameOf));
      await appendCustody({ trx, scribe: this.scribe }, event);
    });
  }

  finish(id: ExportId, { files, bundle, builtAtMs }: Finished): Promise<boolean> {
    return this.whileBuilding(id, async (trx) => {
      for (const file of files) await keepRow(trx, id, file, undefined);
      const { sizeBytes: size_bytes, manifestSha256: manifest_sha256 } = bundle;
      const ready = { state: 'ready', settled_at_ms: builtAtMs, size_bytes, manifest_sha256 } as const;
      await trx.updateTable('export').set(ready).where('id', '=', id).execute();
    });
  }

  settle(id: ExportId, end: Settled, event?: CustodyEvent): Promise<boolean> {
    const { state, atMs, failure } = end;
    const settled = { state, settled_at_ms: atMs, ...(failure !== undefined && { failure }) };
    return this.whileBuilding(id, async (trx, requestId) => {
      await trx.updateTable('export').set(settled).where('id', '=', id).execute();
      const nameOf = namedBy(await pseudonymsOf(trx, event ? [event] : []));
      await this.scribe.state(trx, endedExportFact({ id, requestId }, end, event, nameOf));
      if (event) await appendCustody({ trx, scribe: this.scribe }, event);
    });
  }

  async manifest(id: ExportId): Promise<Manifest | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('export')
        .select(['plan', 'settled_at_ms', 'with_originals as originals', 'with_clips as clips'])
        .where('id', '=', id)
        .where('state', '=', 'ready')
        .executeTakeFirst(),
    );
    if (!row?.plan || row.settled_at_ms === null) return undefined;
    const files = filesOf(await this.fileRows(id), planOf(row.plan));
    return { files: inBundleOrder(inBundle(files, row)), builtAtMs: row.settled_at_ms };
  }

  async custodyOf(requestId: RequestId): Promise<ChainLink[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('custody_event')
        .select(['seq', 'body', 'prev_sha256', 'sha256'])
        .where('request_id', '=', requestId)
        .orderBy('seq')
        .execute(),
    );
    return rows.map(({ seq, body, prev_sha256: prevSha256, sha256 }) => ({ seq, body, prevSha256, sha256 }));
  }

  private fileRows(id: ExportId) {
    return onCatalogue(() =>
      this.db
        .selectFrom('export_file')
        .selectAll()
        .where('export_id', '=', id)
        .orderBy('position')
        .orderBy('name')
        .execute(),
    );
  }

  /** With how far each is; the plan itself, which may be megabytes, stays where it is. */
  private async select(condition: ReturnType<typeof sql>): Promise<Export[]> {
    const { rows } = await onCatalogue(() =>
      sql<ExportRow>`
        select id, request_id, ordered_by, ordered_at_ms, state, settled_at_ms, failure, size_bytes, manifest_sha256,
            seal_awaited_since_ms, camera_ids, from_ms, to_ms, with_originals, with_clips,
            coalesce(jsonb_array_length(plan -> 'originals'), 0) as files,
            coalesce((plan -> 'sizeBytes')::bigint, 0) as bytes,
            done.files as files_done, done.bytes as bytes_done, done.faults,
            (select sha256 from export_file
              where export_id = export.id and name = ${unlistedNames.manifest}) as signed_sha256
          from export cross join lateral (
            select count(*) filter (where kind = 'original') as files, coalesce(sum(size_bytes), 0)::bigint as bytes,
                count(fault) as faults
              from export_file where export_id = export.id and kind in ('original', 'clip')) done
          where ${condition} order by ordered_at_ms desc`.execute(this.db),
    );
    return rows.map(exportOf);
  }

  /** Under the lock of its row, so that nothing is stored for an export that was cancelled meanwhile. */
  private whileBuilding(
    id: ExportId,
    act: (trx: Transaction<Tables>, requestId: RequestId) => Promise<void>,
  ): Promise<boolean> {
    return this.transaction(async (trx) => {
      const request = await lockRequestOfExport(trx, id);
      const row = await trx
        .selectFrom('export')
        .select('state')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (row?.state !== 'building' || !request) return false;
      await act(trx, request);
      return true;
    });
  }

  private transaction<T>(act: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return onCatalogue(() => this.db.transaction().execute(act));
  }
}

async function keepRow(
  trx: Transaction<Tables>,
  export_id: ExportId,
  { name, source, sizeBytes, sha256, crc32, ...original }: BundleFile & Partial<ReadFile>,
  plan: ExportPlan | undefined,
  position = 0,
): Promise<void> {
  const row = {
    export_id,
    name,
    kind: source.kind,
    position,
    size_bytes: sizeBytes,
    sha256,
    crc32,
    init_sha256: original.initSha256 ?? null,
    fault: original.fault ?? null,
    clip: madeOf(source, plan),
    content: source.kind === 'paper' ? source.content : null,
  };
  // Read twice when a job was thought dead and was not: the same bytes, and the first to say so stands.
  await trx
    .insertInto('export_file')
    .values(row)
    .onConflict((each) => each.doNothing())
    .execute();
}

/** Of what it is joined. */
function madeOf(source: Source, plan: ExportPlan | undefined): string | null {
  if (!plan) return null;
  if (source.kind === 'clip') return canonicalJson(keptClip(source.clip, plan));
  return source.kind === 'index' ? canonicalJson(keptIndex(source.segments, plan)) : null;
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === uniqueViolation;
