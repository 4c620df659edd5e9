import { AppError, formatInstant, isId, newId, notFound } from '../../core/index.ts';
import { type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import { type Hold, parseHold, parseRelease, parseReview } from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { judgeOf } from '../caller.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { holdJson } from './hold-json.ts';
import { hold, holdList, holdRelease, holdReview, newHold, placedHold } from './hold-schemas.ts';

export const holdRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/holds',
    allow: 'see-holds',
    operation: 'listHolds',
    summary: 'All holds: open ones by their review, then released ones.',
    answers: answersJson(holdList),
    handle: async (call) => {
      const [holds, people, judge] = await Promise.all([
        deps.holds.list(deps.settings.site),
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
    summary: 'Keeps cameras × time from expiring, also what is recorded later.',
    body: newHold,
    answers: answersJson(placedHold, 201),
    handle: (call) => place(deps, call),
  },
  {
    method: 'post',
    path: '/api/holds/:id/review',
    allow: 'review-holds',
    operation: 'reviewHold',
    summary: 'Keeps a hold until its next review.',
    body: holdReview,
    answers: answersJson(hold),
    handle: (call) =>
      change(deps, call, async ({ id }, nowMs) => {
        const reviewAtMs = parseReview(call.body, nowMs);
        const detail = { holdId: id, reviewAt: formatInstant(reviewAtMs) };
        await deps.holds.review(
          id,
          reviewAtMs,
          custodyEvent({ user: call.user, nowMs }, 'hold-reviewed', { detail }),
        );
      }),
  },
  {
    method: 'post',
    path: '/api/holds/:id/release',
    allow: 'review-holds',
    operation: 'releaseHold',
    summary: 'Ends a hold: what it kept expires with the rest.',
    body: holdRelease,
    answers: answersJson(hold),
    handle: (call) =>
      change(deps, call, async ({ id, requestId }, nowMs) => {
        const reason = parseRelease(call.body);
        if (requestId)
          throw new AppError('conflict', 'hold-of-request', 'It ends with the request it is bound to.');
        const event = custodyEvent({ user: call.user, nowMs }, 'hold-released', { detail: { holdId: id } });
        await deps.holds.release(id, { atMs: nowMs, byId: call.user.id, reason }, event);
      }),
  },
];

async function place(deps: ApiDeps, call: UserCall): Promise<Reply> {
  const { holds, clock, settings } = deps;
  const nowMs = clock.nowMs();
  const placed: Hold = {
    ...parseHold(call.body, nowMs),
    id: newId('hold', nowMs),
    siteId: settings.site,
    ownerId: call.user.id,
    createdAtMs: nowMs,
  };
  const outcome = await holds.place(placed, eventOfPlacing(call, placed));
  const people = await peopleFor(call.user, deps);
  return json({ ...holdJson(placed, people, await judgeOf(deps, call)), ...outcome }, 201);
}

function eventOfPlacing(
  { user }: UserCall,
  { id, cameraIds, range, caseNumber, createdAtMs }: Hold,
): CustodyEvent {
  const detail = { holdId: id, cameras: cameraIds.join(' '), caseNumber };
  return custodyEvent({ user, nowMs: createdAtMs }, 'hold-placed', { detail, range });
}

/** Errors: `hold-not-found`, `hold-released`. */
async function change(
  deps: ApiDeps,
  call: UserCall,
  act: (found: Hold, nowMs: number) => Promise<void>,
): Promise<Reply> {
  const { holds, settings } = deps;
  const { id = '' } = call.params;
  const judge = await judgeOf(deps, call);
  const found = isId('hold', id) ? await holds.byId(id) : undefined;
  if (found?.siteId !== settings.site) throw notFound('hold-not-found', 'There is no such hold.');
  await act(found, judge.nowMs);
  const changed = (await holds.byId(found.id)) ?? found;
  return json(holdJson(changed, await peopleFor(call.user, deps), judge));
}
