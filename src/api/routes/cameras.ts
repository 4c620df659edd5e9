import { may } from '../../access/index.ts';
import { parseRegistration, type RegisteredCamera } from '../../camera/index.ts';
import { isId, notFound } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parseCameraChanges } from '../camera-changes.ts';
import { cameraDetailJson, cameraHealthJson, cameraJson } from '../camera-json.ts';
import { askToRecord, enrol } from '../enrolment.ts';
import { json, type Route } from '../route.ts';

export const cameraRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/cameras',
    allow: 'see-cameras',
    summary: 'All cameras, by name; for technicians with how recording goes.',
    handle: async ({ user }) => {
      const form = may(user.role, 'manage-cameras') ? cameraHealthJson : cameraJson;
      return json({ cameras: (await deps.cameras.list()).map(form) });
    },
  },
  {
    method: 'post',
    path: '/api/cameras',
    allow: 'manage-cameras',
    summary: 'Registers a found camera (`foundId`), or an RTSP stream (`url`), and has it recorded.',
    handle: async ({ body }) => {
      const id = await enrol(deps, parseRegistration(body));
      return json(cameraDetailJson(await cameraOf(deps, id)), 201);
    },
  },
  {
    method: 'get',
    path: '/api/cameras/:id',
    allow: 'manage-cameras',
    summary: 'One camera: identity, stream, how recording goes.',
    handle: async ({ params }) => json(cameraDetailJson(await cameraOf(deps, params.id))),
  },
  {
    method: 'patch',
    path: '/api/cameras/:id',
    allow: 'manage-cameras',
    summary: 'Changes name, place, credentials, or whether it is recorded.',
    handle: async ({ params, body }) => {
      const before = await cameraOf(deps, params.id);
      await change(deps, before, body);
      return json(cameraDetailJson(await cameraOf(deps, params.id)));
    },
  },
];

async function cameraOf({ cameras }: ApiDeps, id = ''): Promise<RegisteredCamera> {
  const registered = isId('camera', id) ? await cameras.get(id) : undefined;
  if (!registered) throw notFound('camera-not-found', 'There is no such camera.');
  return registered;
}

async function change(deps: ApiDeps, { camera, stream }: RegisteredCamera, body: unknown): Promise<void> {
  const { changes, credentials } = parseCameraChanges(body);
  const sealed = credentials && deps.cipher.seal(credentials, camera.id);
  await deps.cameras.update(camera.id, { ...changes, ...(sealed && { sealed }) });
  if (!credentials && !changes.enabled) return;
  await deps.cameras.retryNow(stream.id);
  await askToRecord(deps, stream);
}
