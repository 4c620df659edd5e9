import {
  type Camera,
  type CameraDescription,
  type CameraRegistration,
  formatStreamUrl,
  identityOf,
  matchIdentity,
  type Sighting,
  type Stream,
} from '../camera/index.ts';
import { AppError, type CameraId, invalid, messageOf, newId } from '../core/index.ts';
import type { ApiDeps } from './api-deps.ts';

/** What a camera turned out to be, before it is registered. */
interface Origin {
  readonly camera: Pick<Camera, 'identity' | 'address' | 'onvifUrl' | 'firmware'>;
  readonly stream: Pick<Stream, 'url' | 'profileToken'>;
}

/**
 * Registers a camera: asks it what it is, keeps it with its sealed credentials, and has it recorded.
 *
 * Errors: `found-camera-unknown`, `stream-role-missing` (invalid), `camera-already-registered` (conflict), those of
 * `CameraDirectory.interrogate` and `CameraRegister.create`.
 */
export async function enrol(deps: ApiDeps, registration: CameraRegistration): Promise<CameraId> {
  const { clock, cipher, settings } = deps;
  const origin = await originOf(deps, registration);
  const nowMs = clock.nowMs();
  const { name, neighbourhoodId, place, credentials } = registration;
  const id = newId('camera', nowMs);
  const site = { siteId: settings.site, neighbourhoodId };
  const camera: Camera = {
    ...{ id, name, ...site, enabled: true, enrolledAtMs: nowMs, ...origin.camera },
    ...(place && { place }),
  };
  const stream: Stream = {
    ...{ id: newId('stream', nowMs), cameraId: id, role: registration.stream, recorded: true },
    ...origin.stream,
  };
  await deps.cameras.create({ camera, stream, ...(credentials && { sealed: cipher.seal(credentials, id) }) });
  await askToRecord(deps, stream);
  return id;
}

/** Redis may be away: the reconciler finds what should be recorded. */
export async function askToRecord({ jobs, log, settings }: ApiDeps, stream: Stream): Promise<void> {
  try {
    await jobs.add('record-camera', { siteId: settings.site, streamId: stream.id });
  } catch (error) {
    log.warn({ streamId: stream.id, err: messageOf(error) }, 'recording was not queued');
  }
}

async function originOf(deps: ApiDeps, registration: CameraRegistration): Promise<Origin> {
  const { source } = registration;
  if (source.kind === 'found') return originOfFound(deps, registration, source.foundId);
  return {
    camera: { identity: {}, address: source.url.host },
    stream: { url: formatStreamUrl(source.url) },
  };
}

async function originOfFound(
  deps: ApiDeps,
  { credentials, stream }: CameraRegistration,
  foundId: string,
): Promise<Origin> {
  const device = await deps.discoveries.findDevice(deps.settings.site, foundId);
  if (!device?.sighting) {
    throw invalid('found-camera-unknown', 'No discovery listed such a camera.', 'foundId');
  }
  const { found } = device.sighting;
  const description = await deps.directory.interrogate(found, credentials);
  await refuseRegistered(deps, { found, description });
  return describedOrigin({ found, description }, description, stream);
}

async function refuseRegistered({ cameras, settings }: ApiDeps, sighting: Sighting): Promise<void> {
  const match = matchIdentity(identityOf(sighting), await cameras.knownIdentities(settings.site));
  // An ambiguous one was put before a person, and this is the person's decision.
  if (match.kind === 'new' || match.kind === 'ambiguous') return;
  throw new AppError(
    'conflict',
    'camera-already-registered',
    `This camera is registered as ${match.camera.name}.`,
    { field: 'foundId' },
  );
}

function describedOrigin(
  sighting: Sighting,
  { address, onvifUrl, firmware, profiles }: CameraDescription,
  role: CameraRegistration['stream'],
): Origin {
  const profile = profiles.find((candidate) => candidate.role === role);
  if (!profile) throw invalid('stream-role-missing', `The camera has no ${role} stream.`, 'stream');
  return {
    camera: { identity: identityOf(sighting), address, onvifUrl, ...(firmware && { firmware }) },
    stream: { url: profile.streamUrl, profileToken: profile.token },
  };
}
