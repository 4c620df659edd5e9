import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ward } from '../../scripts/ward/index.ts';
import { cameraOf, quietWard, WARD_TIMEOUT_MS } from './support/quiet-ward.ts';
import { RtspClient } from './support/rtsp-client.ts';

let ward: Ward;
const [patient, hasty, forgetful, small, smaller, udpOnly] = [0, 1, 2, 3, 4, 5];

beforeAll(async () => {
  const each = {
    [hasty]: { sessionTimeoutMs: 2_000 },
    [forgetful]: { nonceLifetimeMs: -1 },
    [small]: { maxSessions: 1 },
    [smaller]: { maxSessions: 1, fullStatus: 503 as const },
    [udpOnly]: { refusesTcp: true },
  };
  ward = await quietWard({ cameras: 6, each });
}, WARD_TIMEOUT_MS);
afterAll(() => ward.stop());

const client = (number = patient) => new RtspClient(cameraOf(ward, number).facts);

describe('when a client talks RTSP to a camera', () => {
  it('is told what the camera can do, without a password', async () => {
    const reply = await client().send('OPTIONS');
    expect(reply.head).toMatch(/Public: .*DESCRIBE.*SETUP.*PLAY.*GET_PARAMETER.*TEARDOWN/);
  });

  it('is refused without a password, and challenged', async () => {
    const reply = await client().send('DESCRIBE');
    expect([reply.status, reply.head]).toEqual([
      401,
      expect.stringContaining('WWW-Authenticate: Digest realm='),
    ]);
  });

  it('gets a description with the parameter sets', async () => {
    const { body } = await client().request('DESCRIBE');
    expect(body).toMatch(
      /packetization-mode=1;profile-level-id=[\da-f]{6};sprop-parameter-sets=Z[\w+/=]+,aO[\w+/=]+/,
    );
    expect(body).toContain('a=control:track1');
  });

  it.each([
    [
      'an unknown path',
      404,
      (asker: RtspClient) => asker.request('DESCRIBE', [], asker.url.replace('main', 'x')),
    ],
    ['TCP where it streams over UDP alone', 461, () => client(udpOnly).setUp()],
    ['UDP', 461, (asker: RtspClient) => asker.setUp('RTP/AVP;unicast;client_port=5000-5001')],
    ['PLAY before SETUP', 454, (asker: RtspClient) => asker.request('PLAY')],
    ['PAUSE', 405, (asker: RtspClient) => asker.request('PAUSE')],
  ])('is refused %s with %i', async (_, status, ask) => {
    expect((await ask(client())).status).toBe(status);
  });

  it('keeps a session alive by GET_PARAMETER, and loses it by TEARDOWN', async () => {
    const asker = client();
    await asker.play();
    expect((await asker.request('GET_PARAMETER')).status).toBe(200);
    expect(cameraOf(ward).sessionCount).toBe(1);
    const closed = once(asker, 'close');
    expect((await asker.request('TEARDOWN')).status).toBe(200);
    await closed;
    expect(cameraOf(ward).sessionCount).toBe(0);
  });

  it('is cut off when it says nothing for a session timeout', async () => {
    const asker = client(hasty);
    await asker.play();
    await once(asker, 'close');
    expect(cameraOf(ward, hasty).sessionCount).toBe(0);
  });

  it('must answer anew when its nonce is old', async () => {
    const asker = client(forgetful);
    await asker.send('DESCRIBE');
    expect((await asker.send('DESCRIBE')).head).toContain('stale=TRUE');
  });
});

describe('when more clients come than a camera has room for', () => {
  it.each([
    [small, 453],
    [smaller, 503],
  ])('camera %i turns them away at SETUP with %i', async (number, status) => {
    expect((await client(number).setUp()).status).toBe(200);
    expect((await client(number).setUp()).status).toBe(status);
  });
});
