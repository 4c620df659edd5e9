/**
 * How the product asks what time it is. Passed in, so that tests own time.
 *
 * `nowMs` is UTC wall time in milliseconds and may step; `monotonicMs` never goes backwards and has no meaning
 * beyond differences within one process.
 */
export interface Clock {
  nowMs(): number;
  monotonicMs(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
