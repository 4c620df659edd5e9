import type { Clock } from '../../core/index.ts';
import type { ShorteningTools } from './shortening-tools.ts';
import { type WaitingShortening, waitingShortenings } from './waiting-shortening.ts';

export interface CountWatchDeps extends Pick<ShorteningTools, 'policies' | 'expiryClock' | 'terms'> {
  readonly clock: Clock;
  /** Has what is past its time marked and deleted. */
  readonly expireSoon: () => Promise<void>;
}

/** A policy bears the time of its request, and is seen when that has been committed, which may be after it counts. */
const latestCommitMs = 600_000;

const nameOf = ({ of, siteId, countsFromMs }: WaitingShortening) => `${of} ${siteId ?? ''} ${countsFromMs}`;

/**
 * Each look asks for expiry when something that waited counts now and was not asked for before: it need not wait for its
 * schedule. What could not be asked for is asked for by the next look. Errors: those of `expireSoon`, and `unavailable`
 * `catalogue-unavailable`.
 */
export function createCountWatch(deps: CountWatchDeps): () => Promise<void> {
  let told = new Set<string>();
  return async () => {
    const nowMs = deps.clock.nowMs();
    // As of a time in the past: what was set since then and counts already waited, too, unseen.
    const waited = await waitingShortenings(deps, nowMs - latestCommitMs);
    const counted = waited.filter(({ countsFromMs }) => countsFromMs <= nowMs).map(nameOf);
    if (counted.some((name) => !told.has(name))) await deps.expireSoon();
    told = new Set(counted);
  };
}
