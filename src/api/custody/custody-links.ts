import { invalid } from '../../core/index.ts';
import type { ChainLink, CustodyArchive, CustodyFilter } from '../../custody/index.ts';

/** All are held in memory at once. */
const mostLinks = 50_000;

/** Every event that the filter lets through, newest first. Errors: `custody-too-many` (invalid). */
export async function everyLink(archive: CustodyArchive, filter: CustodyFilter): Promise<ChainLink[]> {
  const links = await archive.search(filter, { limit: mostLinks + 1 });
  if (links.length <= mostLinks) return links;
  throw invalid('custody-too-many', `There are more than ${mostLinks} events: ask for less time.`, 'from');
}
