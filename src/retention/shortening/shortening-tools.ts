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

/** The ward's policies and how to look at them. */
export interface PolicyStanding {
  readonly history: PolicyHistory;
  readonly view: PolicyView;
}

/** Errors: those of `PolicyRepository`. */
export async function policyStanding(
  { policies, terms }: Pick<ShorteningTools, 'policies' | 'terms'>,
  nowMs: number,
): Promise<PolicyStanding> {
  const [history, cameras] = await Promise.all([policies.history(nowMs - terms.delayMs), policies.cameras()]);
  return { history, view: { terms, cameras, nowMs } };
}
