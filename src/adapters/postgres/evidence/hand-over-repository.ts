import { sql, type Transaction } from 'kysely';
import { AppError, notFound, type RequestId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import {
  type Acknowledgement,
  type ExportId,
  type HandOver,
  type HandOverId,
  type HandOverRepository,
  manifestFilesOf,
  mostHandOverLinks,
  type OfferedHandOver,
  type ReleasedExport,
  requestChain,
} from '../../../evidence/index.ts';
import type { ProvenRecords } from '../../../proven/index.ts';
import { namedBy } from '../custody/acted.ts';
import { appendCustody, pseudonymsOf } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { findRecords } from '../proven/find-records.ts';
import type { Tables } from '../tables/tables.ts';
import { differingHandOver, handOverFact } from './export-record.ts';
import { acknowledgedColumns, handOverOf, rowOfHandOver } from './hand-over-rows.ts';
import { lockRequestOfExport } from './request-of-export.ts';

type Trx = Transaction<Tables>;

export class PostgresHandOverRepository implements HandOverRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
    private readonly records: Pick<ProvenRecords, 'at'>,
  ) {}

  async released(id: ExportId): Promise<ReleasedExport | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('export')
        .select(['request_id', 'ordered_at_ms', 'settled_at_ms', 'size_bytes'])
        .where('id', '=', id)
        .where('state', '=', 'ready')
        .executeTakeFirst(),
    );
    if (!row || row.settled_at_ms === null || row.size_bytes === null) return undefined;
    return {
      id,
      requestId: row.request_id,
      orderedAtMs: row.ordered_at_ms,
      releasedAtMs: row.settled_at_ms,
      sizeBytes: row.size_bytes,
      ...(await this.filesOf(id)),
    };
  }

  async ofExports(ids: readonly ExportId[]): Promise<HandOver[]> {
    if (ids.length === 0) return [];
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('hand_over')
        .selectAll()
        .where('export_id', 'in', ids)
        .orderBy('made_at_ms', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    );
    return this.compared(rows.map(handOverOf));
  }

  /** A sealed record is proved once in a process. */
  private async compared(handOvers: readonly HandOver[]): Promise<HandOver[]> {
    const said = handOvers.flatMap(({ acknowledged }) => acknowledged ?? []);
    const places = said.map(({ record }) => record);
    const found = await this.records.at(places, (unknown) => findRecords(this.db, unknown));
    const proven = new Map(said.map((each, at) => [each, found[at]?.record]));
    return handOvers.map((handOver) => {
      const { acknowledged } = handOver;
      const altered = acknowledged && differingHandOver(handOver, acknowledged, proven.get(acknowledged));
      return { ...handOver, ...(altered && { altered }) };
    });
  }

  offer(offered: OfferedHandOver, token_sha256: string, event: CustodyEvent): Promise<void> {
    return this.transaction(offered.exportId, async (trx) => {
      if ((await openLinks(trx, offered)) >= mostHandOverLinks) throw tooMany();
      await trx
        .insertInto('hand_over')
        .values({ ...rowOfHandOver(offered), token_sha256 })
        .execute();
      await appendCustody({ trx, scribe: this.scribe }, event);
    });
  }

  withdraw(of: ExportId, id: HandOverId, event: CustodyEvent): Promise<boolean> {
    return this.transaction(of, async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('hand_over')
        .set({ withdrawn_at_ms: event.atMs })
        .where('id', '=', id)
        .where('export_id', '=', of)
        .where(isOpen(event.atMs))
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await appendCustody({ trx, scribe: this.scribe }, event);
      return true;
    });
  }

  async ofLink(tokenSha256: string, nowMs: number): Promise<HandOver | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('hand_over')
        .selectAll()
        .where('token_sha256', '=', tokenSha256)
        .where(isOpen(nowMs))
        .executeTakeFirst(),
    );
    return row && handOverOf(row);
  }

  async acknowledge(
    id: HandOverId,
    said: Acknowledgement,
    event: CustodyEvent,
  ): Promise<HandOver | undefined> {
    const of = await onCatalogue(() =>
      this.db.selectFrom('hand_over').select('export_id').where('id', '=', id).executeTakeFirst(),
    );
    if (!of) return undefined;
    return this.transaction(of.export_id, async (trx, requestId) => {
      const open = trx.selectFrom('hand_over').selectAll().where('id', '=', id).where(isOpen(said.atMs));
      const row = await open.executeTakeFirst();
      return row && this.acknowledged(trx, { requestId, handOver: handOverOf(row), said }, event);
    });
  }

  record(made: HandOver, said: Acknowledgement, event: CustodyEvent): Promise<HandOver> {
    return this.transaction(made.exportId, async (trx, requestId) => {
      await trx.insertInto('hand_over').values(rowOfHandOver(made)).execute();
      return this.acknowledged(trx, { requestId, handOver: made, said }, event);
    });
  }

  /** Stated in the chain of the request, under its lock. */
  private async acknowledged(
    trx: Trx,
    { requestId, handOver, said }: Acknowledged,
    event: CustodyEvent,
  ): Promise<HandOver> {
    const { id, exportId, recipient } = handOver;
    const nameOf = namedBy(await pseudonymsOf(trx, [event]));
    const of = { id: exportId, requestId };
    const [stated] = await this.scribe.state(trx, handOverFact(of, { recipient, said }, event, nameOf));
    const record = { chain: requestChain(requestId), seq: stated?.seq ?? 0 };
    await trx.updateTable('hand_over').set(acknowledgedColumns(said, record)).where('id', '=', id).execute();
    await appendCustody({ trx, scribe: this.scribe }, event);
    return { ...handOver, acknowledged: { ...said, record } };
  }

  /** Those that prove its manifest, and the number of all. */
  private async filesOf(id: ExportId): Promise<Pick<ReleasedExport, 'files' | 'papers'>> {
    const { rows } = await onCatalogue(() =>
      sql<{ name: string; content: Uint8Array | null; files: number }>`
        select name, content, files from (
            select name, content, count(*) over () as files from export_file
              where export_id = ${id} and (fault is null or fault = 'altered')) each
          where name = any(${manifestFilesOf})`.execute(this.db),
    );
    const papers = new Map(rows.flatMap(({ name, content }) => (content ? [[name, content] as const] : [])));
    return { files: rows[0]?.files ?? 0, papers };
  }

  /** Under the lock of the request: hand-overs of an export come one after the other. */
  private transaction<T>(of: ExportId, act: (trx: Trx, requestId: RequestId) => Promise<T>): Promise<T> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const requestId = await lockRequestOfExport(trx, of);
        if (!requestId) throw notFound('export-not-found', 'There is no such export.');
        return act(trx, requestId);
      }),
    );
  }
}

interface Acknowledged {
  readonly requestId: RequestId;
  readonly handOver: HandOver;
  readonly said: Acknowledgement;
}

/** Neither used nor withdrawn nor over. */
const isOpen = (nowMs: number) =>
  sql<boolean>`token_sha256 is not null and how is null and withdrawn_at_ms is null and ends_at_ms > ${nowMs}`;

async function openLinks(trx: Trx, { exportId, madeAtMs }: OfferedHandOver): Promise<number> {
  const rows = await trx
    .selectFrom('hand_over')
    .select('id')
    .where('export_id', '=', exportId)
    .where(isOpen(madeAtMs))
    .execute();
  return rows.length;
}

const tooMany = (): AppError =>
  new AppError(
    'conflict',
    'hand-over-links-many',
    `An export has ${mostHandOverLinks} open links at most: withdraw one, or wait until one ends.`,
  );
