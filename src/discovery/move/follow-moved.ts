import { type CameraRepository, cameraChanged, type RegisteredCamera } from '../../camera/index.ts';
import { type Clock, inParallel, type Log } from '../../core/index.ts';
import type { DiscoveryResult } from '../discovery.ts';
import { type Candidacy, type ClaimingDevice, candidaciesIn } from './candidacies.ts';
import { isProven, isStillThere, portsOf } from './device-proof.ts';
import type { NetworkView } from './network-view.ts';

export interface FollowDeps {
  readonly cameras: Pick<CameraRepository, 'get' | 'moveTo'>;
  readonly view: NetworkView;
  readonly clock: Clock;
  readonly log: Log;
}

/** Each waits for an address that may be silent. */
const atOnce = 32;

/**
 * Follows cameras to their new addresses (quirk 7). Whoever answers a probe may say that it is any camera, so a camera whose
 * stream is delivered, or whose old address still answers, is never moved; and nothing is signed for a device that
 * the network does not show to be the camera.
 */
export async function followMoved(deps: FollowDeps, results: readonly DiscoveryResult[]): Promise<void> {
  await inParallel(atOnce, candidaciesIn(results), (candidacy) => follow(deps, candidacy));
}

async function follow(deps: FollowDeps, { camera: { id }, claimants }: Candidacy): Promise<void> {
  const registered = await deps.cameras.get(id);
  if (!registered || registered.recording.state === 'recording') return;
  const { camera, stream } = registered;
  if (await isStillThere(deps.view, camera, portsOf([camera.onvifUrl ?? '', stream.url]))) return;
  const [proven, ...rivals] = await provenAmong(deps, registered, claimants);
  if (!proven || rivals.length > 0) {
    const addresses = claimants.map(({ address }) => address);
    deps.log.warn({ cameraId: id, addresses }, 'a device says that it is this camera, and nothing proves it');
    return;
  }
  await move(deps, registered, proven);
}

async function provenAmong(
  { view }: FollowDeps,
  { camera }: RegisteredCamera,
  claimants: readonly ClaimingDevice[],
): Promise<ClaimingDevice[]> {
  const proofs = await Promise.all(claimants.map((claimant) => isProven(view, camera, claimant)));
  return claimants.filter((_, i) => proofs[i]);
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
