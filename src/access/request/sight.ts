import { isId, notFound, type UserId } from '../../core/index.ts';
import type { User } from '../users.ts';
import {
  type CheckedRequest,
  type CheckedRequests,
  checkedRequest,
  refuseAltered,
} from './checked-request.ts';
import type { Judge } from './decision.ts';
import { awaitsAnswer, type FootageRequest, isCountersignable } from './request.ts';
import type { RequestRepository } from './request-repository.ts';

/** Who judges, and the auditor, see what every request says. */
export const seesEveryRequest = ({ user, deputyOf }: Judge): boolean =>
  user.role === 'custodian' || user.role === 'auditor' || deputyOf.length > 0;

/**
 * A request is visible to its officer and to everyone who sees all requests; a draft to its officer alone. An emergency
 * is visible to another officer while a countersignature has an effect, and afterwards to the one who gave it.
 */
export const sees = (judge: Judge, request: FootageRequest): boolean =>
  request.requesterId === judge.user.id ||
  (request.state !== 'draft' && seesEveryRequest(judge)) ||
  seesToCountersign(judge, request);

const seesToCountersign = ({ user, nowMs }: Judge, request: FootageRequest): boolean =>
  user.role === 'officer' &&
  (isCountersignable(request, nowMs) || request.emergency?.countersignature?.byId === user.id);

/**
 * Whether the request still waits for a second person, and the user may be that person. Never for an auditor, who answers
 * nothing, and sees pseudonyms.
 */
export const awaitsAnswerOf = (
  { id, role }: Pick<User, 'id' | 'role'>,
  request: FootageRequest,
  nowMs: number,
): boolean => {
  if (role === 'auditor' || request.requesterId === id) return false;
  return role === 'officer' ? isCountersignable(request, nowMs) : awaitsAnswer(request);
};

/** The request, or `request-not-found` (not-found): also for one that the user has no business with. */
export function seenBy(judge: Judge, request: FootageRequest | undefined): FootageRequest {
  if (request && sees(judge, request)) return request;
  throw noRequest();
}

interface Requests {
  readonly requests: Pick<RequestRepository, 'byId'>;
}

interface Checked {
  readonly checkedRequests: CheckedRequests;
}

/**
 * The request that a caller names, anybody's text, with what is known to differ from its records: whoever goes on with it refuses
 * that last. Errors: `request-not-found`, also for one that is not theirs to see.
 */
export async function visibleRequest(deps: Checked, judge: Judge, named = ''): Promise<CheckedRequest> {
  const checked = await checkedRequest(deps, named);
  const request = seenBy(judge, checked?.request);
  return { request, difference: checked?.difference };
}

/** Like `visibleRequest`, of one that is what was recorded. Errors: those of `visibleRequest`, `request-altered` (conflict). */
export async function unalteredRequest(deps: Checked, judge: Judge, named?: string): Promise<FootageRequest> {
  const checked = await visibleRequest(deps, judge, named);
  refuseAltered(checked);
  return checked.request;
}

/** The request of one's own that a caller names. Errors: `request-not-found`, also for the request of another. */
export async function ownRequest(
  deps: Requests,
  { id }: { readonly id: UserId },
  named = '',
): Promise<FootageRequest> {
  const request = await requestNamed(deps, named);
  if (request?.requesterId === id) return request;
  throw noRequest();
}

const requestNamed = async ({ requests }: Requests, named: string): Promise<FootageRequest | undefined> =>
  isId('request', named) ? requests.byId(named) : undefined;

const noRequest = () => notFound('request-not-found', 'There is no such request of yours.');
