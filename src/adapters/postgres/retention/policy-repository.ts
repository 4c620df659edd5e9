import { sql } from 'kysely';
import { invalid, type SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { PolicyInForce, PolicyRepository, RetentionPolicy } from '../../../retention/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import { lockRetention, unmark } from './lock.ts';

export class PostgresPolicyRepository implements PolicyRepository {
  constructor(private readonly db: Database) {}

  async inForce(siteId: SiteId): Promise<PolicyInForce | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('retention_policy')
        .selectAll()
        .where('site_id', '=', siteId)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
    // Only `set` writes it.
    return row && { policy: row.document as RetentionPolicy, setAtMs: row.set_at_ms, setById: row.set_by };
  }

  async set(siteId: SiteId, policy: RetentionPolicy, event: CustodyEvent): Promise<void> {
    await this.refuseUnknown(siteId, policy);
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        await sql`
          insert into retention_policy (site_id, version, set_at_ms, set_by, document)
            select ${siteId}, coalesce(max(version), 0) + 1, ${event.atMs}::bigint, ${event.actor ?? null},
                ${JSON.stringify(policy)}::jsonb
              from retention_policy where site_id = ${siteId}`.execute(trx);
        await unmark(trx, sql`d.site_id = ${siteId}`);
        await appendCustody(trx, event);
      }),
    );
  }

  private async refuseUnknown(siteId: SiteId, { cameras, neighbourhoods }: RetentionPolicy): Promise<void> {
    const [camera, neighbourhood] = await onCatalogue(() =>
      Promise.all([
        this.unknownIn(
          'camera',
          siteId,
          cameras.map(({ cameraId }) => cameraId),
        ),
        this.unknownIn(
          'neighbourhood',
          siteId,
          neighbourhoods.map(({ neighbourhoodId }) => neighbourhoodId),
        ),
      ]),
    );
    if (camera > 0) throw invalid('unknown-camera', 'There is no such camera.', `cameras.${camera - 1}`);
    if (neighbourhood > 0)
      throw invalid(
        'unknown-neighbourhood',
        'There is no such neighbourhood.',
        `neighbourhoods.${neighbourhood - 1}`,
      );
  }

  /** The place of the first that is not there, from 1; 0 when all are. */
  private async unknownIn(table: 'camera' | 'neighbourhood', siteId: SiteId, ids: readonly string[]) {
    const { rows } = await sql<{ place: number }>`
      select coalesce(min(place), 0) as place from unnest(${ids}::text[]) with ordinality as given(id, place)
        where not exists (select from ${sql.table(table)} t where t.id = given.id and t.site_id = ${siteId})`.execute(
      this.db,
    );
    return rows[0]?.place ?? 0;
  }
}
