import {
  decide,
  type FootageRequest,
  type Judge,
  mayJudge,
  reviewEmergency,
  type Step,
} from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { judgeOf } from '../caller.ts';
import { bodyOf } from '../http/body.ts';
import { holdJson } from '../retention/hold-json.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { type InboxJson, inbox } from './inbox-schemas.ts';
import { requestDetailJson, requestDetailsJson } from './opened-json.ts';
import { newDecision, newReview, requestDetail } from './request-schemas.ts';
import { isNearMost, requestOf, takeStep } from './request-steps.ts';

export const inboxRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/inbox',
    allow: 'decide-requests',
    operation: 'getInbox',
    summary: 'What waits for a custodian or a deputy: requests, emergencies, holds, and what they hold.',
    answers: answersJson(inbox),
    handle: async (call) => json(await inboxJson(deps, call)),
  },
  {
    method: 'post',
    path: '/api/requests/:id/decision',
    allow: 'decide-requests',
    operation: 'decideRequest',
    summary: 'Approves a request for 30 days, or refuses it with a reason; never one’s own.',
    body: newDecision,
    answers: answersJson(requestDetail),
    handle: (call) => {
      const { verdict, reason } = bodyOf(newDecision, call.body);
      const said = { verdict, ...(reason !== undefined && { reason }) };
      return judge(deps, call, (request, by) => decide(request, said, by));
    },
  },
  {
    method: 'post',
    path: '/api/requests/:id/review',
    allow: 'decide-requests',
    operation: 'reviewRequest',
    summary: 'Says whether an emergency was one; what was not justified opens nothing any more.',
    body: newReview,
    answers: answersJson(requestDetail),
    handle: (call) => {
      const said = bodyOf(newReview, call.body);
      return judge(deps, call, (request, by) => reviewEmergency(request, said, by));
    },
  },
];

async function judge(
  deps: ApiDeps,
  call: UserCall,
  step: (request: FootageRequest, by: Judge) => Step,
): Promise<Reply> {
  const by = await judgeOf(deps, call);
  const taken = step(await requestOf(deps, call, by), by);
  await takeStep(deps, taken);
  return json(await requestDetailJson(deps, taken.after, call.user));
}

async function inboxJson(deps: ApiDeps, call: UserCall): Promise<InboxJson> {
  const by = await judgeOf(deps, call);
  const { requests, holds, settings } = deps;
  const [awaiting, all, heldBytes, people] = await Promise.all([
    requests.awaitingAnswer(),
    holds.list(settings.site),
    requests.unapprovedBytes(),
    peopleFor(call.user, deps),
  ]);
  const decidable = new Set<string>(awaiting.filter((each) => mayJudge(each, by)).map(({ id }) => id));
  const details = await requestDetailsJson(deps, awaiting, { user: call.user, people });
  const listed = (isEmergency: boolean) =>
    details
      .filter(({ emergency }) => (emergency !== undefined) === isEmergency)
      .map((detail) => ({ ...detail, mayDecide: decidable.has(detail.id) }));
  const mostBytes = settings.unapprovedMostBytes;
  return {
    waiting: listed(false),
    emergencies: listed(true),
    holdsDue: all.map((each) => holdJson(each, people, by)).filter(({ isReviewDue }) => isReviewDue),
    unapproved: { heldBytes, mostBytes, isNearMost: isNearMost(heldBytes, mostBytes) },
  };
}
