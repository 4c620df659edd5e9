import type { z } from 'zod';
import type { CameraId, Clock, PauseId } from '../core/index.ts';
import { type Actor, custodyEvent } from '../custody/index.ts';
import type { Pause, PauseRepository } from './pause.ts';
import { newPause, newWithdrawal, type pauseForm, type withdrawalForm } from './pause-form.ts';

/** Pauses a camera for a time, as its contributor wishes. Errors: those of `newPause` and `PauseRepository.begin`. */
export const pauseCamera = (
  pauses: PauseRepository,
  by: Required<Actor>,
  cameraId: CameraId,
  form: z.output<typeof pauseForm>,
): Promise<Pause> => begin(pauses, by, newPause(form, { cameraId, nowMs: by.nowMs }));

/** Ends the recording of a camera for good, as its contributor wishes. Errors: those of `newWithdrawal` and `PauseRepository.begin`. */
export const withdrawCamera = (
  pauses: PauseRepository,
  by: Required<Actor>,
  cameraId: CameraId,
  form: z.output<typeof withdrawalForm>,
): Promise<Pause> => begin(pauses, by, newWithdrawal(form, { cameraId, nowMs: by.nowMs }));

async function begin(pauses: PauseRepository, by: Required<Actor>, pause: Pause): Promise<Pause> {
  const { id, cameraId, contributorId, kind } = pause;
  const detail = { pause: id, contributor: contributorId };
  await pauses.begin(pause, custodyEvent(by, `camera-${kind}`, { cameraId, detail }));
  return pause;
}

/** Ends a pause; `pause` is named where its time ended it. Errors, conflict: `camera-not-paused`, `camera-withdrawn`. */
export const resumeCamera = (
  pauses: PauseRepository,
  by: Actor,
  cameraId: CameraId,
  pause?: PauseId,
): Promise<void> => {
  const about = { cameraId, ...(pause && { detail: { pause } }) };
  return pauses.resume(cameraId, custodyEvent(by, 'camera-resumed', about));
};

/** Ends the pauses whose time is over, in the service's name; answers the cameras that may be recorded again. */
export async function resumeDue({
  pauses,
  clock,
}: {
  readonly pauses: PauseRepository;
  readonly clock: Clock;
}): Promise<CameraId[]> {
  const nowMs = clock.nowMs();
  const due = await pauses.due(nowMs);
  for (const { id, cameraId } of due) await resumeCamera(pauses, { nowMs }, cameraId, id);
  return due.map(({ cameraId }) => cameraId);
}
