import { sql } from 'kysely';
import { AppError, type SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { Ward, WardBook } from '../../../ward/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
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

  addSite(site: SiteId, event: CustodyEvent): Promise<void> {
    return onCatalogueWith(violations, () =>
      this.db.transaction().execute(async (trx) => {
        await trx.insertInto('site').values({ id: site, name: site }).execute();
        await appendCustody(trx, event);
      }),
    );
  }

  rename(name: string, event: CustodyEvent): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await trx.updateTable('ward').set({ name }).execute();
        await appendCustody(trx, event);
      }),
    );
  }
}
