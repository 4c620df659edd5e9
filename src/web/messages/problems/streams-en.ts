import { remedied as one, type Remedied } from './remedied.ts';
import type { problemsOfStreamsVi } from './streams-vi.ts';

export const problemsOfStreamsEn: Readonly<Record<keyof typeof problemsOfStreamsVi, Remedied>> = {
  'camera-basic-only': one(
    'The camera offers only Basic sign-in, which sends the password unencrypted.',
    'Switch RTSP on the camera to Digest, or allow Basic for this camera.',
  ),
  'camera-busy': one(
    'The camera has no connection left.',
    'Close other programs that view this camera, or restart it.',
  ),
  'camera-codec-unsupported': one(
    'This stream is neither H.264 nor H.265 (it may be MJPEG).',
    "Choose H.264 or H.265 in the camera's video settings, or use another stream.",
  ),
  'camera-outside-networks': one(
    'This address lies outside the camera networks, so the system does not connect to it.',
    'Correct the address; or whoever runs the server adds its network to the setting MINHCHUNG_CAMERA_NETWORKS.',
  ),
  'camera-picture-broken': one(
    'The stream comes, but its picture cannot be decoded.',
    "Choose plain H.264 or H.265 in the camera's video settings.",
  ),
  'camera-redirects': one(
    'The camera sends us to another address, which is not followed.',
    "Find the right stream address in the camera's settings and enter it.",
  ),
  'camera-stream-unknown': one(
    'The camera has no stream at this address (404).',
    "Look up the stream path in the camera's manual, and correct the RTSP address.",
  ),
  'camera-udp-only': one('The camera sends only over UDP.', "Allow RTSP over TCP in the camera's settings."),
  'camera-without-keyframe': one(
    'The camera sends a stream without a keyframe.',
    "In the camera's video settings set a keyframe every 1 to 4 seconds, and switch off intra refresh.",
  ),
  'camera-wrong-port': one(
    'This is not an RTSP port: the camera speaks TLS or HTTP here.',
    'Enter the plain RTSP port, usually 554.',
  ),
  'stream-trials-busy': one('Several streams are being tried at the moment.', 'Try again in a few seconds.'),
};
