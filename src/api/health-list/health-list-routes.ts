import { grantException, registeredCamera, visitList } from '../../camera/index.ts';
import { dayMs, formatInstant } from '../../core/index.ts';
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
import { rangeJson } from '../terms/time.ts';
import { healthList, newException, toDoList } from './health-list-schemas.ts';
import { type ToDoDeps, toDoJson } from './to-do.ts';

export const healthListRoutes = (deps: ToDoDeps): Route[] => [
  {
    method: 'get',
    path: '/api/health/cameras',
    allow: 'manage-cameras',
    operation: 'listVisits',
    summary:
      'Which house to visit first, and why: minutes missing in the last day, cause and remedy, by neighbourhood.',
    answers: answersJson(healthList),
    handle: () => visits(deps),
  },
  {
    method: 'get',
    path: '/api/to-do',
    allow: 'manage-cameras',
    operation: 'listToDo',
    summary:
      'Open tasks: cameras without notice or place, clocks that are off, shared and default passwords.',
    answers: answersJson(toDoList),
    handle: async () => json(await toDoJson(deps)),
  },
  {
    method: 'put',
    path: '/api/cameras/:id/password-exception',
    allow: 'manage-cameras',
    operation: 'grantPasswordException',
    summary: 'Tolerates a shared or default password until a day, with a reason; it stays on the list.',
    body: newException,
    answers: answersNothing,
    handle: (call) => grant(deps, call),
  },
];

async function visits({ health, clock }: ToDoDeps): Promise<Reply> {
  const toMs = clock.nowMs();
  const window = { fromMs: toMs - dayMs, toMs };
  const groups = visitList(await health.days(window));
  return json({
    ...rangeJson(window),
    neighbourhoods: groups.map((group) => ({
      ...group,
      visits: group.visits.map(({ sinceMs, ...visit }) => ({
        ...visit,
        ...(sinceMs === undefined ? {} : { since: formatInstant(sinceMs) }),
      })),
    })),
  });
}

async function grant(deps: ToDoDeps, call: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, call.params.id);
  const { untilOn, reason } = parsedBody(newException, call.body);
  await grantException(deps.health, actorOf(deps, call), { cameraId: camera.id, untilOn, reason });
  return nothing;
}
