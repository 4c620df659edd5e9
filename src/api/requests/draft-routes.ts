import { newDraft, parseRequest, redrafted, requireDraft, submit } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { requestDetailJson } from './opened-json.ts';
import { newRequest, requestDetail, submittedRequest } from './request-schemas.ts';
import { boundsOf, camerasIn, ownRequest, takeStep } from './request-steps.ts';

/** What an officer has not submitted yet: seen by nobody else, recorded nowhere, holding nothing. */
export const draftRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/drafts',
    allow: 'request-footage',
    operation: 'keepDraft',
    summary: 'Keeps a request to go on with later; nobody else sees it, and it holds nothing.',
    body: newRequest,
    answers: answersJson(requestDetail, 201),
    handle: async (call) => {
      const draft = newDraft(parseRequest(call.body, boundsOf(deps)), handOf(deps, call));
      await deps.requests.keepDraft(draft);
      return json(await requestDetailJson(deps, draft, call.user), 201);
    },
  },
  {
    method: 'put',
    path: '/api/drafts/:id',
    allow: 'request-footage',
    operation: 'changeDraft',
    summary: 'Replaces what a draft says.',
    body: newRequest,
    answers: answersJson(requestDetail),
    handle: async (call) => {
      const said = parseRequest(call.body, boundsOf(deps));
      const draft = redrafted(await ownRequest(deps, call), said);
      await deps.requests.keepDraft(draft);
      return json(await requestDetailJson(deps, draft, call.user));
    },
  },
  {
    method: 'delete',
    path: '/api/drafts/:id',
    allow: 'request-footage',
    operation: 'dropDraft',
    summary: 'Throws a draft away.',
    answers: answersNothing,
    handle: async (call) => {
      const draft = await ownRequest(deps, call);
      requireDraft(draft);
      await deps.requests.dropDraft(draft);
      return nothing;
    },
  },
  {
    method: 'post',
    path: '/api/drafts/:id/submission',
    allow: 'request-footage',
    operation: 'submitDraft',
    summary: 'Submits a draft: the cameras in its area are fixed, and what they saw is held.',
    answers: answersJson(submittedRequest, 201),
    handle: (call) => submitKept(deps, call),
  },
];

const handOf = ({ clock }: ApiDeps, { user }: UserCall) => ({ user, nowMs: clock.nowMs() });

async function submitKept(deps: ApiDeps, call: UserCall): Promise<Reply> {
  const draft = await ownRequest(deps, call);
  const submission = { isKept: true, mostHeldBytes: deps.settings.unapprovedMostBytes };
  const step = submit(draft, { ...submission, cameraIds: await camerasIn(deps, draft) }, handOf(deps, call));
  const { rescued, tooLate } = await takeStep(deps, step);
  return json({ ...(await requestDetailJson(deps, step.after, call.user)), rescued, tooLate }, 201);
}
