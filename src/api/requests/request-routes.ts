import {
  close,
  emergencyRestMs,
  newDraft,
  openEmergency,
  parseEmergency,
  parseRequest,
  type Step,
  submit,
} from '../../access/index.ts';
import { instantOf } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { judgeOf } from '../caller.ts';
import { bodyOf } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { requestDetailJson } from './opened-json.ts';
import { requestJson } from './request-json.ts';
import {
  newClosing,
  newEmergency,
  newRequest,
  requestDetail,
  requestList,
  requestQuery,
  submittedRequest,
} from './request-schemas.ts';
import { boundsOf, camerasIn, requestOf, takeStep } from './request-steps.ts';

const requestsPerPage = 200;

export const requestRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/requests',
    allow: 'request-footage',
    operation: 'fileRequest',
    summary: 'Submits a request; what is in its scope is held from now on, and opened by a custodian.',
    body: newRequest,
    answers: answersJson(submittedRequest, 201),
    handle: (call) => file(deps, call),
  },
  {
    method: 'post',
    path: '/api/emergencies',
    allow: 'request-footage',
    operation: 'openEmergency',
    summary: 'Opens a request at once, for 30 minutes; custodians are told, and review it.',
    body: newEmergency,
    answers: answersJson(submittedRequest, 201),
    handle: (call) => open(deps, call),
  },
  {
    method: 'get',
    path: '/api/requests',
    allow: 'see-requests',
    operation: 'listRequests',
    summary: 'Newest first, 200 at a time: of an officer, the own ones; of others, all that were submitted.',
    query: requestQuery,
    answers: answersJson(requestList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'get',
    path: '/api/requests/:id',
    allow: 'see-requests',
    operation: 'getRequest',
    summary: 'One request, with its effective scope and the gaps in it that are known.',
    answers: answersJson(requestDetail),
    handle: async (call) => {
      const request = await requestOf(deps, call, await judgeOf(deps, call));
      return json(await requestDetailJson(deps, request, call.user));
    },
  },
  {
    method: 'post',
    path: '/api/requests/:id/closing',
    allow: 'close-requests',
    operation: 'closeRequest',
    summary: 'Ends a request with its outcome; a custodian can take an approval back. Its hold ends.',
    body: newClosing,
    answers: answersJson(requestDetail),
    handle: (call) => end(deps, call),
  },
];

async function file(deps: ApiDeps, call: UserCall): Promise<Reply> {
  const { clock, settings } = deps;
  const hand = { user: call.user, nowMs: clock.nowMs() };
  const draft = newDraft(parseRequest(call.body, boundsOf(deps)), hand);
  const cameraIds = await camerasIn(deps, draft);
  const mostHeldBytes = settings.unapprovedMostBytes;
  return filed(deps, call, submit(draft, { cameraIds, isKept: false, mostHeldBytes }, hand));
}

async function open(deps: ApiDeps, call: UserCall): Promise<Reply> {
  const hand = { user: call.user, nowMs: deps.clock.nowMs() };
  const { draft, reason } = parseEmergency(call.body, boundsOf(deps));
  const cameraIds = await camerasIn(deps, draft);
  const earlier = await deps.requests.emergenciesOf(call.user.id, hand.nowMs - emergencyRestMs);
  return filed(deps, call, openEmergency(draft, { cameraIds, reason, earlier }, hand));
}

/** Takes the step, and says what its hold came to. */
async function filed(deps: ApiDeps, { user }: UserCall, step: Step): Promise<Reply> {
  const { rescued, tooLate } = await takeStep(deps, step);
  const detail = await requestDetailJson(deps, step.after, user);
  return json({ ...detail, rescued, tooLate }, 201);
}

async function list(deps: ApiDeps, { user, query }: UserCall): Promise<Reply> {
  const { state, before } = bodyOf(requestQuery, query);
  const requests = await deps.requests.list({
    ...(user.role === 'officer' && { requesterId: user.id }),
    ...(state && { state }),
    beforeMs: before === undefined ? Number.MAX_SAFE_INTEGER : instantOf(before, 'before'),
    limit: requestsPerPage,
  });
  const people = await peopleFor(user, deps);
  return json({ requests: requests.map((each) => requestJson(each, people, deps.clock.nowMs())) });
}

async function end(deps: ApiDeps, call: UserCall): Promise<Reply> {
  const judge = await judgeOf(deps, call);
  const { outcome, note } = bodyOf(newClosing, call.body);
  const request = await requestOf(deps, call, judge);
  const step = close(request, { outcome, ...(note !== undefined && { note }) }, judge);
  await takeStep(deps, step);
  return json(await requestDetailJson(deps, step.after, call.user));
}
