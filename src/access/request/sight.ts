import { notFound } from '../../core/index.ts';
import type { Judge } from './decision.ts';
import type { FootageRequest } from './request.ts';

/** What a request says is seen by its officer, by who judges, and by the auditor; a draft by its officer alone. */
export function sees({ user, deputyOf }: Judge, { requesterId, state }: FootageRequest): boolean {
  if (requesterId === user.id) return true;
  return state !== 'draft' && (user.role === 'custodian' || user.role === 'auditor' || deputyOf.length > 0);
}

/** The request, or `request-not-found` (not-found): also for one that the user has no business with. */
export function seenBy(judge: Judge, request: FootageRequest | undefined): FootageRequest {
  if (request && sees(judge, request)) return request;
  throw notFound('request-not-found', 'There is no such request of yours.');
}
