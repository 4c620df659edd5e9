import { changeDraft, dropDraft, parseRequest, saveDraft, submitDraft } from '../../access/index.ts';
import { actorOf } from '../caller.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { type DetailDeps, filedReply, requestDetailJson } from './opened-json.ts';
import { newRequest, requestDetail, submittedRequest } from './request-schemas.ts';
import { boundsOf, type RequestDeps, requestTools } from './request-tools.ts';

type DraftDeps = RequestDeps & DetailDeps;

/** Drafts: only their officer sees them, no event records them, and they hold nothing. */
export const draftRoutes = (deps: DraftDeps): Route[] => [
  {
    method: 'post',
    path: '/api/drafts',
    allow: 'request-footage',
    operation: 'keepDraft',
    summary: 'Saves a draft of a request; only its officer sees it, and it holds nothing.',
    body: newRequest,
    answers: answersJson(requestDetail, 201),
    handle: async (call) => {
      const said = parseRequest(call.body, boundsOf(deps));
      const draft = await saveDraft(deps, actorOf(deps, call), said);
      return json(await requestDetailJson(deps, draft, call.user), 201);
    },
  },
  {
    method: 'put',
    path: '/api/drafts/:id',
    allow: 'request-footage',
    operation: 'changeDraft',
    summary: 'Replaces the content of a draft.',
    body: newRequest,
    answers: answersJson(requestDetail),
    handle: async (call) => {
      const said = parseRequest(call.body, boundsOf(deps));
      const draft = await changeDraft(deps, actorOf(deps, call), call.params.id, said);
      return json(await requestDetailJson(deps, draft, call.user));
    },
  },
  {
    method: 'delete',
    path: '/api/drafts/:id',
    allow: 'request-footage',
    operation: 'dropDraft',
    summary: 'Deletes a draft.',
    answers: answersNothing,
    handle: async (call) => {
      await dropDraft(deps, actorOf(deps, call), call.params.id);
      return nothing;
    },
  },
  {
    method: 'post',
    path: '/api/drafts/:id/submission',
    allow: 'request-footage',
    operation: 'submitDraft',
    summary: 'Submits a draft: its cameras are fixed, and their footage is held.',
    answers: answersJson(submittedRequest, 201),
    handle: (call) => submit(deps, call),
  },
];

async function submit(deps: DraftDeps, call: UserCall): Promise<Reply> {
  const filed = await submitDraft(requestTools(deps), actorOf(deps, call), call.params.id);
  return filedReply(deps, filed, call.user);
}
