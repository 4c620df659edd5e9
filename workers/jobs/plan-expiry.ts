import type { Log } from '../../src/core/index.ts';
import type { JobPayload, JobQueue } from '../../src/jobs/index.ts';
import { type ClockTrust, type PlanDeps, type PolicyBook, planExpiry } from '../../src/retention/index.ts';

export interface PlanExpiryDeps extends PlanDeps {
  readonly policies: PolicyBook;
  readonly clockTrust: ClockTrust;
  readonly storeName: string;
  readonly jobs: JobQueue;
  readonly log: Log;
}

/** Marks what expires, and has it deleted. Without a policy nothing expires, and nothing under a doubtful clock. */
export async function planSiteExpiry(
  deps: PlanExpiryDeps,
  { siteId }: JobPayload<'plan-expiry'>,
): Promise<'done' | 'skipped'> {
  const { policies, clockTrust, log, jobs, storeName } = deps;
  const inForce = await policies.inForce(siteId);
  const verdict = await clockTrust.judge(inForce?.policy.requireClockSync ?? false);
  if (!inForce) return 'skipped';
  if (!verdict.isTrusted) {
    log.error({ code: verdict.code }, `nothing expires: ${verdict.message}`);
    return 'skipped';
  }
  const planned = await planExpiry(deps, { siteId, store: storeName }, inForce.policy);
  if (planned.excessBytes > 0) log.warn(planned, 'more than the quota is stored, and nothing of it may go');
  if (planned.days + planned.quota > 0) log.info(planned, 'marked what expires');
  await jobs.add('expire-segments', { siteId });
  return 'done';
}
