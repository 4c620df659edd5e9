import { registeredCamera } from '../../camera/index.ts';
import { type Pause, pauseCamera, resumeCamera, withdrawCamera } from '../../contributor/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { type QueueDeps, recordSoon } from '../queued.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { newPauseSchema, newWithdrawalSchema, pause, pauseList } from './pause-schemas.ts';

const path = '/api/cameras/:id/pauses';

type PauseDeps = QueueDeps & Pick<ApiDeps, 'cameras' | 'pauses' | 'ledger' | 'clock'>;

/** Pauses and withdrawals of a camera: src/contributor. */
export const pauseRoutes = (deps: PauseDeps): Route[] => [
  {
    method: 'get',
    path,
    allow: 'see-pauses',
    operation: 'listPauses',
    summary: 'Pauses and withdrawals of a camera, newest first, and the ids of its contributors.',
    answers: answersJson(pauseList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'post',
    path,
    allow: 'answer-contributors',
    operation: 'pauseCamera',
    summary: 'Pauses a camera for a contributor, until a time or until further notice.',
    body: newPauseSchema,
    answers: answersJson(pause, 201),
    handle: (call) => rest(deps, call),
  },
  {
    method: 'delete',
    path: `${path}/current`,
    allow: 'answer-contributors',
    operation: 'resumeCamera',
    summary: 'Ends the pause of a camera.',
    answers: answersNothing,
    handle: (call) => resume(deps, call),
  },
  {
    method: 'post',
    path: '/api/cameras/:id/withdrawal',
    allow: 'answer-contributors',
    operation: 'withdrawCamera',
    summary: 'Withdraws a camera for a contributor: it is never recorded again.',
    body: newWithdrawalSchema,
    answers: answersJson(pause, 201),
    handle: (call) => withdraw(deps, call),
  },
];

async function list(deps: PauseDeps, { params }: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, params.id);
  const [pauses, contributions] = await Promise.all([
    deps.pauses.ofCamera(camera.id),
    deps.ledger.ofCamera(camera.id),
  ]);
  return json({ pauses: pauses.map(pauseJson), contributorIds: contributions.map(({ id }) => id) });
}

async function rest(deps: PauseDeps, call: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, call.params.id);
  const form = parsedBody(newPauseSchema, call.body);
  return json(pauseJson(await pauseCamera(deps.pauses, actorOf(deps, call), camera.id, form)), 201);
}

async function withdraw(deps: PauseDeps, call: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, call.params.id);
  const form = parsedBody(newWithdrawalSchema, call.body);
  return json(pauseJson(await withdrawCamera(deps.pauses, actorOf(deps, call), camera.id, form)), 201);
}

async function resume(deps: PauseDeps, call: UserCall): Promise<Reply> {
  const registered = await registeredCamera(deps, call.params.id);
  await resumeCamera(deps.pauses, actorOf(deps, call), registered.camera.id);
  await recordSoon(deps, registered);
  return nothing;
}

const pauseJson = ({ id, contributorId, kind, reason, fromMs, untilMs, endedAtMs }: Pause) => ({
  id,
  contributorId,
  kind,
  reason,
  from: formatInstant(fromMs),
  ...(untilMs !== undefined && { until: formatInstant(untilMs) }),
  ...(endedAtMs !== undefined && { endedAt: formatInstant(endedAtMs) }),
});
