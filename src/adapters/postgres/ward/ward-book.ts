import { sql } from 'kysely';
import { AppError, type SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { Ward, WardBook, WardChanges } from '../../../ward/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { onCatalogueWith } from '../violations.ts';

const violations = {
  site_pkey: () =>
    new AppError('conflict', 'site-known', 'The ward has that site already.', { field: 'site' }),
};

export class PostgresWardBook implements WardBook {
  constructor(private readonly db: Database) {}

  read(): Promise<Ward | undefined> {
    return onCatalogue(async () => {
      const ward = await this.db.selectFrom('ward').selectAll().executeTakeFirst();
      if (!ward) return undefined;
      const sites = await this.db.selectFrom('site').select('id').orderBy('id').execute();
      return {
        id: ward.id,
        name: ward.name,
        begunAtMs: ward.begun_at_ms,
        sites: sites.map(({ id }) => id as SiteId),
      };
    });
  }

  begin({ id, name, begunAtMs }: Omit<Ward, 'sites'>, site: SiteId): Promise<Ward> {
    const ward = { id, name, begun_at_ms: begunAtMs };
    return onCatalogue(async () => {
      await this.db.transaction().execute(async (trx) => {
        // When two processes begin it at once, the second one finds the sites of the first.
        await sql`lock table ward in exclusive mode`.execute(trx);
        await sql`insert into site (id, name) select ${site}, ${site} where not exists (select from site)`.execute(
          trx,
        );
        await trx
          .insertInto('ward')
          .values(ward)
          .onConflict((at) => at.doNothing())
          .execute();
      });
      return (await this.read()) ?? { id, name, begunAtMs, sites: [site] };
    });
  }
}

/** The same, to be changed. */
export class PostgresWardChanges extends PostgresWardBook implements WardChanges {
  constructor(
    private readonly catalogue: Database,
    private readonly scribe: Scribe,
  ) {
    super(catalogue);
  }

  addSite(site: SiteId, event: CustodyEvent): Promise<void> {
    return onCatalogueWith(violations, () =>
      this.catalogue.transaction().execute(async (trx) => {
        await trx.insertInto('site').values({ id: site, name: site }).execute();
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  rename(name: string, event: CustodyEvent): Promise<void> {
    return onCatalogue(() =>
      this.catalogue.transaction().execute(async (trx) => {
        await trx.updateTable('ward').set({ name }).execute();
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }
}
