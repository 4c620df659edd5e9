import type { Codec } from '../rtp/codec.ts';
import { recorderPayloadType } from '../rtp/packetiser.ts';

/** The SDP for a recorder (RFC 8866): one video with its parameter sets. */
export function describeRun(codec: Codec, clockRate: number, parameterSets: readonly Buffer[]): string {
  return [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    's=relay',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    'a=control:*',
    `m=video 0 RTP/AVP ${recorderPayloadType}`,
    `a=rtpmap:${recorderPayloadType} ${codec.name.toUpperCase()}/${clockRate}`,
    `a=fmtp:${recorderPayloadType} ${formatParameters(codec, parameterSets)}`,
    'a=control:video',
    '',
  ].join('\r\n');
}

function formatParameters(codec: Codec, sets: readonly Buffer[]): string {
  const base64 = (type: number | undefined): string =>
    sets
      .filter((set) => type === undefined || codec.nalType(set) === type)
      .map((set) => set.toString('base64'))
      .join(',');
  if (codec.name === 'h264') return `packetization-mode=1;sprop-parameter-sets=${base64(undefined)}`;
  const [vps, sps, pps] = codec.parameterSetTypes;
  return `sprop-vps=${base64(vps)};sprop-sps=${base64(sps)};sprop-pps=${base64(pps)}`;
}
