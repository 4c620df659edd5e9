import type { StreamName } from '../clip/clip-build.ts';
import { STREAMS } from '../clip/clip-build.ts';
import { FRAMES_PER_SECOND } from '../clip/loop.ts';
import { PAYLOAD_TYPE } from '../rtp/frame-template.ts';
import type { Reel } from '../rtp/reel.ts';

export const TRACK = 'track1';

/** The SDP that DESCRIBE returns (RFC 4566; RFC 6184, 8.2.1). */
export function describeStream(stream: StreamName, reel: Reel, address: string): string {
  const { bitrateKbps, width, height } = STREAMS[stream];
  const parameterSets = [reel.sps, reel.pps].map((nal) => nal.toString('base64')).join(',');
  const profileLevelId = reel.sps.subarray(1, 4).toString('hex');
  const format = `packetization-mode=1;profile-level-id=${profileLevelId};sprop-parameter-sets=${parameterSets}`;
  const lines = [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    's=Media Presentation',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`,
    `b=AS:${bitrateKbps}`,
    `a=rtpmap:${PAYLOAD_TYPE} H264/90000`,
    `a=fmtp:${PAYLOAD_TYPE} ${format}`,
    `a=framerate:${FRAMES_PER_SECOND}`,
    `a=x-dimensions:${width},${height}`,
    `a=control:${TRACK}`,
    'a=recvonly',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
