import type { RegisteredCamera } from '../../camera/index.ts';
import type { CameraDirectory } from '../camera-directory.ts';
import { deviceServiceAt } from '../usual-ports.ts';
import { type AskDeps, askPerson } from './ask-person.ts';
import type { ShownAddress } from './camera-move.ts';
import type { ClaimingDevice } from './candidacies.ts';

export interface ShowDeps extends AskDeps {
  readonly directory: Pick<CameraDirectory, 'look'>;
}

/** Whoever likes may claim to be a camera; a person compares so many. */
const mostClaimants = 8;

/** The old address answers: shows a person what it and each claimant tell anybody. */
export async function showBoth(
  deps: ShowDeps,
  registered: RegisteredCamera,
  claimants: readonly ClaimingDevice[],
): Promise<void> {
  const { camera } = registered;
  const there = await show(deps, camera.address ?? '', camera.onvifUrl);
  const ask = async (claimant: ClaimingDevice) => {
    const device = await show(deps, claimant.address, claimant.found.xaddrs[0]);
    await askPerson(deps, registered, claimant, { doubt: 'answered', shown: { registered: there, device } });
  };
  await Promise.all(claimants.slice(0, mostClaimants).map(ask));
}

async function show(
  { directory, view }: ShowDeps,
  address: string,
  service: string = deviceServiceAt(address, 80),
): Promise<ShownAddress> {
  const onvif = await directory.look({ xaddrs: [service], address });
  const mac = await view.macOf(address);
  return { onvif, ...(mac !== undefined && { mac }) };
}
