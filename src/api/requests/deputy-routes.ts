import { z } from 'zod';
import { appointDeputy, type Deputy, dismissDeputy } from '../../access/index.ts';
import { rangeOf } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { type People, peopleFor, person } from '../terms/person.ts';
import { instant, rangeJson } from '../terms/time.ts';

const newDeputy = z
  .strictObject({
    name: z.string().min(1).max(63).meta({ description: 'sign-in name of the deputy' }),
    from: instant,
    to: instant,
  })
  .meta({ id: 'NewDeputy' });

const deputy = z
  .strictObject({
    id: z.string(),
    custodian: person,
    deputy: person,
    from: instant,
    to: instant,
  })
  .meta({ id: 'Deputy' });

const deputyList = z.strictObject({ deputies: z.array(deputy) });

type DeputyJson = z.input<typeof deputy>;

type DeputyDeps = Pick<ApiDeps, 'deputies' | 'users' | 'custodyEvents' | 'clock'>;

export const deputyRoutes = (deps: DeputyDeps): Route[] => [
  {
    method: 'get',
    path: '/api/deputies',
    allow: 'see-requests',
    operation: 'listDeputies',
    summary: 'Current and future deputies.',
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
    summary: 'Names a deputy of the custodian for a time: a technician or another custodian.',
    body: newDeputy,
    answers: answersJson(deputy, 201),
    handle: (call) => name(deps, call),
  },
  {
    method: 'delete',
    path: '/api/deputies/:id',
    allow: 'name-deputies',
    operation: 'endDeputy',
    summary: 'Ends a deputy before its time.',
    answers: answersNothing,
    handle: (call) => end(deps, call),
  },
];

async function name(deps: DeputyDeps, call: UserCall): Promise<Reply> {
  const given = parsedBody(newDeputy, call.body);
  const range = rangeOf(given.from, given.to, Number.POSITIVE_INFINITY);
  const named = await appointDeputy(deps, actorOf(deps, call), { name: given.name, range });
  return json(deputyJson(named, await peopleFor(call.user, deps)), 201);
}

async function end(deps: DeputyDeps, call: UserCall): Promise<Reply> {
  await dismissDeputy(deps.deputies, actorOf(deps, call), call.params.id);
  return nothing;
}

const deputyJson = ({ id, custodianId, userId, range }: Deputy, people: People): DeputyJson => ({
  id,
  custodian: people(custodianId),
  deputy: people(userId),
  ...rangeJson(range),
});
