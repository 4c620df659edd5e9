export { type Conflict, type Forecast, forecast } from './forecast.ts';
export type { MaybePolicy } from './longest-policy.ts';
export { type Located, type RetentionPolicy, type RetentionTerms, retainDays } from './policy.ts';
export { parsePolicy } from './policy-form.ts';
export {
  countedPolicy,
  keptPolicy,
  type PolicyCause,
  type PolicyHistory,
  type PolicyVersion,
  type WaitingVersion,
  waitingVersions,
} from './policy-history.ts';
export type { NewPolicyVersion, PolicyRepository } from './policy-repository.ts';
export type { CameraUsage, DiskSpace, MeasureFreeSpace, Usage, UsageRepository } from './usage.ts';
export { forecastWard } from './ward-forecast.ts';
