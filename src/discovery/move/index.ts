export type { CameraMove, MoveDoubt, MoveRepository, ShownAddress } from './camera-move.ts';
export { acceptMove, type DecideDeps, refuseMove } from './decide-move.ts';
export { type FollowDeps, followMoved } from './follow-moved.ts';
export type { NetworkView, Presence } from './network-view.ts';
export type { StreamFormats } from './stream-proof.ts';
