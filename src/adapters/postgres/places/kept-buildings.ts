import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { SiteId } from '../../../core/index.ts';
import { Buildings, type Polygon } from '../../../places/index.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/** One document a site: all of it is brought at once, and read at once. */
export async function replaceBuildings(
  trx: Transaction<Tables>,
  site_id: SiteId,
  outlines: readonly Polygon[],
): Promise<void> {
  const brought = { edition: randomUUID(), outlines: JSON.stringify(outlines) };
  await trx
    .insertInto('building_map')
    .values({ site_id, ...brought })
    .onConflict((at) => at.column('site_id').doUpdateSet(brought))
    .execute();
}

/** The buildings of all sites, read again when somebody brought others. */
export class KeptBuildings {
  private editions = '';
  private buildings = new Buildings([]);

  constructor(private readonly db: Database) {}

  async all(): Promise<Buildings> {
    const rows = await this.db.selectFrom('building_map').select('edition').orderBy('site_id').execute();
    const editions = rows.map(({ edition }) => edition).join(' ');
    return editions === this.editions ? this.buildings : this.read();
  }

  private async read(): Promise<Buildings> {
    const rows = await this.db
      .selectFrom('building_map')
      .select(['edition', 'outlines'])
      .orderBy('site_id')
      .execute();
    // Only `replaceBuildings` writes them.
    this.buildings = new Buildings(rows.flatMap(({ outlines }) => outlines as readonly Polygon[]));
    this.editions = rows.map(({ edition }) => edition).join(' ');
    return this.buildings;
  }
}
