import type { UserId } from '../core/index.ts';
import type { CustodyEvent } from './custody-event.ts';
import type { CustodyEventName } from './event-names.ts';

export const foundingMatter = 'founding';
/** The matter of a user's one-time link. */
export const linkMatter = (userId: UserId): string => `link ${userId}`;

const ofRequest = ({ requestId }: CustodyEvent): string | undefined => requestId;
const ofLink = ({ subject }: CustodyEvent): string | undefined => subject && linkMatter(subject);

/** Acts that another person answers, and their matter, which joins the two. */
const answeredByAnother: Partial<Record<CustodyEventName, (event: CustodyEvent) => string | undefined>> = {
  'request-submitted': ofRequest,
  'emergency-opened': ofRequest,
  'emergency-submitted': ofRequest,
  'emergency-countersigned': ofRequest,
  'account-proposed': ({ detail }) => detail?.proposalId?.toString(),
  'founding-offered': () => foundingMatter,
  'user-created': ofLink,
  'link-issued': ofLink,
};

/** Answers the matter that joins an act with its answer; `undefined` for an act that takes no second person. */
export const matterOf = (event: CustodyEvent): string | undefined => answeredByAnother[event.event]?.(event);
