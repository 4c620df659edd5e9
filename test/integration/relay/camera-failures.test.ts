import { afterEach, describe, expect, it } from 'vitest';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import { endOfFailedStart } from '../../../src/recording/outcome.ts';
import { createRelay, type StreamTarget } from '../../../src/relay/index.ts';
import { problemsEn } from '../../../src/web/messages/problems/problems-en.ts';
import { problemsVi } from '../../../src/web/messages/problems/problems-vi.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { encodeClip } from './clip.ts';
import { FakeCamera, type FakeRequest } from './fake-camera.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const pictures = encodeClip({ seconds: 1 });

type Respond = (request: FakeRequest) => string | undefined;

async function aCamera(respond: Respond): Promise<FakeCamera> {
  const camera = await FakeCamera.start({ pictures, respond });
  cleanUps.push(() => camera.stop());
  return camera;
}

async function open(camera: FakeCamera, target: Partial<StreamTarget> = {}) {
  const relay = createRelay({ networks: testNetworks, clock: systemClock, log: silentLog });
  cleanUps.push(() => relay.close());
  return relay.open({ url: camera.url, user: 'admin', password: 's3cret-in-clear', ...target });
}

const to =
  (method: string, reply: string): Respond =>
  (request) =>
    request.method === method ? reply : undefined;

const described = (sdp: string): string =>
  `RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`;
const mjpeg = 'v=0\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\na=control:trackID=1\r\n';
const mpeg4 = 'v=0\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 MP4V-ES/90000\r\na=control:1\r\n';
const basicChallenge = 'RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="cam"\r\n\r\n';
const inClear = `Basic ${Buffer.from('admin:s3cret-in-clear').toString('base64')}`;
const basicOnly: Respond = ({ headers }) => (headers.authorization === inClear ? undefined : basicChallenge);

describe('when a camera cannot be recorded', () => {
  it.each([
    ['offers Basic alone', basicOnly, 'camera-basic-only', 'unsupported', 'allow Basic for this camera'],
    ['sends MJPEG', to('DESCRIBE', described(mjpeg)), 'camera-codec-unsupported', 'unsupported', 'H.264'],
    ['sends MPEG-4', to('DESCRIBE', described(mpeg4)), 'camera-codec-unsupported', 'unsupported', 'H.264'],
    [
      'refuses TCP',
      to('SETUP', 'RTSP/1.0 461 Unsupported Transport\r\n\r\n'),
      'camera-udp-only',
      'unsupported',
      'Allow RTSP over TCP',
    ],
    [
      'insists on UDP',
      to('SETUP', 'RTSP/1.0 200 OK\r\nSession: 1\r\nTransport: RTP/AVP;unicast\r\n\r\n'),
      'camera-udp-only',
      'unsupported',
      'Allow RTSP over TCP',
    ],
    [
      'does not know the path',
      to('DESCRIBE', 'RTSP/1.0 404 Not Found\r\n\r\n'),
      'camera-stream-unknown',
      'unsupported',
      'Correct the path',
    ],
    [
      'redirects',
      to('DESCRIBE', 'RTSP/1.0 302 Moved\r\nLocation: rtsp://192.0.2.66/steal\r\n\r\n'),
      'camera-redirects',
      'unsupported',
      'Find the address of its stream',
    ],
    ['speaks TLS', to('OPTIONS', '\x15\x03\x01\0\x02\x02\x46'), 'camera-wrong-port', 'unsupported', '554'],
    [
      'speaks HTTP',
      to('OPTIONS', 'HTTP/1.1 400 Bad Request\r\n\r\n'),
      'camera-wrong-port',
      'unsupported',
      '554',
    ],
    [
      'has no session left',
      to('SETUP', 'RTSP/1.0 453 Not Enough Bandwidth\r\n\r\n'),
      'camera-busy',
      'offline',
      'End other viewers',
    ],
    [
      'refuses the password',
      to('DESCRIBE', 'RTSP/1.0 401 x\r\nWWW-Authenticate: Digest realm="a", nonce="b"\r\n\r\n'),
      'camera-refused-password',
      'auth',
      'Correct them',
    ],
  ])('names the cause and its remedy: it %s', async (_, respond, code, reason, remedy) => {
    const camera = await aCamera(respond);
    const error: unknown = await open(camera).catch((e: unknown) => e);
    expect(error).toMatchObject({ code, message: expect.stringContaining(remedy) as string });
    expect(endOfFailedStart(error)).toMatchObject({ reason, code });
    expect([problemsVi, problemsEn].map((texts) => Object.hasOwn(texts, code))).toEqual([true, true]);
    expect(JSON.stringify(camera.requests)).not.toContain('Basic');
    expect(String(error)).not.toContain('192.0.2.66');
  });
});

describe('when a technician allowed Basic for a camera (quirk 17)', () => {
  it('answers the challenge of one that offers nothing else', async () => {
    const camera = await aCamera(basicOnly);
    const session = await open(camera, { allowsBasic: true });
    await session.firstKeyframe;
    await session.close();
    expect(camera.requests.at(-1)?.headers.authorization).toBe(inClear);
  });

  it('still sends no password in clear to one that offers a digest', async () => {
    const both = `${basicChallenge.slice(0, -2)}WWW-Authenticate: Digest realm="a", nonce="b"\r\n\r\n`;
    const camera = await aCamera(({ headers }) =>
      headers.authorization?.startsWith('Digest ') ? undefined : both,
    );
    await (await open(camera, { allowsBasic: true })).close();
    expect(JSON.stringify(camera.requests)).not.toContain('Basic');
  });

  it('tries a password that is refused once only', async () => {
    const camera = await aCamera(to('DESCRIBE', basicChallenge));
    await expect(open(camera, { allowsBasic: true })).rejects.toMatchObject({
      code: 'camera-refused-password',
    });
    expect(camera.requests.filter(({ headers }) => headers.authorization)).toHaveLength(1);
  });
});
