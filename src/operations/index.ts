export {
  diskNeed,
  type ExpiryStanding,
  expiryNeed,
  policyNeed,
  quarantineNeed,
  recordingNeed,
  redisMemoryNeed,
  type SiteWorkers,
  workerNeeds,
} from './attention.ts';
export { beatEveryMs, type Heartbeat, type HeartbeatRepository, missedAfterMs } from './heartbeat.ts';
export { type Lack, type LackCode, lack, lackCodes, type Need, type NeedName, needNames } from './need.ts';
export { notKnown, type Standing, standingOf, type UnmetNeed, unmetNeeds } from './readiness.ts';
export {
  type AnsweredCall,
  type FleetCounts,
  type FleetFacts,
  type FleetRepository,
  noTelemetry,
  type QueueMeter,
  type Telemetry,
} from './telemetry.ts';
