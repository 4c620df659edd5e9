import type { SignedIn } from '../api/shapes.ts';

const key = 'link-use';

/** This browser has shown the last use of a link of that account, and shows it no more. */
export function rememberLinkUse({ linkUsed }: SignedIn): void {
  if (linkUsed) window.localStorage.setItem(key, linkUsed.at);
}

/** Whether this browser has not shown it yet. */
export const isNewLinkUse = ({ linkUsed }: SignedIn): boolean =>
  linkUsed !== undefined && window.localStorage.getItem(key) !== linkUsed.at;
