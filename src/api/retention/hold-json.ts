import { type Judge, seesEveryRequest } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { Hold } from '../../retention/index.ts';
import type { People } from '../terms/person.ts';
import { rangeJson } from '../terms/time.ts';
import type { HoldJson } from './hold-schemas.ts';

/** A hold for a reader: the content of a request is shown only to those who may see the request. */
export const holdJson = (each: Hold, people: People, judge: Judge): HoldJson => ({
  id: each.id,
  cameras: [...each.cameraIds],
  ...rangeJson(each.range),
  ...(isSeen(each, judge) && whyJson(each, people)),
  isOfRequest: each.requestId !== undefined,
  reviewAt: formatInstant(each.reviewAtMs),
  createdAt: formatInstant(each.createdAtMs),
  isReviewDue: each.release === undefined && each.reviewAtMs <= judge.nowMs,
  ...(each.release && {
    release: {
      at: formatInstant(each.release.atMs),
      by: people(each.release.byId),
      reason: each.release.reason,
    },
  }),
});

const isSeen = ({ requestId, ownerId }: Hold, judge: Judge): boolean =>
  requestId === undefined || ownerId === judge.user.id || seesEveryRequest(judge);

const whyJson = ({ caseNumber, reason, ownerId, requestId }: Hold, people: People) => ({
  caseNumber,
  reason,
  owner: people(ownerId),
  requestId,
});
