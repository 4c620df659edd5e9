import { notFound } from '../../core/index.ts';
import type { Judge } from './decision.ts';
import type { FootageRequest } from './request.ts';

/** Who judges, and the auditor, see what every request says. */
export const seesEveryRequest = ({ user, deputyOf }: Judge): boolean =>
  user.role === 'custodian' || user.role === 'auditor' || deputyOf.length > 0;

/** What a request says is seen by its officer, and by who sees that of every one; a draft by its officer alone. */
export const sees = (judge: Judge, { requesterId, state }: FootageRequest): boolean =>
  requesterId === judge.user.id || (state !== 'draft' && seesEveryRequest(judge));

/** The request, or `request-not-found` (not-found): also for one that the user has no business with. */
export function seenBy(judge: Judge, request: FootageRequest | undefined): FootageRequest {
  if (request && sees(judge, request)) return request;
  throw notFound('request-not-found', 'There is no such request of yours.');
}
