export {
  diskNeed,
  policyNeed,
  quarantineNeed,
  recordingNeed,
  redisMemoryNeed,
  type SiteWorkers,
  workerNeeds,
} from './attention.ts';
export { beatEveryMs, type Heartbeat, type HeartbeatRepository, missedAfterMs } from './heartbeat.ts';
export { type Need, type UnmetNeed, unmetNeeds } from './readiness.ts';
export {
  type AnsweredCall,
  type FleetCounts,
  type FleetFacts,
  type FleetRepository,
  noTelemetry,
  type QueueMeter,
  type Telemetry,
} from './telemetry.ts';
