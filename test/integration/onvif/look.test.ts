import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import type { OnvifLook } from '../../../src/discovery/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { type Behaviour, type FakeDevice, fault, polite, startDevice } from './fake-device.ts';

/** With time for answers that come, on a busy machine too. */
const patient = createCameraDirectory({ networks: testNetworks, lookMs: 15_000 });
/** For answers that never come. */
const impatient = createCameraDirectory({ networks: testNetworks, lookMs: 300 });

const devices: FakeDevice[] = [];
afterEach(() => Promise.all(devices.splice(0).map((device) => device.stop())));

const page = { headers: { 'content-type': 'text/html' }, body: '<html></html>' };
const unauthorised = { status: 401, headers: { 'www-authenticate': 'Digest realm="r", nonce="n"' } };

async function look(behave: Behaviour, by = patient): Promise<{ look: OnvifLook; device: FakeDevice }> {
  const device = await startDevice(behave);
  devices.push(device);
  return { look: await by.look({ xaddrs: [device.url] }), device };
}

describe('when an address is asked who it is, with nothing signed', () => {
  it.each<[string, Behaviour, OnvifLook]>([
    ['tells anybody', polite(), { answer: 'onvif', identity: { serial: 'S1', model: 'M1' } }],
    [
      'tells the time, and no more',
      polite({ GetDeviceInformation: () => unauthorised }),
      { answer: 'onvif', identity: {} },
    ],
    ['asks for a password by HTTP', () => unauthorised, { answer: 'password' }],
    ['asks for a password by SOAP', () => fault('NotAuthorized'), { answer: 'password' }],
    ['answers with a page', () => page, { answer: 'other' }],
    ['knows no such path', () => ({ status: 404 }), { answer: 'other' }],
    [
      'hangs up',
      (_, response) => {
        response.destroy();
        return undefined;
      },
      { answer: 'other' },
    ],
  ])('tells a device that %s', async (_, behave, expected) => {
    const { look: seen, device } = await look(behave);
    expect(seen).toEqual(expected);
    for (const { headers, xml } of device.requests) {
      expect(headers.authorization).toBeUndefined();
      expect(xml).not.toContain('UsernameToken');
    }
  });

  it('tells one that never answers, within its time', async () => {
    expect((await look(() => undefined, impatient)).look).toEqual({ answer: 'silent' });
  });

  it('tells a port that takes no connection', async () => {
    const { device } = await look(polite());
    await Promise.all(devices.splice(0).map((each) => each.stop()));
    expect(await patient.look({ xaddrs: [device.url] })).toEqual({ answer: 'refused' });
  });

  it('tells a port that speaks another protocol', async () => {
    const server = createServer((socket) => socket.end('RTSP/1.0 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await patient.look({ xaddrs: [`http://127.0.0.1:${port}/`] })).toEqual({ answer: 'other' });
    server.close();
  });
});
