import { closeRequest, fileRequest, parseRequest, unalteredRequest } from '../../access/index.ts';
import { instantOf } from '../../core/index.ts';
import { actorOf, type JudgeDeps, judgeOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { type DetailDeps, filedReply, requestDetailJson } from './opened-json.ts';
import { requestJson } from './request-json.ts';
import {
  newClosing,
  newRequest,
  requestDetail,
  requestList,
  requestQuery,
  submittedRequest,
} from './request-schemas.ts';
import { boundsOf, type RequestDeps, requestTools } from './request-tools.ts';

const requestsPerPage = 200;

type RequestRouteDeps = JudgeDeps & RequestDeps & DetailDeps;

export const requestRoutes = (deps: RequestRouteDeps): Route[] => [
  {
    method: 'post',
    path: '/api/requests',
    allow: 'request-footage',
    operation: 'fileRequest',
    summary: 'Submits a request; the footage in its scope is held from now on, and a custodian opens it.',
    body: newRequest,
    answers: answersJson(submittedRequest, 201),
    handle: (call) => file(deps, call),
  },
  {
    method: 'get',
    path: '/api/requests',
    allow: 'see-requests',
    operation: 'listRequests',
    summary: 'Requests, newest first, 200 at a time: officers see their own, others all submitted ones.',
    query: requestQuery,
    answers: answersJson(requestList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'get',
    path: '/api/requests/:id',
    allow: 'see-requests',
    operation: 'getRequest',
    summary: 'One request, with its effective scope and the known gaps in it.',
    answers: answersJson(requestDetail),
    handle: async (call) => {
      const request = await unalteredRequest(deps, await judgeOf(deps, call), call.params.id);
      return json(await requestDetailJson(deps, request, call.user));
    },
  },
  {
    method: 'post',
    path: '/api/requests/:id/closing',
    allow: 'close-requests',
    operation: 'closeRequest',
    summary: 'Closes a request with its outcome; a custodian can revoke an approval. Its hold ends.',
    body: newClosing,
    answers: answersJson(requestDetail),
    handle: (call) => end(deps, call),
  },
];

async function file(deps: RequestRouteDeps, call: UserCall): Promise<Reply> {
  const draft = parseRequest(call.body, boundsOf(deps));
  return filedReply(deps, await fileRequest(requestTools(deps), actorOf(deps, call), draft), call.user);
}

async function list(deps: RequestRouteDeps, { user, query }: UserCall): Promise<Reply> {
  const { state, before } = parsedBody(requestQuery, query);
  const requests = await deps.requests.list({
    ...(user.role === 'officer' && { requesterId: user.id }),
    ...(state && { state }),
    beforeMs: before === undefined ? Number.MAX_SAFE_INTEGER : instantOf(before, 'before'),
    limit: requestsPerPage,
  });
  const people = await peopleFor(user, deps);
  return json({ requests: requests.map((each) => requestJson(each, people, deps.clock.nowMs())) });
}

async function end(deps: RequestRouteDeps, call: UserCall): Promise<Reply> {
  const judge = await judgeOf(deps, call);
  const { outcome, note } = parsedBody(newClosing, call.body);
  const said = { outcome, ...(note !== undefined && { note }) };
  const closed = await closeRequest(requestTools(deps), judge, call.params.id, said);
  return json(await requestDetailJson(deps, closed, call.user));
}
