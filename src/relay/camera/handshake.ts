import { baseUrl, type CameraUrl, controlUrl } from '../rtsp/camera-url.ts';
import { headerValue, type RtspMessage, statusOf } from '../rtsp/message.ts';
import { parseSdp, type SessionDescription, type VideoOffer } from '../rtsp/sdp.ts';
import { parseInterleaved, parseSession } from '../rtsp/session-header.ts';
import { failureOf, udpOnly, withoutUsableVideo } from './camera-failure.ts';
import type { RequestChannel } from './request-channel.ts';

/** A session that is set up but not yet playing. */
export interface Setup {
  readonly offer: VideoOffer;
  readonly channels: { readonly rtp: number; readonly rtcp: number };
  /** URL for PLAY, keep-alive and TEARDOWN. */
  readonly aggregateUrl: string;
  readonly timeoutMs: number;
  readonly canGetParameter: boolean;
}

/** OPTIONS, DESCRIBE and SETUP (only video, interleaved, RFC 2326 §10). Rejects with a camera failure. */
export async function setUpVideo(channel: RequestChannel, url: CameraUrl): Promise<Setup> {
  const options = await channel.request('OPTIONS', url.text);
  const described = succeeded(await channel.request('DESCRIBE', url.text, [['Accept', 'application/sdp']]));
  const description = parseSdp(described.body);
  const offer = videoOf(description);
  const aggregateUrl = baseUrl(url, [
    description.control === '*' ? undefined : description.control,
    headerValue(described, 'content-base'),
    headerValue(described, 'content-location'),
  ]);
  const answer = succeeded(
    await channel.request('SETUP', controlUrl(aggregateUrl, offer.control), [
      ['Transport', 'RTP/AVP/TCP;unicast;interleaved=0-1'],
    ]),
  );
  const session = adoptSession(channel, answer);
  return {
    offer,
    channels: channelsOf(answer),
    aggregateUrl,
    timeoutMs: session?.timeoutMs ?? 60_000,
    canGetParameter: /\bGET_PARAMETER\b/.test(headerValue(options, 'public') ?? 'GET_PARAMETER'),
  };
}

/** Sends PLAY. */
export async function play(channel: RequestChannel, { aggregateUrl }: Setup): Promise<void> {
  const answer = succeeded(await channel.request('PLAY', aggregateUrl, [['Range', 'npt=0.000-']]));
  adoptSession(channel, answer);
}

function succeeded(response: RtspMessage): RtspMessage {
  const failure = failureOf(statusOf(response));
  if (failure) throw failure;
  return response;
}

function videoOf(description: SessionDescription): VideoOffer {
  if (description.video) return description.video;
  throw withoutUsableVideo();
}

/** Some cameras change the session id in a later answer (quirk 19): use the newest. */
function adoptSession(channel: RequestChannel, answer: RtspMessage): ReturnType<typeof parseSession> {
  const session = parseSession(headerValue(answer, 'session') ?? '');
  if (session) channel.sessionId = session.id;
  return session;
}

function channelsOf(answer: RtspMessage): { rtp: number; rtcp: number } {
  const transport = headerValue(answer, 'transport');
  const channels = transport === undefined ? { rtp: 0, rtcp: 1 } : parseInterleaved(transport);
  if (channels) return channels;
  throw udpOnly('insists on RTSP over UDP');
}
