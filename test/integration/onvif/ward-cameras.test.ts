import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWard, type Ward } from '../../../scripts/ward/index.ts';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import type { Camera } from '../../../src/camera/index.ts';
import { type NeighbourhoodId, newId, type SiteId } from '../../../src/core/index.ts';
import {
  type CameraDescription,
  type FoundCamera,
  identityOf,
  listDiscovery,
} from '../../../src/discovery/index.ts';
import { askHosts } from '../../../src/discovery/usual-ports.ts';
import { testNetworks } from '../../support/camera-networks.ts';

const cameras = 8;
const network = '127.20.41.';
const lastDayOfJanuaryMs = Date.UTC(2026, 0, 31, 23, 59, 50);
const credentials = { user: 'viewer', password: 'p:a"ss, wörd&<>' };
const directory = createCameraDirectory({ networks: testNetworks });

let ward: Ward;
beforeAll(async () => {
  ward = await startWard({
    cameras,
    firstAddress: `${network}1`,
    ...credentials,
    each: {
      5: { onvifAuth: 'token' },
      1: { onvifAuth: 'token' },
      2: { onvifAuth: 'digest' },
      3: { onvifAuth: 'token', clockSkewMs: -180 * 24 * 3_600_000 },
      4: { onvifAuth: 'digest', clockSkewMs: 90_000 },
    },
  });
});
afterAll(() => ward.stop());

const facts = (number: number) => {
  const camera = ward.cameras[number];
  if (!camera) throw new Error(`no camera ${number}`);
  return camera.facts;
};

/** Other wards may answer on the same loopback: only ours are looked at. */
const ours = (all: readonly FoundCamera[]) => all.filter(({ address }) => address?.startsWith(network));
const probe = async (waitMs = 1_600) =>
  ours(await directory.probe({ interfaceAddress: '127.0.0.1', waitMs }));
const ask = (number: number, by = directory) =>
  by.interrogate({ xaddrs: [facts(number).onvifUrl] }, credentials);

/** How far the clock of a camera was measured from where it is, and how far it may be: by half its second and the asking. */
async function misread(number: number, skewMs: number, by = directory) {
  const askedAtMs = performance.now();
  const { clockOffsetMs = Number.NaN } = await ask(number, by);
  return { errorMs: Math.abs(clockOffsetMs - skewMs), maxMs: 501 + performance.now() - askedAtMs };
}

describe('when the ward is asked who is there', () => {
  it('finds every camera once, with its address and what its scopes say', async () => {
    const told: FoundCamera[] = [];
    const site = { interfaceAddress: '127.0.0.1', waitMs: 1_600 };
    const found = ours(await directory.probe(site, (each) => told.push(each)));
    expect(found).toHaveLength(cameras);
    expect(ours(told).map(({ address }) => address)).toEqual(found.map(({ address }) => address));
    for (const { facts } of ward.cameras) {
      const camera = found.find(({ address }) => address === facts.address);
      expect(camera).toMatchObject({
        xaddrs: [facts.onvifUrl],
        name: facts.name,
        hardware: facts.hardware,
        location: facts.street,
        mac: facts.mac.toLowerCase(),
      });
      expect(camera?.endpointUuid).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('finds one that answers no probe at its usual port, and asks it with the password only then (quirk 12)', async () => {
    const { address, onvifUrl } = facts(0);
    const asked = (await askHosts(directory, [address], testNetworks)).get(address);
    expect(asked?.ports.filter(({ answer }) => answer === 'onvif')).toEqual([
      { port: 8000, answer: 'onvif' },
    ]);
    expect(asked?.found).toMatchObject({ address, xaddrs: [onvifUrl] });
    const description = asked?.found && (await directory.interrogate(asked.found, credentials));
    expect(description?.identity.serial).toBe(facts(0).serial);
  });

  it('finds one camera by its address, without multicast', async () => {
    const found = await directory.probe({
      interfaceAddress: '127.0.0.1',
      unicastTargets: [facts(0).address],
      waitMs: 1_600,
    });
    expect(found.map(({ address }) => address)).toContain(facts(0).address);
  });

  it('serves two who ask at once', async () => {
    const [a, b] = await Promise.all([probe(), probe()]);
    expect([a.length, b.length]).toEqual([cameras, cameras]);
  });

  it('leaves nothing behind when the wait is over before the probes are', async () => {
    await Promise.all(Array.from({ length: 20 }, () => probe(100)));
  });

  it('says so when no probe could be sent', async () => {
    const nowhere = { interfaceAddress: '203.0.113.9', waitMs: 100 };
    await expect(directory.probe(nowhere)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'discovery-not-sent',
    });
  });
});

describe('when a camera of the ward is asked what it is', () => {
  it('describes it', async () => {
    const { address, onvifUrl, mac, serial, hardware, manufacturer, firmware, rtspUrls } = facts(0);
    const description = await ask(0);
    expect(description).toMatchObject({
      address,
      onvifUrl,
      manufacturer,
      firmware,
      identity: { mac: mac.toLowerCase(), serial, model: hardware },
      clockSource: 'onvif',
    });
    expect(description.profiles.map(({ role, streamUrl }) => [role, streamUrl])).toEqual([
      ['main', rtspUrls.main],
      ['sub', rtspUrls.sub],
    ]);
    expect(JSON.stringify(description)).not.toContain(credentials.user);
  });

  it.each([
    [1, 'wsse'],
    [2, 'digest'],
    [3, 'wsse'],
    [4, 'digest'],
  ])('gets in to camera %d by %s, whatever its clock says (quirk 8)', async (number, authScheme) => {
    expect(await ask(number)).toMatchObject({ authScheme, address: facts(number).address });
  });

  it.each([
    [0, 0],
    [3, -180 * 24 * 3_600_000],
    [4, 90_000],
  ])('measures the clock of camera %d as %d ms off', async (number, skewMs) => {
    const { errorMs, maxMs } = await misread(number, skewMs);
    expect(errorMs).toBeLessThan(maxMs);
  });

  it.each([0, 1, 2])('is refused by camera %d with a wrong password, and needs one', async (number) => {
    const contact = { xaddrs: [facts(number).onvifUrl] };
    await expect(directory.interrogate(contact, { ...credentials, password: 'x' })).rejects.toMatchObject({
      code: 'camera-refused-password',
    });
    await expect(directory.interrogate(contact)).rejects.toMatchObject({ code: 'camera-needs-password' });
  });

  it.each([
    ['31 January', '1 February', lastDayOfJanuaryMs, lastDayOfJanuaryMs + 20_000],
    ['1 February', '31 January', lastDayOfJanuaryMs + 20_000, lastDayOfJanuaryMs],
  ])('gets in and reads the clock when it is %s here and %s there', async (_, __, hereMs, thereMs) => {
    ward.cameras[5]?.skewClock(thereMs - Date.now());
    const clock = { nowMs: () => hereMs, monotonicMs: () => performance.now() };
    const { errorMs, maxMs } = await misread(
      5,
      thereMs - hereMs,
      createCameraDirectory({ networks: testNetworks, clock }),
    );
    expect(errorMs).toBeLessThan(maxMs);
  });
});

describe('when a camera of the ward comes back elsewhere (quirk 7)', () => {
  const registered = (found: FoundCamera, description: CameraDescription): Camera => ({
    id: newId('camera', 0),
    siteId: 'site_1' as SiteId,
    name: found.name ?? '',
    neighbourhoodId: 'nbh_1' as NeighbourhoodId,
    enabled: true,
    enrolledAtMs: 0,
    identity: identityOf({ found, description }),
    address: description.address,
    onvifUrl: description.onvifUrl,
  });

  it('is listed as changed, the others as known, and a dead one as silent', async () => {
    const before = await probe();
    const all = await Promise.all(
      before.map(async (found) => registered(found, await directory.interrogate(found, credentials))),
    );
    expect(
      listDiscovery(
        before.map((found) => ({ found })),
        all,
      ).map(({ state }) => state),
    ).toEqual(before.map(() => 'known'));

    const old = facts(6).address;
    const silent = facts(7).address;
    await ward.cameras[6]?.rebootTo(`${network}106`, 0);
    ward.cameras[7]?.silent();
    const results = listDiscovery(
      (await probe()).map((found) => ({ found })),
      all,
    );

    expect(results.filter(({ state }) => state === 'known')).toHaveLength(cameras - 2);
    expect(results.find(({ state }) => state === 'changed')).toMatchObject({
      changes: [{ what: 'address', from: old, to: `${network}106` }],
    });
    expect(results.find(({ state }) => state === 'silent')).toMatchObject({ camera: { address: silent } });
  });
});
