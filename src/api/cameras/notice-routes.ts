import {
  calendarDayOf,
  noNotice,
  parseNotice,
  recordNotice,
  registeredCamera,
  withdrawNotice,
} from '../../camera/index.ts';
import { AppError, invalid, notFound } from '../../core/index.ts';
import { noticePhotoKey } from '../../objects/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { uploadOf } from '../http/upload.ts';
import { type QueueDeps, recordSoon } from '../queued.ts';
import {
  answersBytes,
  answersJson,
  answersNothing,
  bytes,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { noticeJson } from './notice-json.ts';
import { newNotice, notice, noticeList } from './notice-schemas.ts';

const path = '/api/cameras/:id/notices';
const photoPath = `${path}/current/photo`;
const maxPhotoBytes = 8 * 1024 * 1024;

type NoticeDeps = QueueDeps & Pick<ApiDeps, 'cameras' | 'notices' | 'objects' | 'clock'>;

export const noticeRoutes = (deps: NoticeDeps): Route[] => [
  {
    method: 'get',
    path,
    allow: 'see-cameras',
    operation: 'listNotices',
    summary: 'The notices of a camera, newest first.',
    answers: answersJson(noticeList),
    handle: async ({ params }) => {
      const { camera } = await registeredCamera(deps, params.id);
      return json({ notices: (await deps.notices.list(camera.id)).map(noticeJson) });
    },
  },
  {
    method: 'post',
    path,
    allow: 'manage-cameras',
    operation: 'recordNotice',
    summary: 'Records the posted notice; from then on the camera may be recorded.',
    body: newNotice,
    answers: answersJson(notice, 201),
    handle: (call) => record(deps, call),
  },
  {
    method: 'delete',
    path: `${path}/current`,
    allow: 'manage-cameras',
    operation: 'withdrawNotice',
    summary: 'Records that the notice was taken down: the camera is no longer recorded.',
    answers: answersNothing,
    handle: async (call) => {
      const { camera } = await registeredCamera(deps, call.params.id);
      await withdrawNotice(deps.notices, actorOf(deps, call), camera.id);
      return nothing;
    },
  },
  {
    method: 'put',
    path: photoPath,
    allow: 'manage-cameras',
    operation: 'keepNoticePhoto',
    summary: 'Stores a photo of the sign: JPEG, at most 8 MB, once per notice.',
    upload: { types: ['image/jpeg'], maxBytes: maxPhotoBytes },
    answers: answersNothing,
    handle: (call) => keepPhoto(deps, call),
  },
  {
    method: 'get',
    path: photoPath,
    allow: 'see-cameras',
    operation: 'getNoticePhoto',
    summary: 'The photo of the sign in force.',
    answers: answersBytes('image/jpeg'),
    handle: ({ params }) => photo(deps, params.id),
  },
];

async function record(deps: NoticeDeps, call: UserCall): Promise<Reply> {
  const registered = await registeredCamera(deps, call.params.id);
  const by = actorOf(deps, call);
  const form = parseNotice(call.body, calendarDayOf(by.nowMs, deps.settings.timeZone));
  const recorded = await recordNotice(deps.notices, by, registered.camera.id, form);
  await recordSoon(deps, registered);
  return json(noticeJson(recorded), 201);
}

async function keepPhoto(deps: NoticeDeps, { params, body }: UserCall): Promise<Reply> {
  const { camera, notice: current } = await registeredCamera(deps, params.id);
  if (!current) throw noNotice();
  if (current.hasPhoto) {
    throw new AppError(
      'conflict',
      'photo-kept',
      'This notice already has a photo. Record a new notice for a new sign.',
    );
  }
  const content = uploadOf(body);
  checkJpeg(content);
  await deps.objects.put(noticePhotoKey(camera.id, current.id), content, 'image/jpeg');
  await deps.notices.keepPhoto(current.id);
  return nothing;
}

async function photo(deps: NoticeDeps, id: string | undefined): Promise<Reply> {
  const { camera, notice: current } = await registeredCamera(deps, id);
  if (!current?.hasPhoto) throw notFound('photo-not-found', 'There is no photo of the sign.');
  return bytes('image/jpeg', await deps.objects.get(noticePhotoKey(camera.id, current.id)));
}

const startOfJpeg = [0xff, 0xd8, 0xff];

/** Whether it is a JPEG by its first bytes: attacker-controlled, whatever it was declared as. Errors: `photo-invalid`. */
function checkJpeg(content: Uint8Array): void {
  if (startOfJpeg.every((byte, i) => content[i] === byte)) return;
  throw invalid('photo-invalid', 'The photo must be a JPEG.');
}
