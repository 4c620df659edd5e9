import type { JobPayload } from '../../src/jobs/index.ts';
import {
  type ClockTrust,
  type ExpireDeps,
  expireSegments,
  type PolicyBook,
} from '../../src/retention/index.ts';

export interface ExpireSegmentsDeps extends ExpireDeps {
  readonly policies: PolicyBook;
  readonly clockTrust: ClockTrust;
  readonly storeName: string;
}

/** Deletes what is marked. Under a doubtful clock only what had begun is ended: it cannot come back. */
export async function expireSiteSegments(
  deps: ExpireSegmentsDeps,
  { siteId }: JobPayload<'expire-segments'>,
): Promise<'done' | 'skipped'> {
  const inForce = await deps.policies.inForce(siteId);
  const verdict = await deps.clockTrust.judge(inForce?.policy.requireClockSync ?? false);
  if (!verdict.isTrusted)
    deps.log.error({ code: verdict.code }, `nothing new is deleted: ${verdict.message}`);
  const premises = { siteId, store: deps.storeName };
  const expired = await expireSegments(deps, premises, { mayBegin: verdict.isTrusted });
  return expired > 0 ? 'done' : 'skipped';
}
