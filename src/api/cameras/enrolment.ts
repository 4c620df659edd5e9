import { type CameraRegistration, enrolCamera, type Stream } from '../../camera/index.ts';
import { type CameraId, messageOf } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserCall } from '../route.ts';

/** Registers a camera and has it recorded, if it may be. Errors: those of `enrolCamera`. */
export async function enrol(
  deps: ApiDeps,
  user: UserCall['user'],
  registration: CameraRegistration,
): Promise<CameraId> {
  const { site: siteId, timeZone } = deps.settings;
  const stream = await enrolCamera({ ...deps, siteId, timeZone }, registration, user);
  if (registration.notice) await askToRecord(deps, stream);
  return stream.cameraId;
}

/** Redis may be away: the reconciler finds what should be recorded. */
export async function askToRecord(
  { jobs, log, settings }: ApiDeps,
  stream: Pick<Stream, 'id'>,
): Promise<void> {
  try {
    await jobs.add('record-camera', { siteId: settings.site, streamId: stream.id });
  } catch (error) {
    log.warn({ streamId: stream.id, error: messageOf(error) }, 'recording was not queued');
  }
}
