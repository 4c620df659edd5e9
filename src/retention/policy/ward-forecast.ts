import type { Clock } from '../../core/index.ts';
import { type Forecast, forecast } from './forecast.ts';
import { type MaybePolicy, withFloor } from './longest-policy.ts';
import type { RetentionTerms } from './policy.ts';
import type { MeasureFreeSpace, UsageRepository } from './usage.ts';

export interface ForecastTools {
  readonly usage: UsageRepository;
  readonly measureFreeSpace: MeasureFreeSpace;
  readonly clock: Clock;
  readonly terms: RetentionTerms;
}

/** The forecast of a policy over the ward's present stock, once it counts; the floor counts too. */
export async function forecastWard(
  { usage, measureFreeSpace, clock, terms }: ForecastTools,
  policy: MaybePolicy,
): Promise<Forecast> {
  const [measured, diskSpace] = await Promise.all([usage.measure(clock.nowMs()), measureFreeSpace()]);
  const floored = policy && withFloor(policy, terms.floorMs);
  return forecast({ ...measured, ...(diskSpace && { diskSpace }) }, floored, terms.floorMs);
}
