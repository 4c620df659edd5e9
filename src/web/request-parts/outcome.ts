import type { FiledRequest } from '../../client/index.ts';

/** Until when it opens footage; absent where it opens none: not yet, or no more. */
export const openUntil = ({ state, isExpired, expiresAt }: FiledRequest): string | undefined =>
  state === 'approved' && !isExpired ? expiresAt : undefined;

/** Why it was refused: by a decision, or by the review that found an emergency unjustified. */
export const refusalReason = ({ state, decision, emergency }: FiledRequest): string | undefined =>
  state === 'refused' ? (emergency?.review?.reason ?? decision?.reason) : undefined;
