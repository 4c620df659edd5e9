import type { RegisteredCamera } from '../../camera/index.ts';
import { type Clock, type Log, newId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { CameraMove, MoveRepository } from './camera-move.ts';
import type { ClaimingDevice } from './candidacies.ts';
import type { NetworkView } from './network-view.ts';

export interface AskDeps {
  readonly moves: Pick<MoveRepository, 'keep'>;
  readonly view: NetworkView;
  readonly clock: Clock;
  readonly log: Log;
}

/** Puts a device before a person, who decides whether it is the camera; a doubt `differs` is an alarm. */
export async function askPerson(
  { moves, view, clock, log }: AskDeps,
  { camera }: RegisteredCamera,
  { found, address }: ClaimingDevice,
  { doubt, differences = [], shown }: Pick<CameraMove, 'doubt' | 'shown'> & Partial<CameraMove>,
): Promise<void> {
  const nowMs = clock.nowMs();
  const mac = await view.macOf(address);
  const kept = {
    id: newId('move', nowMs),
    cameraId: camera.id,
    address,
    found,
    ...(mac !== undefined && { mac }),
    doubt,
    differences,
    ...(shown && { shown }),
    seenAtMs: nowMs,
  };
  const about = { cameraId: camera.id, address, doubt, differs: differences.map(({ what }) => what) };
  if (doubt === 'differs')
    log.error(about, 'a device in place of a camera is another one; the camera stays where it was');
  else log.warn(about, 'a device says that it is this camera; a person must decide');
  const event = custodyEvent({ nowMs }, 'camera-doubted', { cameraId: camera.id, detail: { doubt } });
  await moves.keep(kept, event);
}
