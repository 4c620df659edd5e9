import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNetworkView } from '../../../src/adapters/kernel/network-view.ts';
import { createCameraNetworks } from '../../../src/adapters/networks/camera-networks.ts';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import { endOfFailedStart } from '../../../src/recording/outcome.ts';
import { createRelay } from '../../../src/relay/index.ts';
import { problemsEn } from '../../../src/web/messages/problems/problems-en.ts';
import { problemsVi } from '../../../src/web/messages/problems/problems-vi.ts';

const [inside, outside] = ['127.20.44.1', '127.20.45.1'];
/** By names, too: `outside.lan` leads out of the networks, `both.lan` out and in. */
const names: Readonly<Record<string, string[]>> = {
  'outside.lan': [outside],
  'both.lan': [outside, inside],
};
const networks = createCameraNetworks([`${inside}/24`], async (name) => names[name] ?? []);

/** Both listen on one port and hang up on whoever connects. */
let servers: Server[];
let port: number;
let connected: string[];

async function listening(address: string, at: number): Promise<Server> {
  const server = createServer((socket) => {
    connected.push(address);
    socket.on('error', () => {});
    socket.destroy();
  });
  server.listen(at, address);
  await once(server, 'listening');
  return server;
}

beforeAll(async () => {
  connected = [];
  const first = await listening(outside, 0);
  const bound = first.address();
  port = typeof bound === 'object' && bound ? bound.port : 0;
  servers = [first, await listening(inside, port)];
});
afterAll(() => {
  for (const server of servers) server.close();
});

const relay = createRelay({ networks, clock: systemClock, log: silentLog });
const directory = createCameraDirectory({ networks });
afterAll(() => relay.close());

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
const stream = (host: string) => relay.open({ url: `rtsp://${host}:${port}/` }).catch(codeOf);
const service = (host: string, address?: string) =>
  directory
    .interrogate({ xaddrs: [`http://${host}:${port}/`], ...(address !== undefined && { address }) })
    .catch(codeOf);

describe('when an address lies outside the camera networks', () => {
  it.each([
    ['a stream', () => stream(outside)],
    ['a stream, by a name', () => stream('outside.lan')],
    ['a stream, as an IPv4-mapped address', () => stream(`[::ffff:${outside}]`)],
    ['a device service', () => service(outside)],
    ['a device service, by a name', () => service('outside.lan')],
    ['a device that states a good address and answers from another', () => service(inside, outside)],
  ])('is not connected to: %s', async (_, attempt) => {
    connected = [];
    expect(await attempt()).toBe('camera-outside-networks');
    expect(connected).toEqual([]);
  });

  it.each([
    ['a stream', () => stream('both.lan'), 'camera-offline'],
    ['a device service', () => service('both.lan'), 'camera-offline'],
  ])(
    'is left out of what a name leads to, for %s: the address that was checked is reached',
    async (_, attempt, code) => {
      connected = [];
      expect(await attempt()).toBe(code);
      expect([...new Set(connected)]).toEqual([inside]);
    },
  );

  it('is silent to discovery: nobody takes a connection there, and no probe is sent', async () => {
    connected = [];
    const view = createNetworkView(networks);
    expect(await view.presence(outside, [port])).toBe('silent');
    expect(await view.presence(inside, [port])).toBe('open');
    expect(await directory.look({ xaddrs: [`http://${outside}:${port}/`] })).toEqual({ answer: 'silent' });
    expect(connected).toEqual([inside]);
    const heard: string[] = [];
    const sockets = [inside, outside].map((address) => {
      const socket = createSocket({ type: 'udp4', reuseAddr: true });
      socket.on('message', () => heard.push(address)).bind(3702, address);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'listening')));
    const unicastTargets = [outside, 'outside.lan', inside];
    await directory.probe({ interfaceAddress: '127.0.0.1', unicastTargets, waitMs: 300 });
    for (const socket of sockets) socket.close();
    expect([...new Set(heard)]).toEqual([inside]);
  });

  it('costs a recorded camera a gap that says so, with a remedy in both languages', async () => {
    const error: unknown = await relay.open({ url: `rtsp://${outside}:${port}/` }).catch((e: unknown) => e);
    const code = 'camera-outside-networks';
    expect(error).toMatchObject({ code });
    expect(String(error)).toContain('MINHCHUNG_CAMERA_NETWORKS');
    expect(endOfFailedStart(error)).toMatchObject({ reason: 'unsupported', code });
    const remedies = [problemsVi, problemsEn].map((texts) => texts[code].remedy);
    for (const remedy of remedies) expect(remedy).toContain('MINHCHUNG_CAMERA_NETWORKS');
  });
});
