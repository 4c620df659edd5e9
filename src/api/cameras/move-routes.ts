import { type RegisteredCamera, registeredCamera } from '../../camera/index.ts';
import { formatInstant } from '../../core/index.ts';
import { acceptMove, type CameraMove, refuseMove, type ShownAddress } from '../../discovery/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { type QueueDeps, recordSoon } from '../queued.ts';
import { answersJson, answersNothing, json, nothing, type Route } from '../route.ts';
import { type MoveJson, moveList, type ShownJson } from './move-schemas.ts';

type MoveDeps = QueueDeps & Pick<ApiDeps, 'moves' | 'cameras' | 'networks' | 'clock'>;

export const moveRoutes = (deps: MoveDeps): Route[] => [
  {
    method: 'get',
    path: '/api/moves',
    allow: 'manage-cameras',
    operation: 'listMoves',
    summary: 'Devices that claim to be a camera at another address, and wait for a decision.',
    answers: answersJson(moveList),
    handle: async () => json({ moves: await waitingMoves(deps) }),
  },
  {
    method: 'post',
    path: '/api/moves/:id/accept',
    allow: 'manage-cameras',
    operation: 'acceptMove',
    summary: 'The device is the camera: the camera moves there, and its password is sent there.',
    answers: answersNothing,
    handle: async (call) => {
      const { cameraId } = await acceptMove(deps, call.params.id ?? '', actorOf(deps, call));
      await recordSoon(deps, await registeredCamera(deps, cameraId));
      return nothing;
    },
  },
  {
    method: 'post',
    path: '/api/moves/:id/refuse',
    allow: 'manage-cameras',
    operation: 'refuseMove',
    summary: 'The device is not the camera: it is not asked about again.',
    answers: answersNothing,
    handle: async (call) => {
      await refuseMove(deps, call.params.id ?? '', actorOf(deps, call));
      return nothing;
    },
  },
];

async function waitingMoves({ moves, cameras, clock }: MoveDeps): Promise<MoveJson[]> {
  const waiting = await moves.waiting(clock.nowMs());
  const registered = new Map((await cameras.list()).map((each) => [each.camera.id, each]));
  return waiting.flatMap((move) => {
    const known = registered.get(move.cameraId);
    return known ? [moveJson(move, known)] : [];
  });
}

function moveJson(move: CameraMove, { camera, recording }: RegisteredCamera): MoveJson {
  const { id, doubt, address, mac, differences, seenAtMs, found, shown } = move;
  const { endpointUuid, name, hardware } = found;
  const { reason } = recording;
  return {
    id,
    doubt,
    camera: { id: camera.id, name: camera.name, address: camera.address, ...camera.identity, reason },
    device: { address, endpointUuid, statedMac: found.mac, mac, name, hardware },
    differences,
    ...(shown && { shown: { registered: shownJson(shown.registered), device: shownJson(shown.device) } }),
    seenAt: formatInstant(seenAtMs),
  };
}

function shownJson({ onvif, mac }: ShownAddress): ShownJson {
  const { model, serial } = onvif.answer === 'onvif' ? onvif.identity : {};
  return { onvif: onvif.answer, model, serial, mac };
}
