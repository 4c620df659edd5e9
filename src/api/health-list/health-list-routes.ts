import { isCalendarDay, visitList } from '../../camera/index.ts';
import { formatInstant, invalid } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { registeredCamera } from '../cameras/registered-camera.ts';
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
import { rangeJson } from '../terms/time.ts';
import { healthList, newException, toDoList } from './health-list-schemas.ts';
import { toDoJson } from './to-do.ts';

const dayMs = 86_400_000;
/** An exception is for a while. */
const longestExceptionMs = 366 * dayMs;

export const healthListRoutes = (deps: ApiDeps): Route[] => [
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
    summary: 'What is to be done until it is: cameras without notice or place, shared and default passwords.',
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

async function visits({ health, clock, settings }: ApiDeps): Promise<Reply> {
  const toMs = clock.nowMs();
  const window = { fromMs: toMs - dayMs, toMs };
  const groups = visitList(await health.days(settings.site, window));
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

async function grant(deps: ApiDeps, { params, body, user }: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, params.id);
  const { untilOn, reason } = bodyOf(newException, body);
  const nowMs = deps.clock.nowMs();
  const isSoon = untilOn <= formatInstant(nowMs + longestExceptionMs).slice(0, 10);
  if (!isCalendarDay(untilOn) || !isSoon) {
    throw invalid(
      'exception-date-invalid',
      'An exception ends on a day like 2026-12-31, within a year.',
      'untilOn',
    );
  }
  await deps.health.keepException({
    cameraId: camera.id,
    untilOn,
    reason,
    grantedBy: user.id,
    grantedAtMs: nowMs,
  });
  return nothing;
}
