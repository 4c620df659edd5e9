export { type Conflict, type Forecast, forecast } from './forecast.ts';
export { type Located, type RetentionPolicy, retainDays } from './policy.ts';
export type { PolicyBook, PolicyInForce } from './policy-book.ts';
export { parsePolicy } from './policy-form.ts';
export type { CameraUsage, Room, RoomMeter, Usage, UsageMeter } from './usage.ts';
