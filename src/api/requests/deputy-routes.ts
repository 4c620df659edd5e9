import { type Deputy, endDeputy, nameDeputy } from '../../access/index.ts';
import { invalid, isId, notFound, rangeOf } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { type People, peopleFor } from '../terms/person.ts';
import { rangeJson } from '../terms/time.ts';
import { type DeputyJson, deputy, deputyList, newDeputy } from './deputy-schemas.ts';

export const deputyRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/deputies',
    allow: 'see-requests',
    operation: 'listDeputies',
    summary: 'Who judges in whose place, now or later.',
    answers: answersJson(deputyList),
    handle: async ({ user }) => {
      const [deputies, people] = await Promise.all([
        deps.deputies.list(deps.clock.nowMs()),
        peopleFor(user, deps),
      ]);
      return json({ deputies: deputies.map((each) => deputyJson(each, people)) });
    },
  },
  {
    method: 'post',
    path: '/api/deputies',
    allow: 'name-deputies',
    operation: 'nameDeputy',
    summary: 'Names somebody who decides in your place for a while: neither an officer nor an auditor.',
    body: newDeputy,
    answers: answersJson(deputy, 201),
    handle: (call) => name(deps, call),
  },
  {
    method: 'delete',
    path: '/api/deputies/:id',
    allow: 'name-deputies',
    operation: 'endDeputy',
    summary: 'Ends it before its time.',
    answers: answersNothing,
    handle: (call) => end(deps, call),
  },
];

async function name(deps: ApiDeps, { user, body }: UserCall): Promise<Reply> {
  const { users, deputies, clock } = deps;
  const given = bodyOf(newDeputy, body);
  const known = await users.byName(given.name);
  if (!known) throw invalid('unknown-user', 'There is no user of that name.', 'name');
  const range = rangeOf(given.from, given.to, Number.POSITIVE_INFINITY);
  const named = nameDeputy({ user, nowMs: clock.nowMs() }, known, range);
  await deputies.name(named.deputy, named.event);
  return json(deputyJson(named.deputy, await peopleFor(user, deps)), 201);
}

async function end({ deputies, clock }: ApiDeps, { user, params: { id = '' } }: UserCall): Promise<Reply> {
  const known = isId('deputy', id) ? await deputies.byId(id) : undefined;
  if (!known) throw notFound('deputy-not-found', 'There is no such deputy.');
  const nowMs = clock.nowMs();
  await deputies.end(known.id, nowMs, endDeputy({ user, nowMs }, known));
  return nothing;
}

const deputyJson = ({ id, custodianId, userId, range }: Deputy, people: People): DeputyJson => ({
  id,
  custodian: people(custodianId),
  deputy: people(userId),
  ...rangeJson(range),
});
