import type { ClockAnswer } from '../../camera/index.ts';
import { AppError, type CameraNetworks, type Clock, systemClock } from '../../core/index.ts';
import type { CameraContact, CameraDescription, CameraDirectory } from '../../discovery/index.ts';
import { contactUrls } from './contact-urls.ts';
import { type CameraClock, clockFaultOf, readClock } from './device/camera-clock.ts';
import { readFacts } from './device/device-facts.ts';
import { lookAt } from './device/look-at.ts';
import { findMediaServices } from './device/media-services.ts';
import { readStreams } from './device/stream-profiles.ts';
import { probe } from './probe/probe.ts';
import { urlInvalid } from './soap/camera-errors.ts';
import { SoapClient, type SoapClientOptions } from './soap/soap-client.ts';

export interface OnvifOptions {
  /** Where addresses of cameras may lead. */
  readonly networks: CameraNetworks;
  readonly clock?: Clock;
  /** For one request, from connecting to its last byte. */
  readonly requestMs?: number;
  /** Time limit of all calls to one camera at one of its URLs. */
  readonly totalMs?: number;
  /** For one request of a look; all of them have twice as long. */
  readonly lookMs?: number;
}

/** Cameras by ONVIF (Profiles S and T), through node-onvif. Holds nothing between two calls. */
export function createCameraDirectory({
  networks,
  clock = systemClock,
  requestMs = 5_000,
  totalMs = 20_000,
  lookMs = 2_000,
}: OnvifOptions): CameraDirectory {
  const limits = { networks, clock, requestMs, totalMs };
  return {
    probe: (site, onFound = () => {}) => probe(site, { networks, onFound }),
    interrogate: async (camera, credentials) =>
      describe(await open(camera, { credentials, ...limits }), clock),
    readClock: (camera) => askClock(camera, limits),
    look: (camera) => lookAt(contactUrls(camera)[0], { ...limits, requestMs: lookMs, totalMs: 2 * lookMs }),
  };
}

/** At the best of the camera's URLs. Never fails. */
async function askClock(camera: CameraContact, options: SoapClientOptions): Promise<ClockAnswer> {
  try {
    const [url] = contactUrls(camera);
    if (!url) return { fault: 'unreadable' };
    return (await readClock(new SoapClient(options), url, options.clock)).answer;
  } catch (error) {
    return { fault: clockFaultOf(error) };
  }
}

/** A camera that answered, and what its clock said. */
interface OpenCamera {
  readonly client: SoapClient;
  readonly url: URL;
  readonly clock: CameraClock;
}

/** At the first of the camera's URLs that answers as ONVIF does; when none does, the first one's error. */
async function open(camera: CameraContact, options: SoapClientOptions): Promise<OpenCamera> {
  let firstError: AppError | undefined;
  for (const url of contactUrls(camera)) {
    const client = new SoapClient(options);
    try {
      const clock = await readClock(client, url, options.clock);
      client.clockOffsetMs = clock.offsetMs;
      return { client, url, clock };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      firstError ??= error;
    }
  }
  throw firstError ?? urlInvalid();
}

async function describe({ client, url, clock }: OpenCamera, ourClock: Clock): Promise<CameraDescription> {
  const services = await findMediaServices(client, url);
  const profiles = await readStreams(client, services);
  const facts = await readFacts(client, url);
  // Some cameras tell the time only to those they know (quirk 9).
  const { offsetMs, source, answer } =
    clock.source === 'onvif' ? clock : await readClock(client, url, ourClock);
  return {
    onvifUrl: url.href,
    address: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    ...facts,
    ...(offsetMs === undefined ? {} : { clockOffsetMs: offsetMs }),
    clockSource: source,
    clock: answer,
    authScheme: client.authScheme,
    profiles,
  };
}
