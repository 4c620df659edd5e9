import { describe, expect, it } from 'vitest';
import type { Camera, RegisteredCamera } from '../../../src/camera/index.ts';
import { newId, type SiteId, silentLog } from '../../../src/core/index.ts';
import {
  type CameraContact,
  type Discovery,
  type DiscoveryResult,
  type FoundCamera,
  type OnvifLook,
  runDiscovery,
} from '../../../src/discovery/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { aCamera, aFound } from '../camera/a-camera.ts';
import { aNetwork } from './a-network.ts';

const host = '192.168.1.20';
const usual = [80, 8000, 8080, 8899, 2020];
const portOf = (url: string) => Number(new URL(url).port || 80);

interface Scene {
  /** That a technician names, in a discovery that the technician waits for. */
  readonly host?: string;
  readonly found?: readonly FoundCamera[];
  readonly cameras?: readonly Camera[];
  readonly state?: RegisteredCamera['recording']['state'];
  /** By port; the others refuse. */
  readonly looks?: Readonly<Record<number, OnvifLook>>;
  /** A search that nobody waits for. */
  readonly isAutomatic?: boolean;
}

interface Outcome {
  readonly results: readonly DiscoveryResult[];
  readonly ports: Discovery['ports'];
  /** `host:port`. */
  readonly asked: readonly string[];
  readonly mostAtOnce: number;
  readonly probed: readonly string[];
}

async function outcomeOf({ cameras = [], found = [], looks = {}, state = 'waiting', ...scene }: Scene) {
  const outcome = {
    results: [],
    ports: undefined,
    asked: [] as string[],
    mostAtOnce: 0,
    probed: [] as string[],
  };
  let now = 0;
  const deps = {
    cameras: {
      knownIdentities: async () => cameras,
      list: async () => cameras.map((camera) => ({ camera, recording: { state, accountedUntilMs: 0 } })),
      get: async () => undefined,
    },
    directory: {
      probe: async ({ unicastTargets = [] }: { unicastTargets?: readonly string[] }) => {
        outcome.probed = [...unicastTargets];
        return found;
      },
      look: async ({ xaddrs: [url = ''], address }: CameraContact): Promise<OnvifLook> => {
        outcome.asked.push(`${address}:${portOf(url)}`);
        outcome.mostAtOnce = Math.max(outcome.mostAtOnce, ++now);
        await new Promise(setImmediate);
        now -= 1;
        return looks[portOf(url)] ?? { answer: 'refused' };
      },
    },
    discoveries: {
      begin: async () => {},
      get: async (id: string) => ({
        discovery: { id, siteId: 'ward', startedAtMs: 0, ...(scene.host && { host: scene.host }) },
        devices: [],
      }),
      finish: async (_: string, results: never[], __: number, ports: never) => {
        Object.assign(outcome, { results, ports });
      },
      fail: async () => {},
    },
    view: aNetwork({}),
    networks: testNetworks,
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    log: silentLog,
  };
  const id = scene.isAutomatic ? undefined : newId('discovery', 0);
  await runDiscovery(deps as never, 'site_1' as SiteId, id);
  return outcome as Outcome;
}

describe('when a technician names a host that answers no probe', () => {
  it('asks its usual ports, and tells what each said', async () => {
    const looks = { 80: { answer: 'other' }, 2020: { answer: 'silent' } } as const;
    const { asked, ports, probed, results } = await outcomeOf({ host, looks });
    expect(asked).toEqual(usual.map((port) => `${host}:${port}`));
    expect(ports).toEqual([
      { port: 80, answer: 'other' },
      { port: 8000, answer: 'refused' },
      { port: 8080, answer: 'refused' },
      { port: 8899, answer: 'refused' },
      { port: 2020, answer: 'silent' },
    ]);
    expect(probed).toEqual([host]);
    expect(results).toEqual([]);
  });

  it.each<[string, OnvifLook, object]>([
    [
      'answers by ONVIF',
      { answer: 'onvif', identity: { model: 'RLC-810A' } },
      { address: host, hardware: 'RLC-810A', xaddrs: [`http://${host}:8000/onvif/device_service`] },
    ],
    ['asks for a password', { answer: 'password' }, { address: host }],
  ])('lists it, to be registered, when a port %s', async (_, look, found) => {
    const { results } = await outcomeOf({ host, looks: { 8000: look } });
    expect(results).toMatchObject([{ state: 'new', sighting: { found } }]);
  });

  it('prefers a port that answers by ONVIF to one that asks for a password', async () => {
    const looks = { 80: { answer: 'password' }, 8899: { answer: 'onvif', identity: {} } } as const;
    const { results } = await outcomeOf({ host, looks });
    expect(results).toMatchObject([
      {
        sighting: {
          found: {
            xaddrs: [`http://${host}:8899/onvif/device_service`, `http://${host}:80/onvif/device_service`],
          },
        },
      },
    ]);
  });

  it('takes it for the registered camera that it says it is', async () => {
    const camera = aCamera({ address: host, onvifUrl: `http://${host}:8000/onvif/device_service` });
    const { mac = '' } = camera.identity;
    const looks = { 8000: { answer: 'onvif', identity: { mac } } } as const;
    expect((await outcomeOf({ host, cameras: [camera], looks })).results).toMatchObject([
      { state: 'known', camera },
    ]);
  });

  it('asks nothing of one that answers the probe', async () => {
    const { asked, ports } = await outcomeOf({ host, found: [aFound({ address: host })] });
    expect([asked, ports]).toEqual([[], undefined]);
  });

  it('asks nothing of one outside the camera networks', async () => {
    expect((await outcomeOf({ host: '8.8.8.8' })).asked).toEqual([]);
  });
});

describe('when a registered camera answers no probe', () => {
  const silent = aCamera();

  it('asks the usual ports of its address, and tells what each said beside it', async () => {
    const { asked, results } = await outcomeOf({ cameras: [silent], looks: { 80: { answer: 'password' } } });
    expect(asked).toEqual(usual.map((port) => `10.0.0.7:${port}`));
    const [, ...others] = usual.map((port) => ({ port, answer: 'refused' }));
    expect(results).toEqual([
      { state: 'silent', camera: silent, ports: [{ port: 80, answer: 'password' }, ...others] },
    ]);
  });

  it.each<[string, Partial<Scene>]>([
    ['whose stream is delivered', { state: 'recording' }],
    ['in a search that nobody waits for', { isAutomatic: true }],
  ])('asks nothing of one %s', async (_, but) => {
    expect((await outcomeOf({ cameras: [silent], ...but })).asked).toEqual([]);
  });

  it('asks a few at once, and not more than some of a whole ward', async () => {
    const cameras = Array.from({ length: 190 }, (_, i) =>
      aCamera({ identity: {}, address: `10.0.1.${i + 1}` }),
    );
    const { asked, mostAtOnce } = await outcomeOf({ cameras });
    expect(mostAtOnce).toBeLessThanOrEqual(8 * usual.length);
    expect(asked).toHaveLength(64 * usual.length);
  });
});
