import { z } from 'zod';
import { decideRequest, isNearMost, mayJudge, reviewRequest } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type JudgeDeps, judgeOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { holdJson } from '../retention/hold-json.ts';
import { hold } from '../retention/hold-schemas.ts';
import { type ShorteningDeps, shortening, shorteningsJson } from '../retention/shortening-json.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { type DetailDeps, requestDetailJson, requestDetailsJson } from './opened-json.ts';
import { requestJson } from './request-json.ts';
import { awaitingRequest, filedRequest, newDecision, newReview, requestDetail } from './request-schemas.ts';
import { type RequestDeps, requestTools } from './request-tools.ts';

/** Decisions that wait for a custodian or a deputy. */
const inbox = z
  .strictObject({
    waiting: z.array(awaitingRequest).meta({ description: 'most urgent first' }),
    emergencies: z.array(awaitingRequest).meta({ description: 'not reviewed yet' }),
    withoutLetter: z
      .array(filedRequest)
      .meta({ description: 'emergencies without a written request, 200 at most; the longest waiting first' }),
    shortenings: z.array(shortening).meta({ description: 'what will make footage expire sooner' }),
    holdsDue: z.array(hold).meta({ description: 'whose review is due' }),
    unapproved: z
      .strictObject({ heldBytes: z.number(), mostBytes: z.number(), isNearMost: z.boolean() })
      .meta({
        description:
          'bytes held by unapproved requests and by hand; beyond the maximum none of them is accepted',
      }),
  })
  .meta({ id: 'Inbox' });

type InboxJson = z.input<typeof inbox>;

type InboxDeps = JudgeDeps & RequestDeps & DetailDeps & ShorteningDeps & Pick<ApiDeps, 'holds'>;

export const inboxRoutes = (deps: InboxDeps): Route[] => [
  {
    method: 'get',
    path: '/api/inbox',
    allow: 'decide-requests',
    operation: 'getInbox',
    summary: 'What waits for a custodian or a deputy: requests, emergencies, shorter retention, due holds.',
    answers: answersJson(inbox),
    handle: async (call) => json(await inboxJson(deps, call)),
  },
  {
    method: 'post',
    path: '/api/requests/:id/decision',
    allow: 'decide-requests',
    operation: 'decideRequest',
    summary: 'Approves a request for 30 days, or refuses it with a reason; never the caller’s own.',
    body: newDecision,
    answers: answersJson(requestDetail),
    handle: (call) => decide(deps, call),
  },
  {
    method: 'post',
    path: '/api/requests/:id/review',
    allow: 'decide-requests',
    operation: 'reviewRequest',
    summary: 'Decides whether an emergency was justified; an unjustified one no longer opens footage.',
    body: newReview,
    answers: answersJson(requestDetail),
    handle: (call) => review(deps, call),
  },
];

async function decide(deps: InboxDeps, call: UserCall): Promise<Reply> {
  const { verdict, reason } = parsedBody(newDecision, call.body);
  const said = { verdict, ...(reason !== undefined && { reason }) };
  const judge = await judgeOf(deps, call);
  const decided = await decideRequest(requestTools(deps), judge, call.params.id, said);
  return json(await requestDetailJson(deps, decided, call.user));
}

async function review(deps: InboxDeps, call: UserCall): Promise<Reply> {
  const said = parsedBody(newReview, call.body);
  const judge = await judgeOf(deps, call);
  const reviewed = await reviewRequest(requestTools(deps), judge, call.params.id, said);
  return json(await requestDetailJson(deps, reviewed, call.user));
}

async function inboxJson(deps: InboxDeps, call: UserCall): Promise<InboxJson> {
  const by = await judgeOf(deps, call);
  const { requests, holds, settings } = deps;
  const [awaiting, withoutLetter, all, heldBytes, people] = await Promise.all([
    requests.awaitingAnswer(),
    requests.withoutLetter(),
    holds.list(),
    requests.cappedBytes(),
    peopleFor(call.user, deps),
  ]);
  const decidable = new Set<string>(awaiting.filter((each) => mayJudge(each, by)).map(({ id }) => id));
  const details = await requestDetailsJson(deps, awaiting, { user: call.user, people });
  const shortenings = await shorteningsJson(deps, people);
  const listed = (isEmergency: boolean) =>
    details
      .filter(({ emergency }) => (emergency !== undefined) === isEmergency)
      .map((detail) => ({ ...detail, mayDecide: decidable.has(detail.id) }));
  const mostBytes = settings.unapprovedMostBytes;
  return {
    waiting: listed(false),
    emergencies: listed(true),
    withoutLetter: withoutLetter.map((each) => requestJson(each, people, by.nowMs)),
    shortenings,
    holdsDue: all.map((each) => holdJson(each, people, by)).filter(({ isReviewDue }) => isReviewDue),
    unapproved: { heldBytes, mostBytes, isNearMost: isNearMost(heldBytes, mostBytes) },
  };
}
