import { once } from 'node:events';
import onvif from 'onvif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraFacts, Ward } from '../../scripts/ward/index.ts';
import { cameraOf, quietWard, WARD_TIMEOUT_MS } from './support/quiet-ward.ts';

let ward: Ward;
const [either, token, digest] = [0, 1, 2];
const firstAddress = `127.20.${100 + (process.pid % 100)}.1`;

beforeAll(async () => {
  const each = { [token]: { onvifAuth: 'token' as const }, [digest]: { onvifAuth: 'digest' as const } };
  ward = await quietWard({ cameras: 12, discovery: true, firstAddress, each });
}, WARD_TIMEOUT_MS);
afterAll(() => ward.stop());

type Client = InstanceType<typeof onvif.Cam>;

function connected(
  facts: CameraFacts,
  options: { password?: string; useWSSecurity?: boolean } = {},
): Promise<Client> {
  const { hostname, port } = new URL(facts.onvifUrl);
  return new Promise((resolve, reject) => {
    const credentials = { username: facts.user, password: facts.password, ...options };
    const cam: Client = new onvif.Cam(
      { hostname, port: Number(port), timeout: 10_000, ...credentials },
      (error) => (error ? reject(error) : resolve(cam)),
    );
  });
}

function ask<T>(call: (callback: (error: Error | null, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    call((error, value) => (error ? reject(error) : resolve(value as T))),
  );
}

const information = (cam: Client) =>
  ask<Record<string, string>>((callback) => cam.getDeviceInformation(callback));

describe('when the onvif package meets a camera', () => {
  it('learns who it is', async () => {
    // To this package a text of digits is a number.
    const lettered = ward.cameras.find((camera) => Number.isNaN(Number(camera.facts.serial)));
    const { facts } = lettered ?? cameraOf(ward);
    const cam = await connected(facts);
    expect(await information(cam)).toEqual({
      manufacturer: facts.manufacturer,
      model: facts.hardware,
      firmwareVersion: facts.firmware,
      serialNumber: facts.serial,
      hardwareId: facts.hardware,
    });
    const interfaces = await ask<{ info: { hwAddress: string } }[]>((done) => cam.getNetworkInterfaces(done));
    expect([interfaces].flat()[0]?.info.hwAddress).toBe(facts.mac);
    const scopes = await ask<{ scopeItem: string }[]>((done) => cam.getScopes(done));
    const named = scopes.map(({ scopeItem }) => decodeURIComponent(scopeItem));
    expect(named).toContain(`onvif://www.onvif.org/name/${facts.name}`);
  });

  it('finds both streams and where they are', async () => {
    const { facts } = cameraOf(ward);
    const cam = await connected(facts);
    const profiles = cam.profiles as unknown as ProfileAnswer[];
    const uris = await Promise.all(profiles.map(({ $: { token } }) => streamUri(cam, token)));
    expect(profiles.map((profile) => profile.videoEncoderConfiguration.resolution)).toEqual([
      { width: 1280, height: 720 },
      { width: 320, height: 180 },
    ]);
    expect(uris).toEqual([facts.rtspUrls.main, facts.rtspUrls.sub]);
  });

  it('is told when it asks for a profile there is none of', async () => {
    const cam = await connected(cameraOf(ward).facts);
    await expect(streamUri(cam, 'nowhere')).rejects.toThrow(/no such profile/);
  });
});

interface ProfileAnswer {
  $: { token: string };
  videoEncoderConfiguration: { resolution: { width: number; height: number } };
}

async function streamUri(cam: Client, profileToken: string): Promise<string> {
  const { uri } = await ask<{ uri: string }>((done) =>
    cam.getStreamUri({ protocol: 'RTSP', profileToken }, done),
  );
  return uri;
}

describe('when a camera takes only one kind of proof', () => {
  it.each([
    ['either, asked with a token', either, true],
    ['either, asked by digest', either, false],
    ['only tokens', token, true],
    ['only digests', digest, false],
    ['only digests, asked with a token first', digest, true],
  ])('lets in who has the password: %s', async (_, number, useWSSecurity) => {
    const cam = await connected(cameraOf(ward, number).facts, { useWSSecurity });
    expect(await information(cam)).toHaveProperty('serialNumber');
  });

  it('refuses a digest where it takes only tokens', async () => {
    const cam = await connected(cameraOf(ward, token).facts, { useWSSecurity: false });
    await expect(information(cam)).rejects.toThrow(/not authorized/i);
  });

  it.each([true, false])('refuses a wrong password (token: %s)', async (useWSSecurity) => {
    const cam = await connected(cameraOf(ward).facts, { password: 'guess', useWSSecurity });
    await expect(information(cam)).rejects.toThrow(/authori[sz]ed|authentication failed/i);
  });
});

describe('when the clock of a camera is off by months', () => {
  it('takes tokens made by its own clock', async () => {
    cameraOf(ward, token).skewClock(-86_400_000 * 100);
    const cam = await connected(cameraOf(ward, token).facts);
    expect(await information(cam)).toHaveProperty('serialNumber');
  });

  it('refuses tokens made by any other', async () => {
    cameraOf(ward, token).skewClock(0);
    const cam = await connected(cameraOf(ward, token).facts);
    cameraOf(ward, token).skewClock(120_000);
    await expect(information(cam)).rejects.toThrow(/not authorized/i);
  });
});

describe('when the onvif package looks for cameras on the loopback interface', () => {
  it('finds every one, at its own address, with its identity', async () => {
    const found = await discover(new Set(ward.cameras.map(({ facts }) => facts.endpointUuid)));
    for (const { facts } of ward.cameras) {
      expect(found.get(facts.endpointUuid)).toEqual({
        from: facts.address,
        xaddrs: facts.onvifUrl,
        name: facts.name,
        hardware: facts.hardware,
        location: facts.street,
        MAC: facts.mac,
      });
    }
  });
});

/** Probes until the wanted ones have answered; other wards on this machine may answer too. */
async function discover(wanted: ReadonlySet<string>): Promise<Map<string, object>> {
  const found = new Map<string, object>();
  const all = new Promise<void>((resolve) => {
    onvif.Discovery.on('device', (match, { address }) => {
      const { uuid, facts } = readMatch(match as unknown as MatchAnswer);
      if (wanted.has(uuid)) found.set(uuid, { from: address, ...facts });
      if (found.size === wanted.size) resolve();
    });
  });
  onvif.Discovery.probe({ device: 'lo', resolve: false, timeout: 25_000 });
  await Promise.race([all, once(onvif.Discovery, 'error')]);
  return found;
}

interface MatchAnswer {
  probeMatches: {
    probeMatch: { endpointReference: { address: string }; scopes: string; XAddrs: string };
  };
}

function readMatch({ probeMatches: { probeMatch } }: MatchAnswer) {
  const scopes = probeMatch.scopes.split(' ').map((scope) => scope.split('/').slice(-2));
  const named = new Map(scopes.map(([kind = '', value = '']) => [kind, decodeURIComponent(value)]));
  const facts = Object.fromEntries(
    ['name', 'hardware', 'location', 'MAC'].map((kind) => [kind, named.get(kind)]),
  );
  return {
    uuid: probeMatch.endpointReference.address.replace('urn:uuid:', ''),
    facts: { xaddrs: probeMatch.XAddrs, ...facts },
  };
}
