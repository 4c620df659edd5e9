import { sql, type Transaction } from 'kysely';
import type { SiteId } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';

/** Locks the rows of sites in one order, for their chains; new cameras do not wait. */
export async function lockSites(trx: Transaction<Tables>, sites: readonly SiteId[]): Promise<void> {
  await sql`select from site where id = any(${sites}::text[]) order by id for no key update`.execute(trx);
}
