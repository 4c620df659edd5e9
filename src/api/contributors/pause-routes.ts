import { type Pause, newPause as pauseOf, newWithdrawal as withdrawalOf } from '../../contributor/index.ts';
import { formatInstant } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { askToRecord } from '../cameras/enrolment.ts';
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
import { newPause, newWithdrawal, pause, pauseList } from './pause-schemas.ts';

const path = '/api/cameras/:id/pauses';

/** What contributors ask of a camera: src/contributor. */
export const pauseRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path,
    allow: 'see-pauses',
    operation: 'listPauses',
    summary: 'What contributors asked of a camera, newest first, and the ids of those who may ask.',
    answers: answersJson(pauseList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'post',
    path,
    allow: 'answer-contributors',
    operation: 'pauseCamera',
    summary: 'A contributor wants the camera to rest, until a time or until further notice.',
    body: newPause,
    answers: answersJson(pause, 201),
    handle: (call) => begin(deps, call, 'paused'),
  },
  {
    method: 'delete',
    path: `${path}/current`,
    allow: 'answer-contributors',
    operation: 'resumeCamera',
    summary: 'The camera may be recorded again.',
    answers: answersNothing,
    handle: (call) => resume(deps, call),
  },
  {
    method: 'post',
    path: '/api/cameras/:id/withdrawal',
    allow: 'answer-contributors',
    operation: 'withdrawCamera',
    summary: 'A contributor withdraws the camera for good: it is never recorded again.',
    body: newWithdrawal,
    answers: answersJson(pause, 201),
    handle: (call) => begin(deps, call, 'withdrawn'),
  },
];

async function list(deps: ApiDeps, { params }: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, params.id);
  const [pauses, contributions] = await Promise.all([
    deps.pauses.ofCamera(camera.id),
    deps.ledger.ofCamera(camera.id),
  ]);
  return json({ pauses: pauses.map(pauseJson), contributorIds: contributions.map(({ id }) => id) });
}

async function begin(deps: ApiDeps, { params, body, user }: UserCall, kind: Pause['kind']): Promise<Reply> {
  const { camera } = await registeredCamera(deps, params.id);
  const nowMs = deps.clock.nowMs();
  const asking = { cameraId: camera.id, nowMs };
  const begun =
    kind === 'paused'
      ? pauseOf(bodyOf(newPause, body), asking)
      : withdrawalOf(bodyOf(newWithdrawal, body), asking);
  const detail = { pause: begun.id, contributor: begun.contributorId };
  const event = custodyEvent({ user, nowMs }, `camera-${kind}`, { cameraId: camera.id, detail });
  await deps.pauses.begin(begun, event);
  return json(pauseJson(begun), 201);
}

async function resume(deps: ApiDeps, { params, user }: UserCall): Promise<Reply> {
  const { camera, stream } = await registeredCamera(deps, params.id);
  const nowMs = deps.clock.nowMs();
  await deps.pauses.resume(
    camera.id,
    custodyEvent({ user, nowMs }, 'camera-resumed', { cameraId: camera.id }),
  );
  await askToRecord(deps, stream);
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
