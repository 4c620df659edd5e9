import { type AppError, type CameraId, newId, notFound } from '../../core/index.ts';
import { type Actor, custodyEvent } from '../../custody/index.ts';
import type { Notice, NoticeForm } from './notice.ts';
import type { NoticeRepository } from './notice-repository.ts';

/** A notice of that camera, recorded now. */
export const recordedNotice = (form: NoticeForm, cameraId: CameraId, nowMs: number): Notice => ({
  ...form,
  id: newId('notice', nowMs),
  cameraId,
  recordedAtMs: nowMs,
  hasPhoto: false,
});

/** Records the sign that tells of a camera; from then on it may be recorded. Errors: `camera-not-found`. */
export async function recordNotice(
  notices: NoticeRepository,
  by: Actor,
  cameraId: CameraId,
  form: NoticeForm,
): Promise<Notice> {
  const recorded = recordedNotice(form, cameraId, by.nowMs);
  const detail = { notice: recorded.id, postedOn: recorded.postedOn };
  const event = custodyEvent(by, 'notice-recorded', { cameraId, detail });
  if (await notices.record(recorded, event)) return recorded;
  throw notFound('camera-not-found', 'There is no such camera.');
}

/** The sign hangs no more: the camera is recorded no longer. Errors: `notice-not-found`. */
export async function withdrawNotice(
  notices: NoticeRepository,
  by: Actor,
  cameraId: CameraId,
): Promise<void> {
  const event = custodyEvent(by, 'notice-withdrawn', { cameraId });
  if (!(await notices.withdraw(cameraId, by.nowMs, event))) throw noNotice();
}

export const noNotice = (): AppError => notFound('notice-not-found', 'No notice of this camera is in force.');
