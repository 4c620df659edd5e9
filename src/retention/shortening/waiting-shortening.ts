import type { SiteId, UserId } from '../../core/index.ts';
import type { FootageCount } from '../footage-count.ts';
import { waitingVersions } from '../policy/policy-history.ts';
import type { ShorteningKind } from '../retention-letter.ts';
import { policyStanding, type ShorteningTools } from './shortening-tools.ts';

/** Something that will make footage expire sooner, unless it is stopped. */
export interface WaitingShortening {
  readonly of: ShorteningKind;
  readonly sinceMs: number;
  readonly countsFromMs: number;
  readonly byId: UserId;
  /** Counted when it was set; absent of a policy that an earlier version set. */
  readonly shortened?: FootageCount;
}

/** All of the site, the next first. Errors: `unavailable` `catalogue-unavailable`. */
export async function waitingShortenings(
  tools: Pick<ShorteningTools, 'policies' | 'expiryClock' | 'terms'>,
  siteId: SiteId,
  nowMs: number,
): Promise<WaitingShortening[]> {
  const [{ history, view }, clock] = await Promise.all([
    policyStanding(tools, siteId, nowMs),
    tools.expiryClock.status(siteId),
  ]);
  const policies = waitingVersions(history, view).map(
    ({ setAtMs, setById, countsFromMs, shortened }): WaitingShortening => ({
      of: 'policy',
      sinceMs: setAtMs,
      countsFromMs,
      byId: setById,
      ...(shortened && { shortened }),
    }),
  );
  const clocks = (clock?.confirmation ? [clock.confirmation] : []).map(
    ({ atMs, byId, shortened }): WaitingShortening => ({
      of: 'clock',
      sinceMs: atMs,
      countsFromMs: atMs + view.terms.delayMs,
      byId,
      shortened,
    }),
  );
  return [...policies, ...clocks].sort((a, b) => a.countsFromMs - b.countsFromMs);
}
