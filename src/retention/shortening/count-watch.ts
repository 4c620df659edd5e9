import type { Clock, SiteId } from '../../core/index.ts';
import type { ShorteningTools } from './shortening-tools.ts';
import { waitingShortenings } from './waiting-shortening.ts';

export interface CountWatchDeps extends Pick<ShorteningTools, 'policies' | 'expiryClock' | 'terms'> {
  readonly clock: Clock;
}

/**
 * Whether something that waited counts since the last look, so that expiry need not wait for its schedule. Errors:
 * `unavailable` `catalogue-unavailable`.
 */
export function createCountWatch(deps: CountWatchDeps, siteId: SiteId): () => Promise<boolean> {
  let nextMs = Number.POSITIVE_INFINITY;
  return async () => {
    const nowMs = deps.clock.nowMs();
    const isCounted = nextMs <= nowMs;
    const [next] = await waitingShortenings(deps, siteId, nowMs);
    nextMs = next?.countsFromMs ?? Number.POSITIVE_INFINITY;
    return isCounted;
  };
}
