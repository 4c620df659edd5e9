import {
  effectiveScope,
  type FootageRequest,
  formatArea,
  grantRequest,
  parseRequest,
  type User,
} from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { ownRequest } from '../own-request.ts';
import { answersJson, json, type Route } from '../route.ts';
import {
  newRequest,
  type RequestDetailJson,
  type RequestJson,
  requestDetail,
  requestList,
} from '../schemas/request.ts';
import { rangeJson } from '../time-json.ts';

export const requestRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/requests',
    allow: 'request-footage',
    operation: 'fileRequest',
    summary: 'Files a request; it is granted at once, and opens what its effective scope says.',
    body: newRequest,
    answers: answersJson(requestDetail, 201),
    handle: async ({ user, body }) => json(await detailJson(deps, await file(deps, user, body)), 201),
  },
  {
    method: 'get',
    path: '/api/requests',
    allow: 'request-footage',
    operation: 'listRequests',
    summary: 'Your own requests, newest first.',
    answers: answersJson(requestList),
    handle: async ({ user }) => {
      const requests = await deps.requests.ofRequester(user.id);
      return json({ requests: requests.map(requestJson) });
    },
  },
  {
    method: 'get',
    path: '/api/requests/:id',
    allow: 'request-footage',
    operation: 'getRequest',
    summary: 'One request of yours, with its effective scope.',
    answers: answersJson(requestDetail),
    handle: async (call) => json(await detailJson(deps, await ownRequest(deps, call))),
  },
];

async function file(deps: ApiDeps, user: User, body: unknown): Promise<FootageRequest> {
  const { footage, requests, clock, settings } = deps;
  const draft = parseRequest(body, settings.requestMaxMs);
  const cameras = await footage.camerasIn(draft.area, 'area');
  const cameraIds = cameras.map(({ id }) => id).sort();
  return grantRequest(requests, user, { draft, cameraIds, nowMs: clock.nowMs() });
}

/** With what the request really opens, in whole GOPs, as far as it is recorded by now. */
async function detailJson({ footage }: ApiDeps, request: FootageRequest): Promise<RequestDetailJson> {
  const { cameraIds, range } = request;
  const [cameras, ...edges] = await Promise.all([
    footage.camerasIn({ kind: 'cameras', cameraIds }, 'area'),
    footage.segmentsAt(cameraIds, range.fromMs),
    footage.segmentsAt(cameraIds, range.toMs - 1),
  ]);
  const names = new Map(cameras.map(({ id, name }) => [id, name]));
  const opened = effectiveScope(request, edges.flat());
  return {
    ...requestJson(request),
    effectiveScope: opened.map((scope) => ({
      cameraId: scope.cameraId,
      name: names.get(scope.cameraId),
      ...rangeJson(scope),
    })),
  };
}

const requestJson = (request: FootageRequest): RequestJson => ({
  id: request.id,
  caseNumber: request.caseNumber,
  purpose: request.purpose,
  legalBasis: request.legalBasis,
  area: formatArea(request.area),
  ...rangeJson(request.range),
  state: request.state,
  cameraIds: [...request.cameraIds],
  createdAt: formatInstant(request.createdAtMs),
  expiresAt: formatInstant(request.expiresAtMs),
});
