import type { SiteId } from '../../../core/index.ts';
import type { DeletionId, Receipt, ReceiptRepository } from '../../../retention/index.ts';
import { type Database, onCatalogue } from '../database.ts';

export class PostgresReceiptRepository implements ReceiptRepository {
  constructor(private readonly db: Database) {}

  async list(siteId: SiteId, beforeMs: number, limit: number): Promise<Receipt[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('deletion')
        .selectAll()
        .where('site_id', '=', siteId)
        .where('forgotten_at_ms', '<', beforeMs)
        .orderBy('forgotten_at_ms', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => ({
      // A forgotten deletion has all of it: the table's own checks say so of the digest, `forget` writes the rest with it.
      id: row.id as DeletionId,
      siteId,
      cause: row.cause,
      markedAtMs: row.marked_at_ms,
      begunAtMs: row.begun_at_ms ?? 0,
      forgottenAtMs: row.forgotten_at_ms ?? 0,
      fromMs: row.from_ms ?? 0,
      toMs: row.to_ms ?? 0,
      cameras: row.cameras ?? 0,
      segments: row.segments ?? 0,
      objects: row.objects ?? 0,
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
}
