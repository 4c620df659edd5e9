import type { z } from 'zod';
import {
  atStation,
  type Confirmer,
  confirmProposal,
  givenAnswer,
  isWaiting,
  mayConfirm,
  type Proposal,
  type ProposedAct,
  proposalOfId,
  proposeAct,
  refuseProposal,
  sameStations,
  takeProposalLink,
  userOfId,
  withdrawProposal,
} from '../../access/index.ts';
import { dayMs } from '../../core/index.ts';
import { linkJson } from '../accounts/account-json.ts';
import { oneTimeLink } from '../accounts/link-schemas.ts';
import { emailFaults } from '../accounts/user-schemas.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf, type JudgeDeps, judgeOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { type QueueDeps, queueSoon } from '../queued.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { proposalJson } from './proposal-json.ts';
import { newAnswer, proposal, proposalList, proposedAct } from './proposal-schemas.ts';

type ProposalDeps = JudgeDeps & QueueDeps & Pick<ApiDeps, 'proposals' | 'stations' | 'users'>;

/** So long an answered one stays on the list. */
const listedMs = 30 * dayMs;

export const proposalRoutes = (deps: ProposalDeps): Route[] => [
  {
    method: 'get',
    path: '/api/proposals',
    allow: 'see-proposals',
    operation: 'listProposals',
    summary:
      'Acts on accounts that were proposed within 30 days, newest first; for an auditor, those that wait for one.',
    answers: answersJson(proposalList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'post',
    path: '/api/proposals',
    allow: 'manage-users',
    operation: 'proposeAct',
    summary: 'Proposes to make, reset, enable or give another role to an officer, a custodian or an auditor.',
    body: proposedAct,
    answers: answersJson(proposal, 201),
    handle: (call) => add(deps, call),
  },
  {
    method: 'post',
    path: '/api/proposals/:id/answer',
    allow: 'answer-proposals',
    operation: 'answerProposal',
    summary:
      'Confirms a proposal, which does what was proposed, or refuses it with a reason; never one’s own.',
    body: newAnswer,
    answers: answersJson(proposal),
    handle: (call) => answer(deps, call),
  },
  {
    method: 'delete',
    path: '/api/proposals/:id',
    allow: 'manage-users',
    operation: 'withdrawProposal',
    summary: 'Withdraws one’s own proposal.',
    answers: answersJson(proposal),
    handle: async (call) => {
      const by = actorOf(deps, call);
      const { id } = await proposalOfId(deps.proposals, call.params.id);
      return told(
        deps,
        call,
        await deps.proposals.take(id, (known, ward) => withdrawProposal(known, by, ward)),
      );
    },
  },
  {
    method: 'post',
    path: '/api/proposals/:id/link',
    allow: 'manage-users',
    operation: 'takeProposalLink',
    summary: 'The one-time link of a confirmed proposal to make or reset a user: to its proposer, once.',
    answers: answersJson(oneTimeLink, 201),
    handle: async (call) =>
      json(linkJson(await takeProposalLink(deps.proposals, actorOf(deps, call), call.params.id)), 201),
  },
];

async function list(deps: ProposalDeps, call: UserCall): Promise<Reply> {
  const by = await judgeOf(deps, call);
  const [ward, recent] = await Promise.all([deps.proposals.ward(), deps.proposals.list(by.nowMs - listedMs)]);
  // An auditor reads the log by pseudonyms: the names of a proposal are for those who answer it.
  const isShown = (each: Proposal): boolean =>
    call.user.role !== 'auditor' || mayConfirm(each, by, ward) || givenAnswer(each)?.byId === call.user.id;
  const here = await sameAsProposers(deps, by, recent);
  return json({ proposals: recent.filter(isShown).map((each) => proposalJson(each, { by, ward, here })) });
}

async function add(deps: ProposalDeps, call: UserCall): Promise<Reply> {
  const act = await actOf(deps, parsedBody(proposedAct, call.body, emailFaults));
  return told(deps, call, await proposeAct(deps.proposals, actorOf(deps, call), act), 201);
}

async function answer(deps: ProposalDeps, call: UserCall): Promise<Reply> {
  const said = parsedBody(newAnswer, call.body);
  const { id } = await proposalOfId(deps.proposals, call.params.id);
  const by = await atStation(deps.stations, await judgeOf(deps, call), id);
  const after = await deps.proposals.take(id, (known, ward) =>
    said.verdict === 'confirmed'
      ? confirmProposal(known, by, ward)
      : refuseProposal(known, { ...by, reason: said.reason }, ward),
  );
  return told(deps, call, after);
}

const sameAsProposers = ({ stations }: ProposalDeps, by: Confirmer, proposals: readonly Proposal[]) => {
  const waiting = proposals.filter((each) => isWaiting(each, by.nowMs));
  return sameStations(
    stations,
    by,
    waiting.map(({ id }) => id),
  );
};

/** Errors: `user-not-found`. */
async function actOf({ users }: ProposalDeps, given: z.output<typeof proposedAct>): Promise<ProposedAct> {
  if (given.kind === 'make') return given;
  return { ...given, userId: (await userOfId(users, given.userId)).id };
}

/** Has the letters sent, and answers the proposal as it is now. */
async function told(deps: ProposalDeps, call: UserCall, after: Proposal, status = 200): Promise<Reply> {
  await queueSoon(deps, 'send-notifications', { siteId: deps.settings.site });
  const by = await judgeOf(deps, call);
  const ward = await deps.proposals.ward();
  return json(proposalJson(after, { by, ward, here: new Map() }), status);
}
