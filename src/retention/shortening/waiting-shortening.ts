import type { SiteId, UserId } from '../../core/index.ts';
import type { SiteClock } from '../clock/clock-trust.ts';
import type { FootageCount } from '../footage-count.ts';
import type { RetentionTerms } from '../policy/policy.ts';
import { type WaitingVersion, waitingVersions } from '../policy/policy-history.ts';
import type { ShorteningKind } from '../retention-letter.ts';
import { policyStanding, type ShorteningTools } from './shortening-tools.ts';

/** Something that will make footage expire sooner, unless it is stopped. */
export interface WaitingShortening {
  readonly of: ShorteningKind;
  /** Of a clock: the site where it is. */
  readonly siteId?: SiteId;
  readonly sinceMs: number;
  readonly countsFromMs: number;
  readonly byId: UserId;
  /** Counted when it was set; absent of a policy that an earlier version set. */
  readonly shortened?: FootageCount;
}

/** All of the ward, the next first. Errors: `unavailable` `catalogue-unavailable`. */
export async function waitingShortenings(
  tools: Pick<ShorteningTools, 'policies' | 'expiryClock' | 'terms'>,
  nowMs: number,
): Promise<WaitingShortening[]> {
  const [{ history, view }, clocks] = await Promise.all([
    policyStanding(tools, nowMs),
    tools.expiryClock.all(),
  ]);
  const policies = waitingVersions(history, view).flatMap(policyThatWaits);
  const confirmations = clocks.flatMap((clock) => confirmationThatWaits(clock, view.terms));
  return [...policies, ...confirmations].sort((a, b) => a.countsFromMs - b.countsFromMs);
}

/** None of what an upgrade joined: that makes nothing expire sooner. */
function policyThatWaits(version: WaitingVersion): WaitingShortening[] {
  const { setAtMs: sinceMs, setById: byId, countsFromMs, shortened } = version;
  if (byId === undefined) return [];
  return [{ of: 'policy', sinceMs, countsFromMs, byId, ...(shortened && { shortened }) }];
}

function confirmationThatWaits(
  { siteId, confirmation }: SiteClock,
  { delayMs }: RetentionTerms,
): WaitingShortening[] {
  if (!confirmation) return [];
  const { atMs: sinceMs, byId, shortened } = confirmation;
  return [{ of: 'clock', siteId, sinceMs, countsFromMs: sinceMs + delayMs, byId, shortened }];
}
