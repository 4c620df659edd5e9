import type { CameraRepository, CredentialCipher, RegisteredCamera } from '../../camera/index.ts';
import { AppError, type CameraId } from '../../core/index.ts';
import type { CameraDescription, CameraDirectory } from '../camera-directory.ts';
import { type Change, changeOf } from '../discovery.ts';
import type { ClaimingDevice } from './candidacies.ts';
import { compareStream, type StreamFormats, type StreamProof } from './stream-proof.ts';

export interface VerifyDeps {
  readonly formats: StreamFormats;
  readonly directory: CameraDirectory;
  readonly cipher: Pick<CredentialCipher, 'open'>;
  readonly cameras: Pick<CameraRepository, 'credentialOf' | 'countRefusals'>;
}

/** `later`: it did not answer in time, or its password must rest. */
export type ClaimVerdict =
  | { readonly kind: 'same' | 'unverified' | 'later' }
  | { readonly kind: 'differs'; readonly differences: readonly Change[] };

/** An interrogation sends a password so many times at most, and opening a stream too. */
const mostTries = 3;

/** What says nothing about the device: another discovery finds it again. */
const passingFailures = new Set([
  'camera-offline',
  'camera-busy',
  'camera-answer-late',
  'store-unavailable',
  'catalogue-unavailable',
]);

/**
 * Asks a proven device what it is, with the camera's password: as a digest, by HTTP, by RTSP or in a token, never in clear.
 * It must tell the serial number, the MAC address and the recorded profile of the camera, and send its stream with the
 * parameter sets of the recorded footage.
 */
export async function verifyClaimant(
  deps: VerifyDeps,
  registered: RegisteredCamera,
  { found, address }: ClaimingDevice,
): Promise<ClaimVerdict> {
  const { camera } = registered;
  const { sealed, mayBeTried } = await deps.cameras.credentialOf(camera.id);
  if (!mayBeTried) return { kind: 'later' };
  const credentials = sealed && deps.cipher.open(sealed, camera.id);
  try {
    const verdict = verdictOn(registered, await deps.directory.interrogate(found, credentials));
    if (verdict.kind !== 'same') return verdict;
    return verdictOnStream(await compareStream(deps.formats, registered, address, credentials));
  } catch (error) {
    return verdictOfFailure(deps, camera.id, error);
  }
}

function verdictOnStream(proof: StreamProof): ClaimVerdict {
  if (proof === 'untried') return { kind: 'unverified' };
  return proof === 'same' ? { kind: 'same' } : { kind: 'differs', differences: [proof] };
}

async function verdictOfFailure(
  { cameras }: VerifyDeps,
  id: CameraId,
  error: unknown,
): Promise<ClaimVerdict> {
  if (!(error instanceof AppError) || error.kind === 'internal') throw error;
  if (passingFailures.has(error.code)) return { kind: 'later' };
  if (error.code === 'camera-refused-password') await cameras.countRefusals(id, mostTries);
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
