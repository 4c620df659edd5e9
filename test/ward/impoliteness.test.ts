import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Ward } from '../../scripts/ward/index.ts';
import { cameraOf, quietWard, WARD_TIMEOUT_MS } from './support/quiet-ward.ts';
import { RtspClient } from './support/rtsp-client.ts';

const elsewhere = `127.20.201.${1 + (process.pid % 250)}`;
let ward: Ward;
const clients: RtspClient[] = [];

beforeAll(async () => {
  ward = await quietWard({ cameras: 4 });
}, WARD_TIMEOUT_MS);
afterEach(() => {
  cameraOf(ward, 2).resume();
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => ward.stop());

function clientOf(number = 0): RtspClient {
  const client = new RtspClient(cameraOf(ward, number).facts);
  clients.push(client);
  return client;
}

async function playing(number = 0): Promise<RtspClient> {
  const client = clientOf(number);
  const started = client.packets('rtp', 40);
  await client.play();
  await started;
  return client;
}

describe('when a camera goes silent', () => {
  it('sends nothing more, answers nobody, and keeps its connections', async () => {
    const [hung, lively] = [await playing(2), await playing(1)];
    cameraOf(ward, 2).silent();
    // Sent since, and answered by turns: what was under way before has arrived, also on a busy machine.
    await lively.packets('rtp', 40);
    for (let turn = 0; turn < 5; turn++) await lively.request('GET_PARAMETER');
    const heard: string[] = [];
    for (const event of ['rtp', 'rtcp', 'reply', 'close']) hung.on(event, () => heard.push(event));
    void hung.request('GET_PARAMETER');
    await lively.packets('rtp', 60);
    expect(heard).toEqual([]);
  });

  it('goes on in the same session, with the present, when it recovers', async () => {
    const [hung, lively] = [await playing(2), await playing(1)];
    const camera = cameraOf(ward, 2);
    camera.silent();
    await lively.packets('rtp', 60);
    camera.resume();
    expect((await hung.packets('rtp', 1)).length).toBe(1);
    expect((await hung.request('GET_PARAMETER')).status).toBe(200);
  });
});

describe('when a camera drops its clients', () => {
  it('resets them, and takes new ones', async () => {
    const client = await playing();
    const closed = once(client, 'close');
    cameraOf(ward).drop();
    await closed;
    await playing();
  });
});

describe('when a camera reboots to another address', () => {
  it('is gone from the old one and the same camera at the new one', async () => {
    const [camera, before] = [cameraOf(ward), cameraOf(ward).facts];
    const closed = once(await playing(), 'close');
    await camera.rebootTo(elsewhere, 10);
    await closed;
    const after = camera.facts;
    expect(after).toEqual({
      ...before,
      address: elsewhere,
      onvifUrl: before.onvifUrl.replace(before.address, elsewhere),
      rtspUrls: {
        main: before.rtspUrls.main.replace(before.address, elsewhere),
        sub: before.rtspUrls.sub.replace(before.address, elsewhere),
      },
    });
    await playing();
    const old = new RtspClient(before);
    await once(old, 'close');
  });

  it('stays down when the ward ends meanwhile', async () => {
    const ending = await quietWard();
    const camera = cameraOf(ending);
    const rebooting = camera.rebootTo(undefined, 3_600_000);
    await ending.stop();
    await rebooting;
    await once(new RtspClient(camera.facts), 'close');
  });
});

describe('when somebody changes the password of a camera', () => {
  it('refuses the old one and goes on with the sessions it has', async () => {
    const before = cameraOf(ward, 3).facts;
    const client = await playing(3);
    cameraOf(ward, 3).setPassword('another');
    expect((await client.packets('rtp', 1)).length).toBe(1);
    const stranger = new RtspClient(before);
    clients.push(stranger);
    expect((await stranger.request('DESCRIBE')).status).toBe(401);
    expect((await clientOf(3).request('DESCRIBE')).status).toBe(200);
  });
});
