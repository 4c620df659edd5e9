import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNetworkView } from '../../../src/adapters/kernel/network-view.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { makeTwoHosts, namespacesMissing, type TwoHosts } from '../../support/network-namespace.ts';
import { describeUnless } from '../../support/unless.ts';

const view = createNetworkView(testNetworks);

/** Listens on a port of the system's choice and prints it. */
const listener = `require('net').createServer((s) => s.end()).listen(0, function () { console.log(this.address().port) })`;

describeUnless(namespacesMissing, 'when a device is on a network of this host', () => {
  let hosts: TwoHosts;
  let device: ChildProcess;
  let port: number;

  beforeAll(async () => {
    hosts = makeTwoHosts();
    device = spawn('ip', ['netns', 'exec', hosts.namespace, process.execPath, '-e', listener], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(device.stdout ?? device, 'data')) as [Buffer];
    port = Number(line.toString());
  });
  afterAll(async () => {
    const ended = once(device, 'exit');
    device.kill();
    await ended;
    hosts.remove();
  });

  it('tells that it takes connections, and the MAC address that the kernel found', async () => {
    expect(await view.presence(hosts.address, [1, port])).toBe('open');
    expect(await view.macOf(hosts.address)).toBe(hosts.mac);
  });

  it('tells a device that refuses, and a MAC address all the same', async () => {
    expect(await view.presence(hosts.address, [1])).toBe('refused');
    expect(await view.macOf(hosts.address)).toBe(hosts.mac);
  });

  it('knows nothing of an address that nobody has', async () => {
    expect(await view.presence('198.51.100.9', [port])).toBe('silent');
    expect(await view.macOf('198.51.100.9')).toBeUndefined();
  });
});

describe('when a device is on loopback', () => {
  it('tells whether it takes connections, and no MAC address', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.20.43.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await view.presence('127.20.43.1', [port])).toBe('open');
    server.close();
    await once(server, 'close');
    expect(await view.presence('127.20.43.1', [port])).toBe('refused');
    expect(await view.macOf('127.20.43.1')).toBeUndefined();
  });
});

describe('when the table of neighbours is read', () => {
  it('takes finished entries only, and none of an address that two interfaces know differently', async () => {
    const table = join(tmpdir(), `minh-chung-arp-${process.pid}`);
    const row = (address: string, flags: string, mac: string, device: string) =>
      `${address.padEnd(17)}0x1         ${flags}         ${mac}     *        ${device}`;
    await writeFile(
      table,
      [
        'IP address       HW type     Flags       HW address            Mask     Device',
        row('10.0.0.7', '0x2', '02:00:00:00:00:07', 'eth0'),
        row('10.0.0.8', '0x0', '02:00:00:00:00:08', 'eth0'),
        row('10.0.0.9', '0x2', '02:00:00:00:00:09', 'eth0'),
        row('10.0.0.9', '0x2', '02:00:00:00:00:0a', 'eth1'),
      ].join('\n'),
    );
    const told = ['10.0.0.7', '10.0.0.8', '10.0.0.9'].map((host) =>
      createNetworkView(testNetworks, table).macOf(host),
    );
    expect(await Promise.all(told)).toEqual(['02:00:00:00:00:07', undefined, undefined]);
  });

  it('knows nothing where there is no table', async () => {
    expect(await createNetworkView(testNetworks, '/nonexistent/arp').macOf('10.0.0.7')).toBeUndefined();
  });
});
