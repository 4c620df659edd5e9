import { may } from '../../access/index.ts';
import { cameraChanged, changedNames, parseRegistration, type RegisteredCamera } from '../../camera/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route, type UserCall } from '../route.ts';
import { cameraChanges, parseCameraChanges } from './camera-changes.ts';
import { cameraDetailJson, cameraHealthJson, cameraJson } from './camera-json.ts';
import { cameraDetail, cameraList, newCamera } from './camera-schemas.ts';
import { askToRecord, enrol } from './enrolment.ts';
import { registeredCamera } from './registered-camera.ts';

export const cameraRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/cameras',
    allow: 'see-cameras',
    operation: 'listCameras',
    summary: 'All cameras, by name; for technicians with how recording goes.',
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
    summary: 'Registers a found camera (`foundId`), or an RTSP stream (`url`), and has it recorded.',
    body: newCamera,
    answers: answersJson(cameraDetail, 201),
    handle: async ({ user, body }) => {
      const id = await enrol(deps, user, parseRegistration(body));
      return json(cameraDetailJson(await registeredCamera(deps, id)), 201);
    },
  },
  {
    method: 'get',
    path: '/api/cameras/:id',
    allow: 'manage-cameras',
    operation: 'getCamera',
    summary: 'One camera: identity, stream, how recording goes.',
    answers: answersJson(cameraDetail),
    handle: async ({ params }) => json(cameraDetailJson(await registeredCamera(deps, params.id))),
  },
  {
    method: 'patch',
    path: '/api/cameras/:id',
    allow: 'manage-cameras',
    operation: 'changeCamera',
    summary: 'Changes name, place, credentials, or whether it is recorded.',
    body: cameraChanges,
    answers: answersJson(cameraDetail),
    handle: async ({ user, params, body }) => {
      const before = await registeredCamera(deps, params.id);
      await change(deps, user, before, body);
      return json(cameraDetailJson(await registeredCamera(deps, params.id)));
    },
  },
];

async function change(
  deps: ApiDeps,
  user: UserCall['user'],
  { camera, stream }: RegisteredCamera,
  body: unknown,
): Promise<void> {
  const { changes: plain, credentials } = parseCameraChanges(body);
  const sealed = credentials && deps.cipher.seal(credentials, camera.id);
  const changes = { ...plain, ...(sealed && { sealed }) };
  const names = changedNames(camera, changes);
  const event = cameraChanged({ user, nowMs: deps.clock.nowMs() }, camera.id, names);
  if (names.length > 0) await deps.cameras.update(camera.id, changes, event);
  if (!credentials && !changes.enabled) return;
  await deps.cameras.retryNow(stream.id);
  await askToRecord(deps, stream);
}
