import type { Judge } from '../../access/index.ts';
import {
  type Hold,
  holdOf,
  parseHold,
  parseRelease,
  parseReview,
  placeHold,
  releaseHold,
  reviewHold,
} from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type JudgeDeps, judgeOf } from '../caller.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { holdJson } from './hold-json.ts';
import { hold, holdList, holdRelease, holdReview, newHold, placedHold } from './hold-schemas.ts';

type HoldDeps = JudgeDeps & Pick<ApiDeps, 'holds' | 'users' | 'custodyEvents'>;

export const holdRoutes = (deps: HoldDeps): Route[] => [
  {
    method: 'get',
    path: '/api/holds',
    allow: 'see-holds',
    operation: 'listHolds',
    summary: 'All holds: open ones by their review, then released ones.',
    answers: answersJson(holdList),
    handle: async (call) => {
      const [holds, people, judge] = await Promise.all([
        deps.holds.list(),
        peopleFor(call.user, deps),
        judgeOf(deps, call),
      ]);
      return json({ holds: holds.map((each) => holdJson(each, people, judge)) });
    },
  },
  {
    method: 'post',
    path: '/api/holds',
    allow: 'place-holds',
    operation: 'placeHold',
    summary: 'Holds cameras × time, including footage recorded later.',
    body: newHold,
    answers: answersJson(placedHold, 201),
    handle: (call) => place(deps, call),
  },
  {
    method: 'post',
    path: '/api/holds/:id/review',
    allow: 'review-holds',
    operation: 'reviewHold',
    summary: 'Prolongs a hold until its next review.',
    body: holdReview,
    answers: answersJson(hold),
    handle: (call) =>
      change(deps, call, (found, by) => reviewHold(deps.holds, by, found, parseReview(call.body, by.nowMs))),
  },
  {
    method: 'post',
    path: '/api/holds/:id/release',
    allow: 'review-holds',
    operation: 'releaseHold',
    summary: 'Releases a hold: its footage expires as usual.',
    body: holdRelease,
    answers: answersJson(hold),
    handle: (call) =>
      change(deps, call, (found, by) => releaseHold(deps.holds, by, found, parseRelease(call.body))),
  },
];

async function place(deps: HoldDeps, call: UserCall): Promise<Reply> {
  const judge = await judgeOf(deps, call);
  const { requestMaxMs, unapprovedMostBytes } = deps.settings;
  const draft = parseHold(call.body, { nowMs: judge.nowMs, maxAheadMs: requestMaxMs });
  const tools = { holds: deps.holds, maxHeldBytes: unapprovedMostBytes };
  const { hold: kept, placed } = await placeHold(tools, judge, draft);
  return json({ ...holdJson(kept, await peopleFor(call.user, deps), judge), ...placed }, 201);
}

/** Errors: `hold-not-found`, those of `act`. */
async function change(
  deps: HoldDeps,
  call: UserCall,
  act: (found: Hold, by: Judge) => Promise<void>,
): Promise<Reply> {
  const { holds } = deps;
  const judge = await judgeOf(deps, call);
  const found = await holdOf(holds, call.params.id);
  await act(found, judge);
  const changed = (await holds.byId(found.id)) ?? found;
  return json(holdJson(changed, await peopleFor(call.user, deps), judge));
}
