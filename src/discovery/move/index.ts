export { type FollowDeps, followMoved } from './follow-moved.ts';
export type { NetworkView, Presence } from './network-view.ts';
