import { type CameraRepository, cameraChanged, isAstray, type RegisteredCamera } from '../../camera/index.ts';
import { inParallel } from '../../core/index.ts';
import type { CameraDirectory } from '../camera-directory.ts';
import type { DiscoveryResult } from '../discovery.ts';
import { type AskDeps, askPerson } from './ask-person.ts';
import type { MoveDoubt } from './camera-move.ts';
import { type Candidacy, type ClaimingDevice, candidaciesIn } from './candidacies.ts';
import { isProven, portsOf, residentOf } from './device-proof.ts';
import { type ShowDeps, showBoth } from './shown-address.ts';
import { type VerifyDeps, verifyClaimant } from './verification.ts';

export interface FollowDeps extends AskDeps, ShowDeps, VerifyDeps {
  readonly directory: CameraDirectory;
  readonly cameras: VerifyDeps['cameras'] & Pick<CameraRepository, 'get' | 'moveTo'>;
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
  const resident = await residentOf(deps.view, camera, portsOf([camera.onvifUrl ?? '', stream.url]));
  if (resident === 'camera') return;
  if (resident !== 'unknown') await followAmong(deps, registered, claimants);
  else if (isAstray(registered)) await showBoth(deps, registered, claimants);
}

/** Nothing shows that the camera is where it was. */
async function followAmong(
  deps: FollowDeps,
  registered: RegisteredCamera,
  claimants: readonly ClaimingDevice[],
): Promise<void> {
  const proven = await provenAmong(deps, registered, claimants);
  const [device, ...rivals] = proven;
  const askAbout = (devices: readonly ClaimingDevice[], doubt: MoveDoubt) =>
    Promise.all(devices.map((each) => askPerson(deps, registered, each, { doubt })));
  if (!device) await askAbout(claimants, 'unproven');
  else if (rivals.length > 0) await askAbout(proven, 'several');
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
      return askPerson(deps, registered, device, { doubt: 'differs', differences: verdict.differences });
    case 'unverified':
      return askPerson(deps, registered, device, { doubt: 'unverified' });
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
