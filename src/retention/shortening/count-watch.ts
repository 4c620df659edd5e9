import type { Clock } from '../../core/index.ts';
import type { ShorteningTools } from './shortening-tools.ts';
import { type WaitingShortening, waitingShortenings } from './waiting-shortening.ts';

export interface CountWatchDeps extends Pick<ShorteningTools, 'policies' | 'expiryClock' | 'terms'> {
  readonly clock: Clock;
}

/** A policy bears the time of its request, and is seen when that has been committed, which may be after it counts. */
const latestCommitMs = 600_000;

const nameOf = ({ of, siteId, countsFromMs }: WaitingShortening) => `${of} ${siteId ?? ''} ${countsFromMs}`;

/**
 * Whether something that waited counts now and was not told of before, so that expiry need not wait for its schedule. Errors:
 * `unavailable` `catalogue-unavailable`.
 */
export function createCountWatch(deps: CountWatchDeps): () => Promise<boolean> {
  let told = new Set<string>();
  return async () => {
    const nowMs = deps.clock.nowMs();
    // As of a time in the past: what was set since then and counts already waited, too, unseen.
    const waited = await waitingShortenings(deps, nowMs - latestCommitMs);
    const counted = waited.filter(({ countsFromMs }) => countsFromMs <= nowMs).map(nameOf);
    const isNew = counted.some((name) => !told.has(name));
    told = new Set(counted);
    return isNew;
  };
}
