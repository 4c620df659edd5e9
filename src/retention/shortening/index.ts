export { confirmClock } from './confirm-clock.ts';
export { type CountWatchDeps, createCountWatch } from './count-watch.ts';
export { foreseeShortening, setPolicy } from './set-policy.ts';
export { policyStanding, type ShorteningTools } from './shortening-tools.ts';
export { nothingWaits, type StopCause, stopShortening } from './stop-shortening.ts';
export { type WaitingShortening, waitingShortenings } from './waiting-shortening.ts';
