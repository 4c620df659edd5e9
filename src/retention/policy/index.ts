export { type Conflict, type Forecast, forecast } from './forecast.ts';
export { type Located, type RetentionPolicy, retainDays } from './policy.ts';
export { parsePolicy } from './policy-form.ts';
export type { PolicyInForce, PolicyRepository } from './policy-repository.ts';
export { forecastSite, setPolicy } from './site-policy.ts';
export type { CameraUsage, DiskSpace, MeasureFreeSpace, Usage, UsageRepository } from './usage.ts';
