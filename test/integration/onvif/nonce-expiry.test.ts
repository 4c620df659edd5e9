import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import {
  type DeviceAnswer,
  type DeviceRequest,
  type FakeDevice,
  politeAnswer,
  startDevice,
} from './fake-device.ts';

const credentials = { user: 'admin', password: 'p:q' };
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

let device: FakeDevice | undefined;
afterEach(() => device?.stop());

/** Wants digest for all but its clock; each nonce is good for `uses` requests. Says `stale` only if told to. */
function digestDevice(uses: number, saysStale: boolean) {
  let nonce = 0;
  let left = 0;
  const challenge = (stale: boolean): DeviceAnswer => {
    nonce += 1;
    left = uses;
    const flag = stale && saysStale ? ', stale=true' : '';
    return {
      status: 401,
      headers: { 'www-authenticate': `Digest realm="r", nonce="n${nonce}", qop="auth"${flag}` },
    };
  };
  return (request: DeviceRequest): DeviceAnswer => {
    if (request.operation === 'GetSystemDateAndTime') return politeAnswer(request);
    const field = (name: string) =>
      new RegExp(`\\b${name}="?([^",]*)`).exec(request.headers.authorization ?? '')?.[1] ?? '';
    const ha1 = md5(`admin:r:${credentials.password}`);
    const ha2 = md5(`POST:${request.path}`);
    const expected = md5([ha1, field('nonce'), field('nc'), field('cnonce'), 'auth', ha2].join(':'));
    const isGood = field('response') === expected;
    if (!isGood) return challenge(false);
    const count = Number.parseInt(field('nc'), 16);
    if (field('nonce') !== `n${nonce}` || left === 0 || count !== uses - left + 1) return challenge(true);
    left -= 1;
    return politeAnswer(request);
  };
}

describe('when the nonce of a camera expires in mid-conversation', () => {
  it.each([
    [1, true],
    [2, true],
    [2, false],
    [100, false],
  ])('takes the new one: %d uses, stale said: %s', async (uses, saysStale) => {
    device = await startDevice(digestDevice(uses, saysStale));
    const description = await directory().interrogate({ xaddrs: [device.url] }, credentials);
    expect(description).toMatchObject({ authScheme: 'digest', identity: { serial: 'S1' } });
  });

  it('does not take a refusal for an expiry', async () => {
    device = await startDevice(digestDevice(100, false));
    const wrong = { ...credentials, password: 'x' };
    await expect(directory().interrogate({ xaddrs: [device.url] }, wrong)).rejects.toMatchObject({
      code: 'camera-refused-password',
    });
    const tries = device.requests.filter(({ headers }) => headers.authorization !== undefined);
    expect(tries).toHaveLength(1);
  });
});

const directory = () => createCameraDirectory({ networks: testNetworks, requestMs: 15_000, totalMs: 25_000 });
