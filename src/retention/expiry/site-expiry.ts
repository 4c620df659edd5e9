import type { ClockTrust } from '../clock/clock-trust.ts';
import type { MaybePolicy } from '../policy/longest-policy.ts';
import type { RetentionTerms } from '../policy/policy.ts';
import { countedPolicy } from '../policy/policy-history.ts';
import type { PolicyRepository } from '../policy/policy-repository.ts';
import type { SiteStore } from './deletion-repository.ts';
import { type ExpireDeps, expireSegments } from './expire-segments.ts';
import { type PlanDeps, planExpiry } from './plan-expiry.ts';

export interface SiteExpiryDeps extends PlanDeps, ExpireDeps {
  readonly policies: Pick<PolicyRepository, 'history' | 'cameras'>;
  readonly terms: RetentionTerms;
  readonly clockTrust: ClockTrust;
  /** Has what is marked deleted. */
  readonly deleteSoon: () => Promise<void>;
}

/**
 * Marks what expires, and has it deleted. Without a policy that counts nothing expires, and nothing under a doubtful clock; nothing
 * more is marked while a batch waits for absent objects, which are looked for again with each deletion. Errors: those of
 * `planExpiry` and `deleteSoon`.
 */
export async function planSiteExpiry(
  deps: SiteExpiryDeps,
  siteStore: SiteStore,
): Promise<'done' | 'skipped'> {
  const { clockTrust, log } = deps;
  const { policy, version } = await policyNow(deps);
  const verdict = await clockTrust.judge(policy?.requireClockSync ?? false);
  if (!policy) return 'skipped';
  if (!verdict.isTrusted) {
    log.error({ code: verdict.code }, `nothing expires: ${verdict.message}`);
    return 'skipped';
  }
  if ((await deps.book.unfinished(siteStore)).some(({ isStopped }) => isStopped)) {
    log.error({}, 'nothing is marked: objects that expire are not in the store');
    await deps.deleteSoon();
    return 'skipped';
  }
  const planned = await planExpiry(deps, siteStore, policy, version);
  if (planned.excessBytes > 0) log.warn(planned, 'more than the quota is stored, and nothing may expire');
  if (planned.days + planned.quota > 0) log.info(planned, 'marked expiring segments');
  await deps.deleteSoon();
  return 'done';
}

/**
 * Deletes what is marked. Under a doubtful clock only what had begun is ended: it cannot come back. Errors: those of
 * `expireSegments`.
 */
export async function expireSite(
  deps: Omit<SiteExpiryDeps, 'holds' | 'deleteSoon'>,
  siteStore: SiteStore,
): Promise<'done' | 'skipped'> {
  const { clockTrust, log } = deps;
  const { policy } = await policyNow(deps);
  const verdict = await clockTrust.judge(policy?.requireClockSync ?? false);
  if (!verdict.isTrusted) log.error({ code: verdict.code }, `nothing new is deleted: ${verdict.message}`);
  const expired = await expireSegments(deps, siteStore, { mayBegin: verdict.isTrusted });
  return expired > 0 ? 'done' : 'skipped';
}

/** Both in one, for when no queue brings them: what was planned is deleted though `deleteSoon` fails. */
export async function expireUnasked(deps: SiteExpiryDeps, siteStore: SiteStore): Promise<void> {
  try {
    await planSiteExpiry(deps, siteStore);
  } finally {
    await expireSite(deps, siteStore);
  }
}

/** What shortens retention counts only after the delay. `version`: of the policy that was set last. */
async function policyNow({
  policies,
  terms,
  clock,
}: Pick<SiteExpiryDeps, 'policies' | 'terms' | 'clock'>): Promise<{
  readonly policy: MaybePolicy;
  readonly version: number;
}> {
  const nowMs = clock.nowMs();
  const [history, cameras] = await Promise.all([policies.history(nowMs - terms.delayMs), policies.cameras()]);
  const policy = countedPolicy(history, { terms, cameras, nowMs });
  return { policy, version: history.at(-1)?.version ?? 0 };
}
