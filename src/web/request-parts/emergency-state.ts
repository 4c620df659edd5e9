import type { FiledRequest } from '../../client/index.ts';

/** It opened footage, and no custodian has reviewed it. */
export const owesReview = ({ emergency, expiresAt }: FiledRequest): boolean =>
  emergency !== undefined && emergency.review === undefined && expiresAt !== undefined;

/** It opens nothing before a second person countersigns. */
export const waitsForSecondPerson = ({ state, emergency }: FiledRequest): boolean =>
  state === 'submitted' && emergency !== undefined;

/** A countersignature has an effect. */
export const takesCountersignature = (request: FiledRequest): boolean =>
  request.emergency?.countersignature === undefined &&
  (waitsForSecondPerson(request) ||
    (owesReview(request) && request.state === 'approved' && !request.isExpired));

/** A second person has still to decide or review. */
export const awaitsJudgement = (request: FiledRequest): boolean =>
  request.state === 'submitted' || owesReview(request);

/** It was filed first, and opened when a second person countersigned. */
export const hasWaited = (request: FiledRequest): boolean =>
  request.emergency !== undefined &&
  (request.expiresAt === undefined || request.submittedAt !== request.createdAt);
