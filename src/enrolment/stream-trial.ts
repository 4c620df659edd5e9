import {
  type CameraRepository,
  formatStreamUrl,
  partStreamUrl,
  type TakeTrialPicture,
} from '../camera/index.ts';
import { AppError, type CameraNetworks, type Clock, refuseOutside } from '../core/index.ts';
import { type ActingUser, type CustodyLog, custodyEvent } from '../custody/index.ts';
import type { CameraRegistration, StreamTrial } from './registration.ts';

export interface StreamTrialDeps {
  readonly cameras: Pick<CameraRepository, 'list'>;
  readonly custody: Pick<CustodyLog, 'append'>;
  readonly takeTrialPicture: TakeTrialPicture;
  readonly networks: CameraNetworks;
  /** Counts a trial of that person; throws when there were too many: neither a street nor a network is watched by them. */
  readonly admit: (by: ActingUser) => Promise<void>;
  readonly clock: Clock;
}

/**
 * Takes one picture of a stream for who is about to register it, a JPEG. The stream of a registered camera is refused: its
 * pictures are seen under a request. Errors: `camera-already-registered` (conflict), `camera-outside-networks` (invalid),
 * those of `admit`, the log and `TakeTrialPicture`.
 */
export async function tryStream(
  deps: StreamTrialDeps,
  trial: StreamTrial,
  by: ActingUser,
): Promise<Uint8Array> {
  await refuseRegisteredStream(deps.cameras, trial);
  return takeRecorded(deps, trial, by);
}

/**
 * Tries the stream of a registration by URL and shows nothing of it, unless whoever registers it has seen its picture, or
 * goes without. Errors: `camera-outside-networks` (invalid), those of `admit`, the log and `TakeTrialPicture`.
 */
export async function tryRegistration(
  deps: StreamTrialDeps,
  { source, withoutTrial, ...access }: CameraRegistration,
  by: ActingUser,
): Promise<void> {
  if (source.kind === 'rtsp' && !withoutTrial) await takeRecorded(deps, { url: source.url, ...access }, by);
}

/** Records first who tries which host (I6). */
async function takeRecorded(
  { custody, takeTrialPicture, networks, admit, clock }: StreamTrialDeps,
  { url, credentials, allowsBasic }: StreamTrial,
  by: ActingUser,
): Promise<Uint8Array> {
  refuseOutside(networks, url.host, 'url');
  await admit(by);
  const actor = { user: by, nowMs: clock.nowMs() };
  await custody.append(custodyEvent(actor, 'stream-tried', { detail: { host: url.host } }));
  return takeTrialPicture({
    url: formatStreamUrl(url),
    ...(credentials && { credentials }),
    ...(allowsBasic && { allowsBasic }),
  });
}

async function refuseRegisteredStream(
  cameras: StreamTrialDeps['cameras'],
  trial: StreamTrial,
): Promise<void> {
  const { url } = partStreamUrl(formatStreamUrl(trial.url));
  const same = (await cameras.list()).find(({ stream }) => stream.url === url);
  if (!same) return;
  throw new AppError(
    'conflict',
    'camera-already-registered',
    `This camera is registered as ${same.camera.name}.`,
    { field: 'url' },
  );
}
