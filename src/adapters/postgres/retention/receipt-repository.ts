import { type Selectable, sql } from 'kysely';
import type { SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { DeletionId, ExpiryStop, Receipt, ReceiptRepository } from '../../../retention/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { RetentionTables } from '../tables/retention.ts';

export class PostgresReceiptRepository implements ReceiptRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async list(beforeMs: number, limit: number): Promise<Receipt[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('deletion')
        .selectAll()
        .where('forgotten_at_ms', '<', beforeMs)
        .orderBy('forgotten_at_ms', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => ({
      // A forgotten deletion has all of it: the table's own checks say so of the digest, `forget` writes the rest with it.
      id: row.id as DeletionId,
      siteId: row.site_id as SiteId,
      cause: row.cause,
      markedAtMs: row.marked_at_ms,
      begunAtMs: row.begun_at_ms ?? 0,
      forgottenAtMs: row.forgotten_at_ms ?? 0,
      fromMs: row.from_ms ?? 0,
      toMs: row.to_ms ?? 0,
      cameras: row.cameras ?? 0,
      segments: row.segments ?? 0,
      objects: row.objects ?? 0,
      ...tallyOf(row),
      sizeBytes: row.size_bytes ?? 0,
      keysSha256: row.keys_sha256 ?? '',
    }));
  }

  async overdue(siteId: SiteId, beforeMs: number): Promise<number> {
    const { count } = await onCatalogue(() =>
      this.db
        .selectFrom('deletion')
        .select((each) => each.fn.countAll<number>().as('count'))
        .where('site_id', '=', siteId)
        .where('forgotten_at_ms', 'is', null)
        .where('begun_at_ms', '<', beforeMs)
        .executeTakeFirstOrThrow(),
    );
    return count;
  }

  async stopped(siteId?: SiteId): Promise<ExpiryStop | undefined> {
    const { at, missing, expected } = await onCatalogue(() =>
      this.db
        .selectFrom('deletion')
        .select(({ fn }) => [
          fn.min('stopped_at_ms').as('at'),
          sql<number>`coalesce(sum(missing_objects), 0)`.as('missing'),
          sql<number>`coalesce(sum(expected_objects), 0)`.as('expected'),
        ])
        .$if(siteId !== undefined, (of) => of.where('site_id', '=', siteId ?? ''))
        .where('stopped_at_ms', 'is not', null)
        .where('accepted_missing', 'is', null)
        .executeTakeFirstOrThrow(),
    );
    return at === null ? undefined : { atMs: at, missing, expected };
  }

  acceptMissing(siteId: SiteId, event: CustodyEvent): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await sql`
          update deletion set accepted_missing = missing_objects
            where site_id = ${siteId} and stopped_at_ms is not null`.execute(trx);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }
}

/** None in a receipt of an earlier version. */
const tallyOf = (row: Selectable<RetentionTables['deletion']>): Pick<Receipt, 'tally'> =>
  row.deleted_objects === null
    ? {}
    : {
        tally: {
          deleted: row.deleted_objects,
          absent: row.absent_objects ?? 0,
          failed: row.failed_objects ?? 0,
        },
      };
