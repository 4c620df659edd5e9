import {
  type FootageRequest,
  type Judge,
  type RangeBounds,
  type RequestDraft,
  type Step,
  seenBy,
  type Taken,
} from '../../access/index.ts';
import { type CameraId, isId, messageOf, notFound } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserCall } from '../route.ts';

/** Near the cap, people are told before requests are refused. */
const nearlyAll = 0.8;

export const isNearMost = (heldBytes: number, mostBytes: number): boolean =>
  heldBytes >= mostBytes * nearlyAll;

/** How far a request reaches at most. */
export const boundsOf = ({ settings, clock }: ApiDeps): RangeBounds => ({
  longestMs: settings.requestMaxMs,
  nowMs: clock.nowMs(),
});

/** The request that a call names. Errors: `request-not-found`, also for one that is not theirs to see. */
export async function requestOf(
  { requests }: ApiDeps,
  { params: { id = '' } }: UserCall,
  judge: Judge,
): Promise<FootageRequest> {
  return seenBy(judge, isId('request', id) ? await requests.byId(id) : undefined);
}

/** The request that a call names. Errors: `request-not-found`, also for the request of another. */
export async function ownRequest(
  { requests }: ApiDeps,
  { user, params: { id = '' } }: UserCall,
): Promise<FootageRequest> {
  const request = isId('request', id) ? await requests.byId(id) : undefined;
  if (request?.requesterId === user.id) return request;
  throw notFound('request-not-found', 'There is no such request of yours.');
}

/** Those that stand there now: from submission on they are the request's. */
export async function camerasIn(
  { footage }: ApiDeps,
  { area }: Pick<RequestDraft, 'area'>,
): Promise<CameraId[]> {
  const cameras = await footage.camerasIn(area, 'area');
  return cameras.map(({ id }) => id).sort();
}

/** Takes a step, and has sent what it tells. */
export async function takeStep(deps: ApiDeps, step: Step): Promise<Taken> {
  const { requests, log, settings } = deps;
  const taken = await requests.take(step);
  const { unapprovedBytes = 0 } = taken;
  const mostBytes = settings.unapprovedMostBytes;
  if (isNearMost(unapprovedBytes, mostBytes)) {
    log.error(
      { unapprovedBytes, mostBytes },
      'requests that nobody approved hold almost as much as they may',
    );
  }
  await sendSoon(deps);
  return taken;
}

/** The step stands, whether or not the queue can be reached: the job comes by schedule as well. */
async function sendSoon({ jobs, log, settings }: ApiDeps): Promise<void> {
  try {
    await jobs.add('send-notifications', { siteId: settings.site });
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'notifications wait for their schedule');
  }
}
