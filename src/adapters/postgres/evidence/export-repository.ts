import { sql, type Transaction } from 'kysely';
import { AppError, canonicalJson, type RequestId } from '../../../core/index.ts';
import type { ChainLink, CustodyEvent } from '../../../custody/index.ts';
import {
  type BundleFile,
  type Export,
  type ExportId,
  type ExportPlan,
  type ExportRepository,
  type Finished,
  inOrder,
  isKeptOut,
  type Manifest,
  type ReadFile,
  type Settled,
} from '../../../evidence/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { type ExportRow, exportOf, filesOf, keptClip, keptPlan, planOf } from './export-rows.ts';

const uniqueViolation = '23505';

export class PostgresExportRepository implements ExportRepository {
  constructor(private readonly db: Database) {}

  async order(
    { id, requestId, orderedById, orderedAtMs }: Parameters<ExportRepository['order']>[0],
    event: CustodyEvent,
  ): Promise<void> {
    const row = { id, request_id: requestId, ordered_by: orderedById, ordered_at_ms: orderedAtMs };
    try {
      await this.transaction(async (trx) => {
        await trx.insertInto('export').values(row).execute();
        await appendCustody(trx, event);
      });
    } catch (error) {
      if (!isTaken(error)) throw error;
      throw new AppError('conflict', 'export-under-way', 'Another export of the request is being built.');
    }
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

  keepPlan(id: ExportId, plan: ExportPlan): Promise<boolean> {
    const kept = JSON.stringify(keptPlan(plan));
    return this.whileBuilding(id, async (trx) => {
      await trx.updateTable('export').set({ plan: kept }).where('id', '=', id).execute();
    });
  }

  async filesRead(id: ExportId): Promise<ReadFile[]> {
    const plan = await this.plan(id);
    return plan ? filesOf(await this.fileRows(id), plan) : [];
  }

  async keepFile(id: ExportId, file: ReadFile): Promise<boolean> {
    const plan = file.source.kind === 'clip' ? await this.plan(id) : undefined;
    return this.whileBuilding(id, (trx) => keepRow(trx, id, file, plan));
  }

  finish(id: ExportId, { papers, bundle, builtAtMs }: Finished, event: CustodyEvent): Promise<boolean> {
    return this.whileBuilding(id, async (trx) => {
      for (const [i, paper] of papers.entries()) await keepRow(trx, id, paper, undefined, i);
      const { sizeBytes: size_bytes, manifestSha256: manifest_sha256 } = bundle;
      const ready = { state: 'ready', settled_at_ms: builtAtMs, size_bytes, manifest_sha256 } as const;
      await trx.updateTable('export').set(ready).where('id', '=', id).execute();
      await appendCustody(trx, event);
    });
  }

  settle(id: ExportId, { state, atMs, failure }: Settled, event?: CustodyEvent): Promise<boolean> {
    const settled = { state, settled_at_ms: atMs, ...(failure !== undefined && { failure }) };
    return this.whileBuilding(id, async (trx) => {
      await trx.updateTable('export').set(settled).where('id', '=', id).execute();
      if (event) await appendCustody(trx, event);
    });
  }

  async manifest(id: ExportId): Promise<Manifest | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('export')
        .select(['plan', 'settled_at_ms'])
        .where('id', '=', id)
        .where('state', '=', 'ready')
        .executeTakeFirst(),
    );
    if (!row?.plan || row.settled_at_ms === null) return undefined;
    const files = filesOf(await this.fileRows(id), planOf(row.plan));
    return { files: inOrder(files.filter((file) => !isKeptOut(file))), builtAtMs: row.settled_at_ms };
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
            coalesce(jsonb_array_length(plan -> 'originals'), 0) as files,
            coalesce((plan -> 'sizeBytes')::bigint, 0) as bytes,
            done.files as files_done, done.bytes as bytes_done, done.faults
          from export cross join lateral (
            select count(*) filter (where kind = 'original') as files, coalesce(sum(size_bytes), 0)::bigint as bytes,
                count(fault) as faults
              from export_file where export_id = export.id and kind <> 'paper') done
          where ${condition} order by ordered_at_ms desc`.execute(this.db),
    );
    return rows.map(exportOf);
  }

  /** Under the lock of its row, so that nothing is stored for an export that was cancelled meanwhile. */
  private whileBuilding(id: ExportId, act: (trx: Transaction<Tables>) => Promise<void>): Promise<boolean> {
    return this.transaction(async (trx) => {
      const row = await trx
        .selectFrom('export')
        .select('state')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (row?.state !== 'building') return false;
      await act(trx);
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
    clip: source.kind === 'clip' && plan ? canonicalJson(keptClip(source.clip, plan)) : null,
    content: source.kind === 'paper' ? source.content : null,
  };
  // Read twice when a job was thought dead and was not: the same bytes, and the first to say so stands.
  await trx
    .insertInto('export_file')
    .values(row)
    .onConflict((each) => each.doNothing())
    .execute();
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === uniqueViolation;
