import { STREAMS, type StreamName } from '../clip/clip-build.ts';
import { FRAMES_PER_SECOND, GOP_FRAMES } from '../clip/loop.ts';
import type { OnvifHost, Operation } from './onvif-host.ts';
import { escapeXml, textOf } from './soap.ts';

/** Operations of the media service (ONVIF Media WSDL, ver10), by name. */
export const MEDIA_OPERATIONS: Readonly<Record<string, Operation>> = {
  GetProfiles: () => wrap('GetProfiles', eachStream(profile)),
  GetStreamUri: streamUri,
  GetVideoSources: () => wrap('GetVideoSources', videoSource()),
  GetVideoEncoderConfigurations: () =>
    wrap(
      'GetVideoEncoderConfigurations',
      eachStream((stream) => encoder('trt:Configurations', stream)),
    ),
};

/** Thrown when a request names something that the camera lacks; answered as a fault with that subcode. */
export class InvalidArgument extends Error {
  readonly subcode: string;

  constructor(subcode: string, reason: string) {
    super(reason);
    this.subcode = subcode;
  }
}

function streamUri(host: OnvifHost, xml: string): string {
  const token = textOf(xml, 'ProfileToken');
  const stream = (Object.keys(STREAMS) as StreamName[]).find((name) => profileToken(name) === token);
  if (!stream) throw new InvalidArgument('NoProfile', 'there is no such profile');
  const uri = `<tt:Uri>${escapeXml(host.rtspUrl(stream))}</tt:Uri>`;
  const validity =
    '<tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>true</tt:InvalidAfterReboot>';
  return wrap('GetStreamUri', `<trt:MediaUri>${uri}${validity}<tt:Timeout>PT60S</tt:Timeout></trt:MediaUri>`);
}

function profile(stream: StreamName): string {
  const source = `<tt:VideoSourceConfiguration token="source_config"><tt:Name>source</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>source</tt:SourceToken><tt:Bounds x="0" y="0" width="${STREAMS.main.width}" height="${STREAMS.main.height}"/></tt:VideoSourceConfiguration>`;
  const configurations = `${source}${encoder('tt:VideoEncoderConfiguration', stream)}`;
  return `<trt:Profiles token="${profileToken(stream)}" fixed="true"><tt:Name>${stream}</tt:Name>${configurations}</trt:Profiles>`;
}

function encoder(tag: string, stream: StreamName): string {
  const { width, height, bitrateKbps } = STREAMS[stream];
  const resolution = `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution>`;
  const rate = `<tt:RateControl><tt:FrameRateLimit>${FRAMES_PER_SECOND}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>${bitrateKbps}</tt:BitrateLimit></tt:RateControl>`;
  const codec = `<tt:H264><tt:GovLength>${GOP_FRAMES}</tt:GovLength><tt:H264Profile>High</tt:H264Profile></tt:H264>`;
  const content = `<tt:Name>${stream} encoder</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>${resolution}<tt:Quality>4</tt:Quality>${rate}${codec}<tt:SessionTimeout>PT60S</tt:SessionTimeout>`;
  return `<${tag} token="encoder_${stream}">${content}</${tag}>`;
}

function videoSource(): string {
  const { width, height } = STREAMS.main;
  const resolution = `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution>`;
  return `<trt:VideoSources token="source"><tt:Framerate>${FRAMES_PER_SECOND}</tt:Framerate>${resolution}</trt:VideoSources>`;
}

function eachStream(describe: (stream: StreamName) => string): string {
  return (Object.keys(STREAMS) as StreamName[]).map(describe).join('');
}

function profileToken(stream: StreamName): string {
  return `profile_${stream}`;
}

function wrap(operation: string, content: string): string {
  return `<trt:${operation}Response>${content}</trt:${operation}Response>`;
}
