import type { SiteId } from '../../core/index.ts';
import type { ClockRepository } from '../clock/clock-trust.ts';
import type { FootageCounter } from '../footage-count.ts';
import type { RetentionTerms } from '../policy/policy.ts';
import type { PolicyHistory, PolicyView } from '../policy/policy-history.ts';
import type { PolicyRepository } from '../policy/policy-repository.ts';
import type { RetentionLetterSettings } from '../retention-letter.ts';

export interface ShorteningTools {
  readonly policies: PolicyRepository;
  readonly expiryClock: ClockRepository;
  readonly counter: FootageCounter;
  readonly terms: RetentionTerms;
  readonly letters: RetentionLetterSettings;
}

/** The policies of a site and how to look at them. */
export interface PolicyStanding {
  readonly history: PolicyHistory;
  readonly view: PolicyView;
}

/** Errors: those of `PolicyRepository`. */
export async function policyStanding(
  { policies, terms }: Pick<ShorteningTools, 'policies' | 'terms'>,
  siteId: SiteId,
  nowMs: number,
): Promise<PolicyStanding> {
  const [history, cameras] = await Promise.all([
    policies.history(siteId, nowMs - terms.delayMs),
    policies.cameras(siteId),
  ]);
  return { history, view: { terms, cameras, nowMs } };
}
