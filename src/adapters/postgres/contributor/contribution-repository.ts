import { type Selectable, sql } from 'kysely';
import type { ContributionRepository, LedgerLine, SealedContribution } from '../../../contributor/index.ts';
import { AppError, type CameraId } from '../../../core/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { onCatalogueWith } from '../violations.ts';

const violations = {
  contributor_camera_id_fkey: () => new AppError('not-found', 'camera-not-found', 'There is no such camera.'),
};

export class PostgresContributionRepository implements ContributionRepository {
  constructor(private readonly db: Database) {}

  async add(contribution: SealedContribution): Promise<void> {
    await onCatalogueWith(violations, () =>
      this.db
        .insertInto('contributor')
        .values({
          id: contribution.id,
          camera_id: contribution.cameraId,
          sealed: Buffer.from(contribution.sealed),
          amount_vnd: contribution.amountVnd ?? null,
          consent_on: contribution.consentOn ?? null,
          created_at_ms: contribution.createdAtMs,
        })
        .onConflict((at) => at.column('id').doNothing())
        .execute(),
    );
  }

  async ofCamera(cameraId: CameraId): Promise<SealedContribution[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('contributor')
        .selectAll()
        .where('camera_id', '=', cameraId)
        .orderBy('created_at_ms')
        .execute(),
    );
    return rows.map(contributionOf);
  }

  async byNeighbourhood(): Promise<LedgerLine[]> {
    const { rows } = await onCatalogue(() =>
      sql<LedgerLine>`
        select n.id as "neighbourhoodId", n.name, count(c.id)::int as cameras,
            count(o.id)::int as "withNotice", coalesce(sum(p.contributors), 0)::int as contributors,
            coalesce(sum(p.amount_vnd), 0)::float8 as "contributedVnd"
          from neighbourhood n left join camera c on c.neighbourhood_id = n.id
            left join notice o on o.camera_id = c.id and o.withdrawn_at_ms is null
            left join (select camera_id, count(*) as contributors, sum(amount_vnd) as amount_vnd
              from contributor group by camera_id) p on p.camera_id = c.id
          group by n.id, n.name order by n.name`.execute(this.db),
    );
    return rows;
  }
}

const contributionOf = (row: Selectable<Tables['contributor']>): SealedContribution => ({
  id: row.id,
  cameraId: row.camera_id,
  sealed: row.sealed,
  createdAtMs: row.created_at_ms,
  ...(row.amount_vnd === null ? {} : { amountVnd: row.amount_vnd }),
  ...(row.consent_on === null ? {} : { consentOn: row.consent_on }),
});
