import type { Camera, CameraRepository, ClockAnswer, CredentialCipher, Stream } from '../camera/index.ts';
import {
  calendarDayOf,
  formatStreamUrl,
  matchIdentity,
  partStreamUrl,
  postedNotice,
  recordedNotice,
} from '../camera/index.ts';
import {
  AppError,
  type CameraId,
  type CameraNetworks,
  type Clock,
  invalid,
  newId,
  refuseOutside,
  type SiteId,
} from '../core/index.ts';
import { type ActingUser, type Actor, type CustodyEvent, custodyEvent } from '../custody/index.ts';
import type {
  CameraContact,
  CameraDescription,
  CameraDirectory,
  DiscoveryRepository,
  FoundCamera,
} from '../discovery/index.ts';
import { identityOf, type Sighting } from '../discovery/index.ts';
import type { CameraRegistration } from './registration.ts';

export interface EnrolmentDeps {
  readonly cameras: CameraRepository;
  readonly discoveries: DiscoveryRepository;
  readonly directory: CameraDirectory;
  readonly cipher: CredentialCipher;
  readonly networks: CameraNetworks;
  readonly clock: Clock;
  readonly siteId: SiteId;
  /** Whose day a notice is posted on. */
  readonly timeZone: string;
}

/** A probed camera, before it is registered. */
interface Origin {
  readonly camera: Pick<Camera, 'identity' | 'address' | 'onvifUrl' | 'firmware'>;
  readonly stream: Pick<Stream, 'url' | 'profileToken'>;
  readonly clock?: ClockAnswer;
}

/**
 * Registers a camera: asks it what it is, and keeps it with its sealed credentials, its notice and the event of it;
 * answers the stream to record. `id` is given by an import, which knows it before.
 *
 * Errors: `found-camera-unknown`, `stream-role-missing`, `notice-in-future`, `camera-outside-networks` (invalid), `camera-already-registered`
 * (conflict), those of `CameraDirectory.interrogate` and `CameraRepository.create`.
 */
export async function enrolCamera(
  deps: EnrolmentDeps,
  registration: CameraRegistration,
  by: ActingUser,
  id: CameraId = newId('camera', deps.clock.nowMs()),
): Promise<Stream> {
  const { notice, credentials } = registration;
  if (notice) postedNotice(notice, calendarDayOf(deps.clock.nowMs(), deps.timeZone));
  const origin = await originOf(deps, registration);
  const nowMs = deps.clock.nowMs();
  const camera = cameraOf(deps, registration, { id, enrolledAtMs: nowMs, ...origin.camera });
  const { url, secretPath } = partStreamUrl(origin.stream.url);
  const stream: Stream = {
    id: newId('stream', nowMs),
    cameraId: id,
    role: registration.stream,
    recorded: true,
    ...origin.stream,
    url,
  };
  const added = {
    camera,
    stream,
    ...(credentials && { sealed: deps.cipher.seal(credentials, id) }),
    ...(secretPath !== undefined && { sealedPath: deps.cipher.sealPath(secretPath, id) }),
    ...(notice && { notice: recordedNotice(notice, id, nowMs) }),
    ...(origin.clock && { clock: origin.clock }),
  };
  await deps.cameras.create(added, cameraEnrolled({ user: by, nowMs }, id, registration));
  return stream;
}

const cameraEnrolled = (
  by: Actor,
  cameraId: CameraId,
  { source, notice, allowsBasic }: Pick<CameraRegistration, 'source' | 'notice' | 'allowsBasic'>,
): CustodyEvent =>
  custodyEvent(by, 'camera-enrolled', {
    cameraId,
    detail: { source: source.kind, notice: notice ? 'yes' : 'no', ...(allowsBasic && { basic: 'yes' }) },
  });

function cameraOf(
  { siteId }: EnrolmentDeps,
  {
    name,
    neighbourhoodId,
    place,
    streetAddress,
    landmark,
    purpose,
    allowsBasic,
    displayAspect,
  }: CameraRegistration,
  origin: Origin['camera'] & Pick<Camera, 'id' | 'enrolledAtMs'>,
): Camera {
  return {
    siteId,
    name,
    neighbourhoodId,
    enabled: true,
    ...origin,
    ...(place && { place }),
    ...(streetAddress === undefined ? {} : { streetAddress }),
    ...(landmark === undefined ? {} : { landmark }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(allowsBasic === undefined ? {} : { allowsBasic }),
    ...(displayAspect === undefined ? {} : { displayAspect }),
  };
}

async function originOf(deps: EnrolmentDeps, registration: CameraRegistration): Promise<Origin> {
  const { source } = registration;
  switch (source.kind) {
    case 'found':
      return originOfFound(deps, registration, await foundDevice(deps, source.foundId));
    case 'onvif':
      refuseOutside(deps.networks, source.contact.address ?? '', 'onvif');
      return originOfFound(deps, registration, foundAt(source.contact));
    case 'rtsp':
      refuseOutside(deps.networks, source.url.host, 'url');
      return {
        camera: { identity: source.mac === undefined ? {} : { mac: source.mac }, address: source.url.host },
        stream: { url: formatStreamUrl(source.url) },
      };
  }
}

/** The device that a discovery of the site listed under that id. Errors, invalid: `found-camera-unknown`, `camera-outside-networks`. */
export async function foundDevice(
  { discoveries, networks, siteId }: Pick<EnrolmentDeps, 'discoveries' | 'networks' | 'siteId'>,
  foundId: string,
): Promise<FoundCamera> {
  const device = await discoveries.findDevice(siteId, foundId);
  if (!device?.sighting)
    throw invalid('found-camera-unknown', 'No discovery listed such a camera.', 'foundId');
  const { found } = device.sighting;
  refuseOutside(networks, found.address ?? '', 'foundId');
  return found;
}

const foundAt = (contact: CameraContact): FoundCamera => ({ ...contact, scopes: [] });

async function originOfFound(
  deps: EnrolmentDeps,
  { credentials, stream }: CameraRegistration,
  found: FoundCamera,
): Promise<Origin> {
  const description = await deps.directory.interrogate(found, credentials);
  await refuseRegistered(deps, { found, description });
  return describedOrigin({ found, description }, description, stream);
}

async function refuseRegistered({ cameras, siteId }: EnrolmentDeps, sighting: Sighting): Promise<void> {
  const match = matchIdentity(identityOf(sighting), await cameras.knownIdentities(siteId));
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
  { address, onvifUrl, firmware, profiles, clock }: CameraDescription,
  role: CameraRegistration['stream'],
): Origin {
  const profile = profiles.find((candidate) => candidate.role === role);
  if (!profile) throw invalid('stream-role-missing', `The camera has no ${role} stream.`, 'stream');
  return {
    camera: { identity: identityOf(sighting), address, onvifUrl, ...(firmware && { firmware }) },
    stream: { url: profile.streamUrl, profileToken: profile.token },
    ...(clock && { clock }),
  };
}
