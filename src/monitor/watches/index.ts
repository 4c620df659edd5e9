export { HoldWatch, type WatchedHold } from './holds.ts';
export { RequestWatch, type WatchedRequest } from './requests.ts';
export { SiteWatch } from './sites.ts';
export type { WatchedLeaf } from './watch.ts';
