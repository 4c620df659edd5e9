import {
  type CameraHealthRepository,
  type CameraRepository,
  type CredentialCipher,
  type RegisteredCamera,
  refuseMoreStills,
  stillAllowance,
  type TakeTrialPicture,
  type TriedStream,
  withPath,
} from '../camera/index.ts';
import { lasting, type PauseRepository } from '../contributor/index.ts';
import { AppError, type Clock } from '../core/index.ts';
import { type ActingUser, type CustodyLog, custodyEvent } from '../custody/index.ts';

export interface LivePictureDeps {
  readonly cameras: Pick<CameraRepository, 'credentialOf' | 'countRefusals'>;
  readonly cipher: Pick<CredentialCipher, 'open' | 'openPath'>;
  readonly health: Pick<CameraHealthRepository, 'stillsShownSince'>;
  readonly pauses: Pick<PauseRepository, 'ofCamera'>;
  readonly custody: Pick<CustodyLog, 'append'>;
  readonly takeTrialPicture: TakeTrialPicture;
  /** Counts a try of that person; throws when there were too many. */
  readonly admit: (by: ActingUser) => Promise<void>;
  readonly clock: Clock;
}

/** A picture as the camera sends it now: a JPEG, stored nowhere. */
export interface LivePicture {
  readonly takenAtMs: number;
  readonly jpeg: Uint8Array;
}

/**
 * Takes a picture of a registered camera for who aims it: before it has any footage, and while it has no notice and may not
 * record. It leaves here once the log has the look (I6).
 *
 * Errors: `enrolment-stills-spent`, `camera-rests`, `camera-password-rests` (conflict), those of `admit`, the log and
 * `TakeTrialPicture`.
 */
export async function takeLivePicture(
  deps: LivePictureDeps,
  registered: RegisteredCamera,
  by: ActingUser,
): Promise<LivePicture> {
  const { id: cameraId, enrolledAtMs } = registered.camera;
  const allowance = stillAllowance(enrolledAtMs, deps.clock.nowMs());
  refuseMoreStills(await deps.health.stillsShownSince(cameraId, allowance.sinceMs), allowance);
  if (lasting(await deps.pauses.ofCamera(cameraId))) throw rests();
  await deps.admit(by);
  const jpeg = await takenOf(deps, registered);
  const takenAtMs = deps.clock.nowMs();
  const range = { fromMs: takenAtMs, toMs: takenAtMs + 1 };
  const about = { cameraId, range, detail: { source: 'live' } };
  await deps.custody.append(custodyEvent({ user: by, nowMs: takenAtMs }, 'enrolment-still-shown', about));
  return { takenAtMs, jpeg };
}

/** Counts a refused password, as recording does: a camera locks its account after a few. */
async function takenOf(deps: LivePictureDeps, registered: RegisteredCamera): Promise<Uint8Array> {
  const stream = await streamOf(deps, registered);
  try {
    return await deps.takeTrialPicture(stream);
  } catch (error) {
    const isRefusal = error instanceof AppError && error.code === 'camera-refused-password';
    if (isRefusal) await deps.cameras.countRefusals(registered.camera.id, 1);
    throw error;
  }
}

async function streamOf(
  { cameras, cipher }: LivePictureDeps,
  { camera: { id, allowsBasic }, stream: { url } }: RegisteredCamera,
): Promise<TriedStream> {
  const { sealed, sealedPath, mayBeTried } = await cameras.credentialOf(id);
  if (!mayBeTried) throw passwordRests();
  return {
    url: sealedPath ? withPath(url, cipher.openPath(sealedPath, id)) : url,
    ...(sealed && { credentials: cipher.open(sealed, id) }),
    ...(allowsBasic && { allowsBasic }),
  };
}

const rests = (): AppError =>
  new AppError('conflict', 'camera-rests', 'A contributor has the camera paused: it shows no picture.');

const passwordRests = (): AppError =>
  new AppError(
    'conflict',
    'camera-password-rests',
    'The camera refused its password, which rests until it is tried again. Enter the right one.',
  );
