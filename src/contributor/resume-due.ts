import type { CameraId, Clock } from '../core/index.ts';
import { custodyEvent } from '../custody/index.ts';
import type { PauseBook } from './pause.ts';

/** Ends the pauses whose time is over, in the service's name; answers the cameras that may be recorded again. */
export async function resumeDue({
  pauses,
  clock,
}: {
  readonly pauses: PauseBook;
  readonly clock: Clock;
}): Promise<CameraId[]> {
  const nowMs = clock.nowMs();
  const due = await pauses.due(nowMs);
  for (const { id, cameraId } of due) {
    await pauses.resume(
      cameraId,
      custodyEvent({ nowMs }, 'camera-resumed', { cameraId, detail: { pause: id } }),
    );
  }
  return due.map(({ cameraId }) => cameraId);
}
