import { z } from 'zod';
import { actions, isDeputised, rolesThatMay } from '../../access/index.ts';
import { answersJson, json, type Route } from '../route.ts';
import { role } from './user-schemas.ts';

const rightList = z.strictObject({
  rights: z.array(
    z
      .strictObject({
        action: z.enum(actions),
        roles: z.array(role),
        isDeputised: z.boolean().meta({ description: 'also what a deputy of a custodian may' }),
      })
      .meta({ id: 'Right' }),
  ),
});

export const rightsRoutes = (): Route[] => [
  {
    method: 'get',
    path: '/api/rights',
    allow: 'signed-in',
    operation: 'listRights',
    summary: 'Which roles may do what: the table by which every call is admitted.',
    answers: answersJson(rightList),
    handle: async () => json({ rights: actions.map(rightOf) }),
  },
];

const rightOf = (action: (typeof actions)[number]) => ({
  action,
  roles: [...rolesThatMay(action)],
  isDeputised: isDeputised(action),
});
