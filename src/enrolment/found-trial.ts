import { type Camera, matchIdentity, parseRecordableUrl } from '../camera/index.ts';
import { AppError, invalid } from '../core/index.ts';
import type { ActingUser } from '../custody/index.ts';
import { identityOf, type Sighting, type StreamProfile } from '../discovery/index.ts';
import { type EnrolmentDeps, foundDevice } from './enrolment.ts';
import type { FoundTrial } from './registration.ts';
import { type StreamTrialDeps, tryStream } from './stream-trial.ts';

export type FoundTrialDeps = Omit<StreamTrialDeps, 'cameras'> &
  Pick<EnrolmentDeps, 'cameras' | 'discoveries' | 'directory' | 'networks' | 'siteId'>;

/**
 * Takes one picture of a camera that a discovery found, a JPEG, for who is about to register it: of its lighter stream. What
 * may be a registered camera is refused. Errors: `found-camera-unknown` (invalid), those of `admit`,
 * `CameraDirectory.interrogate` and `tryStream`.
 */
export async function tryFound(
  deps: FoundTrialDeps,
  { foundId, ...access }: FoundTrial,
  by: ActingUser,
): Promise<Uint8Array> {
  const found = await foundDevice(deps, foundId);
  await deps.admit(by);
  const description = await deps.directory.interrogate(found, access.credentials);
  await refuseAnyRegistered(deps, { found, description });
  const { url } = parseRecordableUrl(lighterOf(description.profiles).streamUrl);
  return tryStream({ ...deps, admit: admitted }, { url, ...access }, by);
}

const admitted = (): Promise<void> => Promise.resolve();

function lighterOf(profiles: readonly StreamProfile[]): StreamProfile {
  const profile = profiles.find(({ role }) => role === 'sub') ?? profiles[0];
  if (profile) return profile;
  throw invalid('stream-role-missing', 'The camera has no stream.', 'foundId');
}

/** Also one that only may be it: a camera that is registered by its stream's URL has its address alone. */
async function refuseAnyRegistered(
  { cameras, siteId }: Pick<FoundTrialDeps, 'cameras' | 'siteId'>,
  sighting: Sighting & Required<Pick<Sighting, 'description'>>,
): Promise<void> {
  const known = await cameras.knownIdentities(siteId);
  const match = matchIdentity(identityOf(sighting), known);
  const { address } = sighting.description;
  const hasNoIdentity = ({ identity }: Camera) => Object.keys(identity).length === 0;
  const isThere = known.some((camera) => camera.address === address && hasNoIdentity(camera));
  if (match.kind === 'new' && !isThere) return;
  throw new AppError(
    'conflict',
    'camera-already-registered',
    'This may be a registered camera, whose pictures are seen under a request.',
    { field: 'foundId' },
  );
}
