import { type Clock, canonicalJson, type SiteId } from '../../core/index.ts';
import { type Actor, custodyEvent } from '../../custody/index.ts';
import { type Forecast, forecast } from './forecast.ts';
import type { RetentionPolicy } from './policy.ts';
import type { PolicyRepository } from './policy-repository.ts';
import type { MeasureFreeSpace, UsageRepository } from './usage.ts';

/** Puts a policy in force. Errors: those of `PolicyRepository.set`. */
export function setPolicy(
  policies: PolicyRepository,
  by: Required<Actor>,
  siteId: SiteId,
  policy: RetentionPolicy,
): Promise<void> {
  const detail = { policy: canonicalJson(policy) };
  return policies.set(siteId, policy, custodyEvent(by, 'retention-policy-set', { detail }));
}

export interface ForecastTools {
  readonly usage: UsageRepository;
  readonly measureFreeSpace: MeasureFreeSpace;
  readonly clock: Clock;
}

/** The forecast of a policy over the site's present stock. */
export async function forecastSite(
  { usage, measureFreeSpace, clock }: ForecastTools,
  siteId: SiteId,
  policy: RetentionPolicy | undefined,
): Promise<Forecast> {
  const [measured, diskSpace] = await Promise.all([usage.measure(siteId, clock.nowMs()), measureFreeSpace()]);
  return forecast({ ...measured, ...(diskSpace && { diskSpace }) }, policy);
}
