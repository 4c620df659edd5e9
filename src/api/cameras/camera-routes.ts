import { may } from '../../access/index.ts';
import { changeCamera, registeredCamera } from '../../camera/index.ts';
import type { CameraId } from '../../core/index.ts';
import { enrolCamera, parseRegistration, tryRegistration } from '../../enrolment/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { type QueueDeps, recordSoon } from '../queued.ts';
import { answersJson, answersNothing, json, nothing, type Route, type UserCall } from '../route.ts';
import { cameraChanges, parseCameraChanges } from './camera-changes.ts';
import { cameraDetailJson, cameraHealthJson, cameraJson } from './camera-json.ts';
import { cameraDetail, cameraList, newCamera } from './camera-schemas.ts';
import { type TrialDeps, throttled } from './stream-trial-routes.ts';

type CameraDeps = QueueDeps &
  TrialDeps &
  Pick<ApiDeps, 'cameras' | 'discoveries' | 'directory' | 'cipher' | 'clock'>;

export const cameraRoutes = (deps: CameraDeps): Route[] => [
  {
    method: 'get',
    path: '/api/cameras',
    allow: 'see-cameras',
    operation: 'listCameras',
    summary: 'All cameras, by name; for technicians with the state of recording.',
    answers: answersJson(cameraList),
    handle: async ({ user }) => {
      const form = may(user.role, 'manage-cameras') ? cameraHealthJson : cameraJson;
      return json({ cameras: (await deps.cameras.list()).map(form) });
    },
  },
  {
    method: 'post',
    path: '/api/cameras',
    allow: 'manage-cameras',
    operation: 'registerCamera',
    summary:
      'Registers a found camera (`foundId`), or an RTSP stream (`url`) after a trial, and starts recording.',
    body: newCamera,
    answers: answersJson(cameraDetail, 201),
    handle: async (call) => {
      const id = await enrol(deps, call);
      return json(cameraDetailJson(await registeredCamera(deps, id)), 201);
    },
  },
  {
    method: 'get',
    path: '/api/cameras/:id',
    allow: 'manage-cameras',
    operation: 'getCamera',
    summary: 'One camera: identity, stream, state of recording.',
    answers: answersJson(cameraDetail),
    handle: async ({ params }) => json(cameraDetailJson(await registeredCamera(deps, params.id))),
  },
  {
    method: 'patch',
    path: '/api/cameras/:id',
    allow: 'manage-cameras',
    operation: 'changeCamera',
    summary: 'Changes name, place, credentials, whether Basic is allowed, or whether it is recorded.',
    body: cameraChanges,
    answers: answersJson(cameraDetail),
    handle: async (call) => {
      await change(deps, call);
      return json(cameraDetailJson(await registeredCamera(deps, call.params.id)));
    },
  },
  {
    method: 'post',
    path: '/api/cameras/:id/retry',
    allow: 'manage-cameras',
    operation: 'retryCamera',
    summary: 'Tries to record the camera now, also where it refused its password before.',
    answers: answersNothing,
    handle: async ({ params }) => {
      const registered = await registeredCamera(deps, params.id);
      await deps.cameras.retryNow(registered.stream.id);
      await recordSoon(deps, registered);
      return nothing;
    },
  },
];

/** Registers a camera and has it recorded, if it may be. Errors: those of a trial and of `enrolCamera`. */
async function enrol(deps: CameraDeps, { user, body }: UserCall): Promise<CameraId> {
  const registration = parseRegistration(body);
  await tryRegistration(throttled(deps), registration, user);
  const { site: siteId, timeZone } = deps.settings;
  const stream = await enrolCamera({ ...deps, siteId, timeZone }, registration, user);
  if (registration.notice) await recordSoon(deps, await registeredCamera(deps, stream.cameraId));
  return stream.cameraId;
}

async function change(deps: CameraDeps, call: UserCall): Promise<void> {
  const before = await registeredCamera(deps, call.params.id);
  const isDue = await changeCamera(deps, actorOf(deps, call), before, parseCameraChanges(call.body));
  if (isDue) await recordSoon(deps, before);
}
