import { formatInstant, type SiteId } from '../../core/index.ts';
import { type Actor, custodyEvent } from '../../custody/index.ts';
import { countedPolicy } from '../policy/policy-history.ts';
import { shorteningLetter } from '../retention-letter.ts';
import { detailOf } from './set-policy.ts';
import { shortenedFootage } from './shortened-footage.ts';
import { policyStanding, type ShorteningTools } from './shortening-tools.ts';

const nothing = { segments: 0, cameras: 0, durationMs: 0, sizeBytes: 0 };

/**
 * A person says that the clock of a site is right, after expiry there has refused to believe it. Expiry goes on after the delay, and
 * custodians know what will be deleted then. Does nothing where expiry trusts the clock. Errors: those of `ClockRepository`
 * and `FootageCounter`.
 */
export async function confirmClock(
  tools: ShorteningTools,
  by: Required<Actor>,
  siteId: SiteId,
): Promise<void> {
  const { history, view } = await policyStanding(tools, by.nowMs);
  const countsFromMs = by.nowMs + tools.terms.delayMs;
  const after = countedPolicy(history, { ...view, nowMs: countsFromMs });
  // By that clock only the footage of the site expires.
  const cameras = await tools.policies.cameras(siteId);
  const change = after && { before: undefined, after, countsFromMs };
  const count = change ? await shortenedFootage(tools.counter, cameras, change) : nothing;
  const detail = { site: siteId, now: formatInstant(by.nowMs), ...detailOf({ countsFromMs, count }) };
  await tools.expiryClock.confirm(
    siteId,
    { atMs: by.nowMs, byId: by.user.id, shortened: count },
    {
      event: custodyEvent(by, 'clock-confirmed', { detail }),
      letter: shorteningLetter({ kind: 'clock', countsFromMs, count }, tools.letters),
    },
  );
}
