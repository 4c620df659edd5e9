import { type CameraRepository, cameraChanged } from '../../camera/index.ts';
import { AppError, type CameraNetworks, isId, notFound, refuseOutside } from '../../core/index.ts';
import type { ActingUser } from '../../custody/index.ts';
import type { CameraMove, MoveRepository } from './camera-move.ts';

export interface DecideDeps {
  readonly moves: Pick<MoveRepository, 'get' | 'decide'>;
  readonly cameras: Pick<CameraRepository, 'get' | 'moveTo'>;
  readonly networks: Pick<CameraNetworks, 'isOutside'>;
}

/** The person who decides, and when. */
export interface Decider {
  readonly user: ActingUser;
  readonly nowMs: number;
}

/**
 * A person says that the device is the camera: it moves there and is tried at once, with a digest only. Errors: `move-not-found`
 * (not-found); `camera-delivers` (conflict); `camera-outside-networks` (invalid).
 */
export async function acceptMove(
  { moves, cameras, networks }: DecideDeps,
  named: string,
  by: Decider,
): Promise<CameraMove> {
  const move = await waitingMove(moves, named);
  refuseOutside(networks, move.address);
  const withdrawsBasic = (await cameras.get(move.cameraId))?.camera.allowsBasic === true;
  const event = cameraChanged(by, move.cameraId, ['address', ...(withdrawsBasic ? ['basic-off'] : [])]);
  const isMoved = await cameras.moveTo(move.cameraId, move.address, event, { withdrawsBasic });
  if (!isMoved) throw delivers();
  await moves.decide(move.id, 'accepted', { id: by.user.id, nowMs: by.nowMs });
  return move;
}

/** A person says that the device is not the camera: it is not asked about again. Errors: `move-not-found` (not-found). */
export async function refuseMove(
  { moves }: Pick<DecideDeps, 'moves'>,
  named: string,
  by: Decider,
): Promise<void> {
  const { id } = await waitingMove(moves, named);
  await moves.decide(id, 'refused', { id: by.user.id, nowMs: by.nowMs });
}

async function waitingMove(moves: DecideDeps['moves'], named: string): Promise<CameraMove> {
  const move = isId('move', named) ? await moves.get(named) : undefined;
  if (!move) throw notFound('move-not-found', 'No such device waits for a decision.');
  return move;
}

const delivers = (): AppError =>
  new AppError('conflict', 'camera-delivers', 'The stream of the camera is delivered, so it has not moved.');
