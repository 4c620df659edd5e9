import { formatStreamUrl, onHost, parseRecordableUrl } from '../../../camera/index.ts';
import { AppError } from '../../../core/index.ts';
import type { StreamProfile } from '../../../discovery/index.ts';
import { withoutStreams } from '../soap/camera-errors.ts';
import { media2Namespace } from '../soap/namespaces.ts';
import { escapeXml, type SoapClient } from '../soap/soap-client.ts';
import { faultAsNothing, isUnanswered } from '../soap/unanswered.ts';
import { element, textIn } from '../soap/xml-shape.ts';
import { type MediaProfile, profilesOf } from './media-profiles.ts';
import type { MediaService } from './media-services.ts';

type StatedStream = Omit<StreamProfile, 'role'>;

const streamUri = element({
  GetStreamUriResponse: element({ Uri: textIn, MediaUri: element({ Uri: textIn }) }),
});

/**
 * The first service with a profile that has a stream is the one that counts. When none has: the error of the first
 * that failed, or `camera-without-streams`.
 */
export async function readStreams(
  client: SoapClient,
  services: readonly MediaService[],
): Promise<StreamProfile[]> {
  let firstError: AppError | undefined;
  for (const service of services) {
    try {
      const streams = await streamsOf(client, service);
      if (streams.length > 0) return withRoles(streams);
    } catch (error) {
      if (!isUnanswered(error)) throw error;
      firstError ??= error;
    }
  }
  throw firstError ?? withoutStreams();
}

async function streamsOf(client: SoapClient, service: MediaService): Promise<StatedStream[]> {
  const body = service.namespace === media2Namespace ? '<n:Type>All</n:Type>' : '';
  const answer = await client.ask({ ...service, name: 'GetProfiles', body }).catch(faultAsNothing);
  const streams: StatedStream[] = [];
  // One after the other: cameras are small.
  for (const profile of profilesOf(answer)) {
    const stream = await streamOf(client, service, profile);
    if (stream) streams.push(stream);
  }
  return streams;
}

/** Nothing where the camera has no URL for it (IncompleteConfiguration, quirk 14), or none that can be read. */
async function streamOf(
  client: SoapClient,
  service: MediaService,
  profile: MediaProfile,
): Promise<StatedStream | undefined> {
  const body = streamQuestion(service.namespace, escapeXml(profile.token));
  const answer = await client.ask({ ...service, name: 'GetStreamUri', body }).catch(faultAsNothing);
  const { Uri, MediaUri } = streamUri.parse(answer)?.GetStreamUriResponse ?? {};
  const stated = Uri ?? MediaUri?.Uri;
  return stated === undefined ? undefined : placed(profile, stated, service.url.hostname);
}

/** Media1: 5.15.1 of the Media Service Specification; Media2: 5.5.1 of Media2's, where RTSP is RTP over TCP. */
const streamQuestion = (namespace: string, token: string): string =>
  namespace === media2Namespace
    ? `<n:Protocol>RTSP</n:Protocol><n:ProfileToken>${token}</n:ProfileToken>`
    : '<n:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream>' +
      '<tt:Transport><tt:Protocol>RTSP</tt:Protocol></tt:Transport></n:StreamSetup>' +
      `<n:ProfileToken>${token}</n:ProfileToken>`;

function placed(profile: MediaProfile, stated: string, host: string): StatedStream | undefined {
  try {
    const { url } = parseRecordableUrl(stated);
    const streamUrl = formatStreamUrl(onHost(url, host));
    const statedUrl = formatStreamUrl(url);
    return { ...profile, streamUrl, ...(statedUrl === streamUrl ? {} : { statedUrl }) };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

/** Largest recordable picture first; the first of each video source is its main stream. */
function withRoles(streams: readonly StatedStream[]): StreamProfile[] {
  const sorted = streams.toSorted((a, b) => rank(b) - rank(a));
  const hasMain = new Set<string | undefined>();
  return sorted.map((stream) => {
    const role = hasMain.has(stream.videoSource) ? 'sub' : 'main';
    hasMain.add(stream.videoSource);
    return { ...stream, role };
  });
}

/** Many cameras offer JPEG in full size; it is never the stream to record. */
function rank({ codec, width = 0, height = 0 }: StatedStream): number {
  const isVideo = codec === undefined || /^h26[45]/.test(codec);
  return width * height + (isVideo ? 1e12 : 0);
}
