import type { Clock } from '../../core/index.ts';
import type { ShorteningTools } from './shortening-tools.ts';
import { waitingShortenings } from './waiting-shortening.ts';

export interface CountWatchDeps extends Pick<ShorteningTools, 'policies' | 'expiryClock' | 'terms'> {
  readonly clock: Clock;
}

/**
 * Whether something that waited counts since the last look, so that expiry need not wait for its schedule. Errors:
 * `unavailable` `catalogue-unavailable`.
 */
export function createCountWatch(deps: CountWatchDeps): () => Promise<boolean> {
  let lookedAtMs = deps.clock.nowMs();
  return async () => {
    const nowMs = deps.clock.nowMs();
    // As of the last look: what was set since then and counts already waited, too, unseen.
    const waited = await waitingShortenings(deps, lookedAtMs);
    const isCounted = waited.some(({ countsFromMs }) => countsFromMs > lookedAtMs && countsFromMs <= nowMs);
    lookedAtMs = nowMs;
    return isCounted;
  };
}
