import { calendarDayOf, noticeRecorded, noticeWithdrawn, parseNotice } from '../../camera/index.ts';
import { AppError, newId, notFound } from '../../core/index.ts';
import { noticePhotoKey } from '../../ingest/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { checkJpeg } from '../http/jpeg.ts';
import { uploadOf } from '../http/upload.ts';
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
import { askToRecord } from './enrolment.ts';
import { noticeJson } from './notice-json.ts';
import { newNotice, notice, noticeList } from './notice-schemas.ts';
import { registeredCamera } from './registered-camera.ts';

const path = '/api/cameras/:id/notices';
const photoPath = `${path}/current/photo`;
const largestPhotoBytes = 8 * 1024 * 1024;

export const noticeRoutes = (deps: ApiDeps): Route[] => [
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
    summary: 'Records the sign that tells of the camera; from then on it may be recorded.',
    body: newNotice,
    answers: answersJson(notice, 201),
    handle: (call) => record(deps, call),
  },
  {
    method: 'delete',
    path: `${path}/current`,
    allow: 'manage-cameras',
    operation: 'withdrawNotice',
    summary: 'The sign hangs no more: the camera is recorded no longer.',
    answers: answersNothing,
    handle: async ({ user, params }) => {
      const { camera } = await registeredCamera(deps, params.id);
      const nowMs = deps.clock.nowMs();
      if (!(await deps.notices.withdraw(camera.id, nowMs, noticeWithdrawn({ user, nowMs }, camera.id))))
        throw noNotice();
      return nothing;
    },
  },
  {
    method: 'put',
    path: photoPath,
    allow: 'manage-cameras',
    operation: 'keepNoticePhoto',
    summary: 'Keeps a photo of the sign: JPEG, 8 MB at most, once per notice.',
    upload: { types: ['image/jpeg'], longestBytes: largestPhotoBytes },
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

async function record(deps: ApiDeps, { user, params, body }: UserCall): Promise<Reply> {
  const { camera, stream } = await registeredCamera(deps, params.id);
  const nowMs = deps.clock.nowMs();
  const form = parseNotice(body, calendarDayOf(nowMs, deps.settings.timeZone));
  const recorded = {
    ...form,
    id: newId('notice', nowMs),
    cameraId: camera.id,
    recordedAtMs: nowMs,
    hasPhoto: false,
  };
  const event = noticeRecorded({ user, nowMs }, recorded);
  if (!(await deps.notices.record(recorded, event)))
    throw notFound('camera-not-found', 'There is no such camera.');
  await askToRecord(deps, stream);
  return json(noticeJson(recorded), 201);
}

async function keepPhoto(deps: ApiDeps, { params, body }: UserCall): Promise<Reply> {
  const { camera, notice: current } = await registeredCamera(deps, params.id);
  if (!current) throw noNotice();
  if (current.hasPhoto) {
    throw new AppError(
      'conflict',
      'photo-kept',
      'This notice has its photo. Record a new notice for a new sign.',
    );
  }
  const content = uploadOf(body);
  checkJpeg(content);
  await deps.objects.put(noticePhotoKey(camera.id, current.id), content, 'image/jpeg');
  await deps.notices.keepPhoto(current.id);
  return nothing;
}

async function photo(deps: ApiDeps, id: string | undefined): Promise<Reply> {
  const { camera, notice: current } = await registeredCamera(deps, id);
  if (!current?.hasPhoto) throw notFound('photo-not-found', 'There is no photo of the sign.');
  return bytes('image/jpeg', await deps.objects.get(noticePhotoKey(camera.id, current.id)));
}

const noNotice = (): AppError => notFound('notice-not-found', 'No notice of this camera is in force.');
