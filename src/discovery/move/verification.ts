import type { CameraRepository, CredentialCipher, RegisteredCamera } from '../../camera/index.ts';
import { AppError, type CameraId } from '../../core/index.ts';
import type { CameraDescription, CameraDirectory } from '../camera-directory.ts';
import { type Change, changeOf } from '../discovery.ts';
import type { ClaimingDevice } from './candidacies.ts';

export interface VerifyDeps {
  readonly directory: CameraDirectory;
  readonly cipher: Pick<CredentialCipher, 'open'>;
  readonly cameras: Pick<CameraRepository, 'credentialOf' | 'countRefusals'>;
}

/** `later`: it did not answer in time, or its password must rest. */
export type ClaimVerdict =
  | { readonly kind: 'same' | 'unverified' | 'later' }
  | { readonly kind: 'differs'; readonly differences: readonly Change[] };

/** An interrogation sends a password so many times at most. */
const triesOfInterrogation = 3;

/**
 * Asks a proven device what it is, with the camera's password: as a digest, by HTTP or in a token, never in clear. It
 * must tell the serial number, the MAC address and the recorded profile of the camera.
 */
export async function verifyClaimant(
  deps: VerifyDeps,
  registered: RegisteredCamera,
  { found }: ClaimingDevice,
): Promise<ClaimVerdict> {
  const { camera } = registered;
  const { sealed, mayBeTried } = await deps.cameras.credentialOf(camera.id);
  if (!mayBeTried) return { kind: 'later' };
  try {
    const credentials = sealed && deps.cipher.open(sealed, camera.id);
    return verdictOn(registered, await deps.directory.interrogate(found, credentials));
  } catch (error) {
    return verdictOfFailure(deps, camera.id, error);
  }
}

async function verdictOfFailure(
  { cameras }: VerifyDeps,
  id: CameraId,
  error: unknown,
): Promise<ClaimVerdict> {
  if (!(error instanceof AppError) || error.kind === 'internal') throw error;
  if (error.kind === 'unavailable') return { kind: 'later' };
  if (error.code === 'camera-refused-password') await cameras.countRefusals(id, triesOfInterrogation);
  return { kind: 'unverified' };
}

function verdictOn(registered: RegisteredCamera, description: CameraDescription): ClaimVerdict {
  const differences = differencesOf(registered, description);
  if (differences.length > 0) return { kind: 'differs', differences };
  const isTold = registered.camera.identity.serial === undefined || description.identity.serial !== undefined;
  return { kind: isTold ? 'same' : 'unverified' };
}

function differencesOf({ camera, stream }: RegisteredCamera, description: CameraDescription): Change[] {
  const { mac, serial } = description.identity;
  const tokens = description.profiles.map(({ token }) => token);
  const isOffered = stream.profileToken === undefined || tokens.includes(stream.profileToken);
  return [
    changeOf('mac', camera.identity.mac, mac),
    changeOf('serial', camera.identity.serial, serial),
    isOffered ? undefined : changeOf('stream', stream.profileToken, tokens.join(' ')),
  ].filter((item) => item !== undefined);
}
