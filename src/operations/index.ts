export { beatEveryMs, type Heartbeat, type HeartbeatBook, missedAfterMs } from './heartbeat.ts';
export { type Missing, missingOf, type Need, quarantineNeed, workerNeeds } from './readiness.ts';
export {
  type AnsweredCall,
  type FleetCounts,
  type FleetFacts,
  type FleetMeter,
  noTelemetry,
  type QueueMeter,
  type Telemetry,
} from './telemetry.ts';
