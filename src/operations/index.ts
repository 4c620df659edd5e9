export {
  diskNeed,
  type ExpiryStanding,
  expiryNeed,
  footageNeed,
  keysNeed,
  networksNeed,
  picturesNeed,
  policyNeed,
  quarantineNeed,
  recordingNeed,
  redisMemoryNeed,
  type SiteWorkers,
  workerNeeds,
} from './attention.ts';
export {
  beatEveryMs,
  type Heartbeat,
  type HeartbeatRepository,
  missedAfterMs,
  type SignerTold,
} from './heartbeat.ts';
export { factsNeed, logNeed } from './log-need.ts';
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
export { isSeenFrom, type Trouble, type TroubleStep, troublesAfter } from './trouble.ts';
export { type Letter, type LetterSettings, letterOf } from './trouble-letter.ts';
export { type ToldStep, type TroubleBook, type WatchNeedsDeps, watchNeeds } from './watch-needs.ts';
