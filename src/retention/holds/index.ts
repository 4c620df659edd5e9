export { binds, type Hold, type HoldDraft, type HoldId, type Holds, type Placed } from './hold.ts';
export { parseHold, parseRelease, parseReview } from './hold-form.ts';
