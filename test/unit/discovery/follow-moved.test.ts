import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Camera, PictureFormat, RegisteredCamera, TriedStream } from '../../../src/camera/index.ts';
import { type AppError, invalid, newId, silentLog, unavailable } from '../../../src/core/index.ts';
import {
  type CameraContact,
  type CameraDescription,
  type CameraMove,
  type FoundCamera,
  followMoved,
  listDiscovery,
  type OnvifLook,
} from '../../../src/discovery/index.ts';
import { aCamera, aFound } from '../camera/a-camera.ts';
import { aNetwork, type Host } from './a-network.ts';

type State = RegisteredCamera['recording']['state'];

const registeredAs = (camera: Camera, state: State, reason?: string): RegisteredCamera => ({
  camera,
  stream: {
    id: newId('stream', 0),
    cameraId: camera.id,
    role: 'main',
    url: `rtsp://${camera.address}/main`,
    profileToken: 'p0',
    recorded: true,
  },
  hasCredentials: true,
  recording: { state, accountedUntilMs: 0, ...(reason !== undefined && { reason }) },
});

interface Scene {
  readonly cameras: readonly Camera[];
  readonly found: readonly FoundCamera[];
  readonly hosts: Readonly<Record<string, Host>>;
  readonly state?: State;
  /** What a device answers to whoever signs; what it says of itself otherwise. */
  readonly answer?: (contact: CameraContact) => CameraDescription | AppError;
  readonly mayBeTried?: boolean;
  /** Why it waits. */
  readonly reason?: string;
  /** What addresses tell anybody. */
  readonly looks?: Readonly<Record<string, OnvifLook>>;
  /** The newest footage of each camera; `undefined` where none is left. */
  readonly recorded?: PictureFormat | undefined;
  /** What the stream of a new address is; a failure where it cannot be opened. */
  readonly sent?: PictureFormat | AppError;
  /** The URL of the stream. */
  readonly url?: string;
}

const silentLook: OnvifLook = { answer: 'silent' };
const format: PictureFormat = { codec: 'h264', parameterSets: [Uint8Array.of(0x67, 100, 0, 31, 1)] };

interface Outcome {
  /** Addresses by camera. */
  readonly moves: ReadonlyMap<string, string>;
  readonly asked: readonly Pick<CameraMove, 'address' | 'doubt' | 'differences' | 'shown'>[];
  /** Addresses to which something was signed. */
  readonly signedTo: readonly (string | undefined)[];
  readonly refusals: number;
  /** The streams that were opened. */
  readonly opened: readonly TriedStream[];
}

const described = ({ address = '' }: CameraContact, identity: Camera['identity']): CameraDescription => ({
  onvifUrl: `http://${address}/onvif/device_service`,
  address,
  identity,
  clockSource: 'unknown',
  authScheme: 'digest',
  profiles: [{ token: 'p0', role: 'main', streamUrl: `rtsp://${address}/main` }],
});

/** A discovery of those devices. */
async function outcomeOf(scene: Scene): Promise<Outcome> {
  const { cameras, found, hosts, state = 'waiting', mayBeTried = true } = scene;
  const [moves, asked, signedTo] = [
    new Map<string, string>(),
    [] as CameraMove[],
    [] as (string | undefined)[],
  ];
  let refusals = 0;
  const opened: TriedStream[] = [];
  const honest = (contact: CameraContact) =>
    described(
      contact,
      cameras.find(({ identity }) => identity.mac === hosts[contact.address ?? '']?.mac)?.identity ?? {},
    );
  const deps = {
    cameras: {
      get: async (id: string) => {
        const camera = cameras.find((each) => each.id === id);
        const registered = camera && registeredAs(camera, state, scene.reason);
        return registered && scene.url
          ? { ...registered, stream: { ...registered.stream, url: scene.url } }
          : registered;
      },
      moveTo: async (id: string, address: string) => {
        moves.set(id, address);
        return true;
      },
      credentialOf: async () => ({ sealed: new Uint8Array(), mayBeTried }),
      countRefusals: async (_: string, tries: number) => {
        refusals += tries;
      },
    },
    directory: {
      probe: async () => [],
      readClock: async () => ({ fault: 'silent' as const }),
      interrogate: async (contact: CameraContact) => {
        signedTo.push(contact.address);
        const answer = (scene.answer ?? honest)(contact);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      look: async ({ address = '' }: CameraContact): Promise<OnvifLook> =>
        scene.looks?.[address] ?? silentLook,
    },
    formats: {
      recordedFormat: async () => ('recorded' in scene ? scene.recorded : format),
      takePictureFormat: async (stream: TriedStream) => {
        opened.push(stream);
        const { sent = format } = scene;
        if (sent instanceof Error) throw sent;
        return sent;
      },
    },
    cipher: { open: () => ({ user: 'u', password: 'p' }) },
    moves: {
      keep: async (move: CameraMove) => {
        asked.push(move);
      },
    },
    view: aNetwork(hosts),
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    log: silentLog,
  };
  const sightings = found.map((device) => ({ found: device }));
  await followMoved(deps, listDiscovery(sightings, cameras));
  return { moves, asked, signedTo, refusals, opened };
}

const camera = aCamera();
const { mac = '' } = camera.identity;
const there = '10.0.0.8';
const claim = aFound({ address: there, xaddrs: [`http://${there}/onvif/device_service`] });

/** That camera, which was at 10.0.0.7, and a device that claims to be it. */
const claimed = (hosts: Record<string, Host>, but: Partial<Scene> = {}) =>
  outcomeOf({ cameras: [camera], found: [claim], hosts, ...but });

const movedTo = async (hosts: Record<string, Host>, but: Partial<Scene> = {}) =>
  (await claimed(hosts, but)).moves.get(camera.id) ?? 'stays';

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
    const { moves, signedTo } = await claimed(hosts);
    expect(moves.get(camera.id) ?? 'stays').toBe(expected);
    expect(signedTo).toEqual(expected === there ? [there] : []);
  });

  it('never moves a camera whose stream is delivered, whatever else is proven', async () => {
    const { moves, asked, signedTo } = await claimed({ [there]: { mac } }, { state: 'recording' });
    expect([moves.size, asked, signedTo]).toEqual([0, [], []]);
  });

  it('asks a person about one that nothing proves, and signs nothing for it', async () => {
    const { asked, signedTo } = await claimed({ [there]: {} });
    expect(asked).toMatchObject([{ address: there, doubt: 'unproven' }]);
    expect(signedTo).toEqual([]);
  });

  it('asks a person about two that the network shows to be one camera', async () => {
    const other = { ...claim, address: '10.0.0.9' };
    const { moves, asked, signedTo } = await claimed(
      { [there]: { mac }, '10.0.0.9': { mac } },
      { found: [claim, other] },
    );
    expect(asked.map(({ address, doubt }) => [address, doubt])).toEqual([
      [there, 'several'],
      ['10.0.0.9', 'several'],
    ]);
    expect([moves.size, signedTo]).toEqual([0, []]);
  });

  it('follows the camera all the same when a stranger says that it is it, too', async () => {
    const stranger = { ...claim, address: '10.0.0.66' };
    const hosts = { [there]: { mac }, '10.0.0.66': { mac: '02:00:00:00:00:66' } };
    const { moves, signedTo } = await claimed(hosts, { found: [stranger, claim] });
    expect([moves.get(camera.id), signedTo]).toEqual([there, [there]]);
  });

  it('believes a new endpoint when MAC addresses agree, as some firmware makes one at each start', async () => {
    const reborn = { ...claim, endpointUuid: '5f5a69c2-e0ae-504f-829b-00fc8a1b0fff', mac };
    expect(await movedTo({ [there]: { mac } }, { found: [reborn] })).toBe(there);
  });

  it('takes a device on loopback for this host', async () => {
    const here = aCamera({ address: '127.20.0.1' });
    const moved = aFound({ address: '127.20.0.2' });
    const { moves } = await outcomeOf({
      cameras: [here],
      found: [moved],
      hosts: { '127.20.0.2': {} },
      answer: (contact) => described(contact, here.identity),
    });
    expect(moves.get(here.id)).toBe('127.20.0.2');
  });
});

describe('when the old address of a camera answers, and not with its stream', () => {
  const looks: Record<string, OnvifLook> = {
    '10.0.0.7': { answer: 'onvif', identity: { serial: 'S9' } },
    [there]: { answer: 'password' },
  };

  it.each(['unsupported', 'auth', 'offline'])(
    'shows a person both after %s, and signs nothing',
    async (reason) => {
      const { moves, asked, signedTo } = await claimed(
        { '10.0.0.7': {}, [there]: { mac } },
        { reason, looks },
      );
      expect(asked).toMatchObject([
        {
          address: there,
          doubt: 'answered',
          shown: { registered: { onvif: looks['10.0.0.7'] }, device: { onvif: looks[there], mac } },
        },
      ]);
      expect([moves.size, signedTo]).toEqual([0, []]);
    },
  );

  it.each<[string, Record<string, Host>, Partial<Scene>]>([
    ['the network shows that it is the camera', { '10.0.0.7': { mac } }, { reason: 'auth' }],
    ['its recorder failed', { '10.0.0.7': {} }, { reason: 'recorder' }],
    ['it is switched off', { '10.0.0.7': {} }, { state: 'off', reason: 'switched-off' }],
    ['its stream is delivered', { '10.0.0.7': {} }, { state: 'recording' }],
  ])('asks nobody when %s', async (_, hosts, but) => {
    const { moves, asked, signedTo } = await claimed({ [there]: { mac }, ...hosts }, { looks, ...but });
    expect([moves.size, asked, signedTo]).toEqual([0, [], []]);
  });

  it('shows a few of many that claim to be the camera', async () => {
    const found = Array.from({ length: 200 }, (_, i) => ({ ...claim, address: `10.0.1.${i + 1}` }));
    const { asked } = await claimed({ '10.0.0.7': {} }, { reason: 'auth', found });
    expect(asked.length).toBeLessThan(10);
  });

  it('follows the camera alone where the network shows that another device has its address', async () => {
    const hosts = { [there]: { mac }, '10.0.0.7': { mac: '02:00:00:00:00:09' } };
    expect(await movedTo(hosts, { reason: 'auth' })).toBe(there);
  });
});

describe('when a device that the network shows to be the camera is asked what it is', () => {
  const verified = (answer: Scene['answer'], but: Partial<Scene> = {}) =>
    claimed({ [there]: { mac } }, { ...(answer && { answer }), ...but });
  const told = (but: Partial<Camera['identity']>) => (contact: CameraContact) =>
    described(contact, { ...camera.identity, ...but });

  it.each([
    ['another serial number', 'serial', told({ serial: 'S9' })],
    ['another MAC address', 'mac', told({ mac: '02:00:00:00:00:66' })],
    [
      'another stream',
      'stream',
      (contact: CameraContact) => ({ ...described(contact, camera.identity), profiles: [] }),
    ],
  ])('leaves the camera where it was, with an alarm, after %s', async (_, what, answer) => {
    const { moves, asked } = await verified(answer);
    expect(moves.size).toBe(0);
    expect(asked).toMatchObject([{ address: there, doubt: 'differs', differences: [{ what }] }]);
  });

  it('asks a person when it keeps its serial number to itself', async () => {
    const { serial: _, ...rest } = camera.identity;
    const { moves, asked } = await verified((contact) => described(contact, rest));
    expect([moves.size, asked[0]?.doubt]).toEqual([0, 'unverified']);
  });

  it('asks a person, and counts the tries, when it refuses the password', async () => {
    const { moves, asked, refusals } = await verified(() => invalid('camera-refused-password', 'no'));
    expect([moves.size, asked[0]?.doubt, refusals]).toEqual([0, 'unverified', 3]);
  });

  it('asks nobody, and tries again later, when it does not answer', async () => {
    const { moves, asked } = await verified(() => unavailable('camera-answer-late', 'late'));
    expect([moves.size, asked]).toEqual([0, []]);
  });

  it('signs nothing while its password must rest', async () => {
    const { moves, signedTo } = await verified(undefined, { mayBeTried: false });
    expect([moves.size, signedTo]).toEqual([0, []]);
  });
});

describe('when the stream of a device that told all of the camera is compared with the footage', () => {
  const compared = (but: Partial<Scene>) => claimed({ [there]: { mac } }, but);
  const sps = Uint8Array.of(0x67, 77, 0, 30, 1);

  it('opens it at the new address, with a digest at most, and follows the camera', async () => {
    const { moves, opened } = await compared({ sent: format });
    expect(moves.get(camera.id)).toBe(there);
    expect(opened).toEqual([{ url: `rtsp://${there}/main`, credentials: { user: 'u', password: 'p' } }]);
  });

  it.each<[string, PictureFormat]>([
    ['another sequence parameter set', { codec: 'h264', parameterSets: [sps] }],
    ['a further one', { codec: 'h264', parameterSets: [...format.parameterSets, sps] }],
    ['another codec', { ...format, codec: 'h265' }],
  ])('leaves the camera where it was, with an alarm, after %s', async (_, sent) => {
    const { moves, asked } = await compared({ sent });
    expect(moves.size).toBe(0);
    expect(asked).toMatchObject([
      { address: there, doubt: 'differs', differences: [{ what: 'picture-format' }] },
    ]);
  });

  it('follows a camera whose encoder changed a picture parameter set', async () => {
    const sent = { ...format, parameterSets: [...format.parameterSets, Uint8Array.of(0x68, 1)] };
    expect((await compared({ sent })).moves.get(camera.id)).toBe(there);
  });

  it('follows a camera without footage, which has nothing to compare', async () => {
    const { moves, opened } = await compared({ recorded: undefined });
    expect([moves.get(camera.id), opened]).toEqual([there, []]);
  });

  it.each(['camera-stream-unknown', 'camera-udp-only', 'camera-basic-only', 'camera-without-keyframe'])(
    'asks a person after %s',
    async (code) => {
      const { moves, asked } = await compared({ sent: unavailable(code, 'no') });
      expect([moves.size, asked[0]?.doubt]).toEqual([0, 'unverified']);
    },
  );

  it.each(['camera-offline', 'camera-busy', 'store-unavailable', 'catalogue-unavailable'])(
    'asks nobody, and tries again later, after %s',
    async (code) => {
      const { moves, asked } = await compared({ sent: unavailable(code, 'no') });
      expect([moves.size, asked]).toEqual([0, []]);
    },
  );

  it('counts the tries of a password that the stream refuses', async () => {
    const { moves, asked, refusals } = await compared({ sent: invalid('camera-refused-password', 'no') });
    expect([moves.size, asked[0]?.doubt, refusals]).toEqual([0, 'unverified', 3]);
  });

  it('asks a person where the address of the stream holds the password', async () => {
    const { moves, asked, opened } = await compared({
      url: 'rtsp://10.0.0.7/user=admin_password=***_channel=1',
    });
    expect([moves.size, asked[0]?.doubt, opened]).toEqual([0, 'unverified', []]);
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
        const { moves, signedTo } = await outcomeOf({
          cameras: ward,
          found: [stranger, ...found],
          hosts: { ...hosts, '10.0.9.9': { mac: '02:00:00:00:00:66' } },
        });
        const after = ward.map(({ id, address }) => moves.get(id) ?? address);
        expect(after).toEqual(given);
        expect(signedTo).not.toContain('10.0.9.9');
      }),
      { numRuns: 5 },
    );
  });
});
