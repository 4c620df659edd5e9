import type { JobPayload } from '../../src/jobs/index.ts';
import { type ExpireSegmentsDeps, expireSiteSegments } from './expire-segments.ts';
import { type PlanExpiryDeps, planSiteExpiry } from './plan-expiry.ts';

/** Both jobs of expiry in one, for when no queue brings them: what was planned is deleted though it cannot be queued. */
export async function expireUnasked(
  deps: PlanExpiryDeps & ExpireSegmentsDeps,
  site: JobPayload<'expire-segments'>,
): Promise<void> {
  try {
    await planSiteExpiry(deps, site);
  } finally {
    await expireSiteSegments(deps, site);
  }
}
