import { PostgresTroubleBook } from '../adapters/postgres/operations/trouble-book.ts';
import type { WatchNeedsDeps } from '../operations/index.ts';
import { composeLesserNeeds, composeNeeds } from './needs.ts';
import type { Services } from './services.ts';

/** What a maintaining worker needs to tell people what the service lacks. */
export function composeWatchNeeds(base: Services): WatchNeedsDeps {
  const { db, clock, log, siteId, config } = base;
  const { timeZone, publicUrl } = config;
  return {
    site: siteId,
    needs: composeNeeds(base),
    lesserNeeds: composeLesserNeeds(base),
    book: new PostgresTroubleBook(db),
    clock,
    log,
    settings: { timeZone, ...(publicUrl !== undefined && { publicUrl }) },
  };
}
