import { type CameraRepository, cameraChanged, type RegisteredCamera } from '../../camera/index.ts';
import { type Clock, inParallel, type Log, newId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { Change, DiscoveryResult } from '../discovery.ts';
import type { MoveDoubt, MoveRepository } from './camera-move.ts';
import { type Candidacy, type ClaimingDevice, candidaciesIn } from './candidacies.ts';
import { isProven, isStillThere, portsOf } from './device-proof.ts';
import type { NetworkView } from './network-view.ts';
import { type VerifyDeps, verifyClaimant } from './verification.ts';

export interface FollowDeps extends VerifyDeps {
  readonly cameras: VerifyDeps['cameras'] & Pick<CameraRepository, 'get' | 'moveTo'>;
  readonly moves: Pick<MoveRepository, 'keep'>;
  readonly view: NetworkView;
  readonly clock: Clock;
  readonly log: Log;
}

/** Each waits for an address that may be silent. */
const atOnce = 32;

/**
 * Follows cameras to their new addresses (quirk 7). Whoever answers a probe may say that it is any camera, so:
 *
 * 1. a camera whose stream is delivered, or whose old address still answers, is never moved;
 * 2. nothing is signed for a device that the network does not show to be the camera;
 * 3. the camera moves when that device also tells what the camera told at its enrolment.
 *
 * Everything else waits for a person.
 */
export async function followMoved(deps: FollowDeps, results: readonly DiscoveryResult[]): Promise<void> {
  await inParallel(atOnce, candidaciesIn(results), (candidacy) => follow(deps, candidacy));
}

async function follow(deps: FollowDeps, { camera: { id }, claimants }: Candidacy): Promise<void> {
  const registered = await deps.cameras.get(id);
  if (!registered || registered.recording.state === 'recording') return;
  const { camera, stream } = registered;
  if (await isStillThere(deps.view, camera, portsOf([camera.onvifUrl ?? '', stream.url]))) return;
  const proven = await provenAmong(deps, registered, claimants);
  const [device, ...rivals] = proven;
  if (!device) await Promise.all(claimants.map((each) => ask(deps, registered, each, 'unproven')));
  else if (rivals.length > 0) await Promise.all(proven.map((each) => ask(deps, registered, each, 'several')));
  else await followTo(deps, registered, device);
}

async function provenAmong(
  { view }: FollowDeps,
  { camera }: RegisteredCamera,
  claimants: readonly ClaimingDevice[],
): Promise<ClaimingDevice[]> {
  const proofs = await Promise.all(claimants.map((claimant) => isProven(view, camera, claimant)));
  return claimants.filter((_, i) => proofs[i]);
}

async function followTo(
  deps: FollowDeps,
  registered: RegisteredCamera,
  device: ClaimingDevice,
): Promise<void> {
  const verdict = await verifyClaimant(deps, registered, device);
  switch (verdict.kind) {
    case 'same':
      return move(deps, registered, device);
    case 'differs':
      return ask(deps, registered, device, 'differs', verdict.differences);
    case 'unverified':
      return ask(deps, registered, device, 'unverified');
    case 'later':
      return;
  }
}

async function move(
  { cameras, clock, log }: FollowDeps,
  { camera }: RegisteredCamera,
  { address }: ClaimingDevice,
) {
  const event = cameraChanged({ nowMs: clock.nowMs() }, camera.id, ['address']);
  if (!(await cameras.moveTo(camera.id, address, event))) return;
  log.info({ cameraId: camera.id, from: camera.address, to: address }, 'camera moved');
}

async function ask(
  { moves, view, clock, log }: FollowDeps,
  { camera }: RegisteredCamera,
  { found, address }: ClaimingDevice,
  doubt: MoveDoubt,
  differences: readonly Change[] = [],
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
    seenAtMs: nowMs,
  };
  const about = { cameraId: camera.id, address, doubt, differs: differences.map(({ what }) => what) };
  if (doubt === 'differs')
    log.error(about, 'a device in place of a camera is another one; the camera stays where it was');
  else log.warn(about, 'a device says that it is this camera; a person must decide');
  const event = custodyEvent({ nowMs }, 'camera-doubted', { cameraId: camera.id, detail: { doubt } });
  await moves.keep(kept, event);
}
