export { binds, type Hold, type HoldDraft, type HoldRepository, type Placed } from './hold.ts';
export { holdOf, placeHold, releaseHold, reviewHold } from './hold-acts.ts';
export { parseHold, parseRelease, parseReview } from './hold-form.ts';
