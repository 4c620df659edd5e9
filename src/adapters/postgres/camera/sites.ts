import type { SiteId } from '../../../core/index.ts';
import type { Database } from '../database.ts';

/** The site of this installation exists from the first start on. */
export async function ensureSite(db: Database, siteId: SiteId): Promise<void> {
  await db
    .insertInto('site')
    .values({ id: siteId, name: siteId })
    .onConflict((at) => at.doNothing())
    .execute();
}
