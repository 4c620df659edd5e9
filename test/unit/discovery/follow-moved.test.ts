import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Camera, RegisteredCamera } from '../../../src/camera/index.ts';
import { newId, silentLog } from '../../../src/core/index.ts';
import { type FoundCamera, followMoved, listDiscovery } from '../../../src/discovery/index.ts';
import { aCamera, aFound } from '../camera/a-camera.ts';
import { aNetwork, type Host } from './a-network.ts';

type State = RegisteredCamera['recording']['state'];

const registeredAs = (camera: Camera, state: State): RegisteredCamera => ({
  camera,
  stream: {
    id: newId('stream', 0),
    cameraId: camera.id,
    role: 'main',
    url: `rtsp://${camera.address}/main`,
    recorded: true,
  },
  hasCredentials: true,
  recording: { state, accountedUntilMs: 0 },
});

interface Scene {
  readonly cameras: readonly Camera[];
  readonly found: readonly FoundCamera[];
  readonly hosts: Readonly<Record<string, Host>>;
  readonly state?: State;
}

/** Moves of a discovery: `[camera, address]`. */
async function movesIn({ cameras, found, hosts, state = 'waiting' }: Scene) {
  const moves = new Map<string, string>();
  const results = listDiscovery(
    found.map((device) => ({ found: device })),
    cameras,
  );
  const repository = {
    get: async (id: string) => {
      const camera = cameras.find((each) => each.id === id);
      return camera && registeredAs(camera, state);
    },
    moveTo: async (id: string, address: string) => {
      moves.set(id, address);
      return true;
    },
  };
  const clock = { nowMs: () => 0, monotonicMs: () => 0 };
  await followMoved({ cameras: repository, view: aNetwork(hosts), clock, log: silentLog }, results);
  return moves;
}

const camera = aCamera();
const { mac = '' } = camera.identity;
const there = '10.0.0.8';
const claim = aFound({ address: there, xaddrs: [`http://${there}/onvif/device_service`] });

/** That camera, which was at 10.0.0.7, and a device that claims to be it. */
const whether = async (hosts: Record<string, Host>, but: Partial<Scene> = {}) =>
  (await movesIn({ cameras: [camera], found: [claim], hosts, ...but })).get(camera.id) ?? 'stays';

describe('when a device says that it is a registered camera', () => {
  it.each<[string, Record<string, Host>, string]>([
    ['its packets go to the MAC address of the camera', { [there]: { mac } }, there],
    ['its packets go to another MAC address', { [there]: { mac: '02:00:00:00:00:66' } }, 'stays'],
    ['nothing is known of its MAC address', { [there]: {} }, 'stays'],
    ['it takes no connection', { [there]: { mac, presence: 'refused' } }, 'stays'],
    ['the old address answers', { [there]: { mac }, '10.0.0.7': {} }, 'stays'],
    [
      'the camera is there and reboots',
      { [there]: { mac }, '10.0.0.7': { mac, presence: 'refused' } },
      'stays',
    ],
    ['a telephone has the old address', { [there]: { mac }, '10.0.0.7': { presence: 'refused' } }, there],
    ['another camera has it', { [there]: { mac }, '10.0.0.7': { mac: '02:00:00:00:00:09' } }, there],
  ])('and %s', async (_, hosts, expected) => {
    expect(await whether(hosts)).toBe(expected);
  });

  it('never moves a camera whose stream is delivered, whatever else is proven', async () => {
    expect(await whether({ [there]: { mac } }, { state: 'recording' })).toBe('stays');
  });

  it('believes none of two that the network shows to be one camera', async () => {
    const other = { ...claim, address: '10.0.0.9' };
    const hosts = { [there]: { mac }, '10.0.0.9': { mac } };
    expect(await whether(hosts, { found: [claim, other] })).toBe('stays');
  });

  it('follows the camera all the same when a stranger says that it is it, too', async () => {
    const stranger = { ...claim, address: '10.0.0.66' };
    const hosts = { [there]: { mac }, '10.0.0.66': { mac: '02:00:00:00:00:66' } };
    expect(await whether(hosts, { found: [stranger, claim] })).toBe(there);
  });

  it('believes a new endpoint when MAC addresses agree, as some firmware makes one at each start', async () => {
    const reborn = { ...claim, endpointUuid: '5f5a69c2-e0ae-504f-829b-00fc8a1b0fff', mac };
    expect(await whether({ [there]: { mac } }, { found: [reborn] })).toBe(there);
  });

  it('takes a device on loopback for this host', async () => {
    const here = aCamera({ address: '127.20.0.1' });
    const moved = aFound({ address: '127.20.0.2' });
    const moves = await movesIn({ cameras: [here], found: [moved], hosts: { '127.20.0.2': {} } });
    expect(moves.get(here.id)).toBe('127.20.0.2');
  });
});

const count = 190;
const hex = (number: number) => number.toString(16).padStart(2, '0');
const macOf = (number: number) => `02:00:00:00:01:${hex(number)}`;
const uuidOf = (number: number) => `5f5a69c2-e0ae-504f-829b-00fc8a1b01${hex(number)}`;
const ward = Array.from({ length: count }, (_, i) =>
  aCamera({
    identity: { endpointUuid: uuidOf(i), mac: macOf(i), serial: `S${i}`, model: 'M' },
    address: `10.0.0.${i + 1}`,
    onvifUrl: `http://10.0.0.${i + 1}/onvif/device_service`,
  }),
);

describe('when a new router gives every camera another address (quirk 7)', () => {
  it('brings back all 190, also where they exchanged addresses, and moves none for a stranger', async () => {
    const addresses = fc.shuffledSubarray(
      Array.from({ length: 250 }, (_, i) => `10.0.0.${i + 1}`),
      { minLength: count, maxLength: count },
    );
    await fc.assert(
      fc.asyncProperty(addresses, fc.nat(count - 1), async (given, copied) => {
        const stranger = aFound({ endpointUuid: uuidOf(copied), address: '10.0.9.9' });
        const found = given.map((address, i) => aFound({ endpointUuid: uuidOf(i), address }));
        const hosts = Object.fromEntries(given.map((address, i) => [address, { mac: macOf(i) }]));
        const moves = await movesIn({
          cameras: ward,
          found: [stranger, ...found],
          hosts: { ...hosts, '10.0.9.9': { mac: '02:00:00:00:00:66' } },
        });
        const after = ward.map(({ id, address }) => moves.get(id) ?? address);
        expect(after).toEqual(given);
      }),
      { numRuns: 5 },
    );
  });
});
