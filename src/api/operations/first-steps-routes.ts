import { z } from 'zod';
import { firstStepNames, firstSteps, mailState, rolesWithoutPeople } from '../../access/index.ts';
import { role } from '../accounts/user-schemas.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Reply, type Route } from '../route.ts';

const count = z.int().nonnegative();

const firstStepList = z.strictObject({
  steps: z.array(
    z
      .strictObject({
        step: z.enum(firstStepNames),
        done: count,
        of: count.meta({ description: 'the step is done when `done` equals it' }),
        roles: z.array(role).meta({ description: 'those who may do it' }),
        people: z.array(z.string()).meta({ description: 'full names of enabled users of these roles' }),
      })
      .meta({ id: 'FirstStep' }),
  ),
  missingRoles: z.array(role).meta({ description: 'those without an enabled user' }),
  hasMailServer: z.boolean(),
});

type FirstStepDeps = Pick<
  ApiDeps,
  'users' | 'outbox' | 'places' | 'ledger' | 'policies' | 'clock' | 'settings'
>;

export const firstStepsRoutes = (deps: FirstStepDeps): Route[] => [
  {
    method: 'get',
    path: '/api/first-steps',
    allow: 'manage-users',
    operation: 'listFirstSteps',
    summary: 'What an administrator sets up first, how far it is, and who may do it.',
    answers: answersJson(firstStepList),
    handle: () => steps(deps),
  },
];

async function steps(deps: FirstStepDeps): Promise<Reply> {
  const { hasMailServer } = deps.settings;
  const [users, mail, shapes, ledger, versions] = await Promise.all([
    deps.users.list(),
    mailState({ ...deps, hasServer: hasMailServer }),
    deps.places.shapeCount(),
    deps.ledger.byNeighbourhood(),
    deps.policies.history(deps.clock.nowMs()),
  ]);
  const sum = (of: 'cameras' | 'withNotice') => ledger.reduce((all, line) => all + line[of], 0);
  const facts = {
    users,
    shapes,
    cameras: sum('cameras'),
    noticed: sum('withNotice'),
    hasPolicy: versions.at(-1)?.policy !== undefined,
    mail,
  };
  const found = firstSteps(facts).map(({ roles, people, ...step }) => ({
    ...step,
    roles: [...roles],
    people: [...people],
  }));
  return json({ steps: found, missingRoles: [...rolesWithoutPeople(users)], hasMailServer });
}
