import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { normaliseMac } from '../../camera/index.ts';
import type { CameraNetworks } from '../../core/index.ts';
import type { NetworkView, Presence } from '../../discovery/index.ts';

const connectMs = 2_000;

/** `ATF_COM` of if_arp.h: the kernel knows the address; entries without it are still being asked for. */
const completeFlag = 0x2;

/**
 * What the kernel of this host sees of the network: TCP handshakes, and its table of IPv4 neighbours. Outside `networks`
 * everything is silent: nobody is asked there.
 */
export const createNetworkView = (networks: CameraNetworks, table = '/proc/net/arp'): NetworkView => ({
  presence: async (host, ports) => {
    const address = await networks.addressOf(host, connectMs).catch(() => undefined);
    if (address === undefined) return 'silent';
    const all = await Promise.all(ports.map((port) => presenceAt(address, port)));
    return all.find((each) => each === 'open') ?? all.find((each) => each === 'refused') ?? 'silent';
  },
  macOf: async (host) => macIn(await readFile(table, 'utf8').catch(() => ''), host),
});

/** A handshake, and its end. */
function presenceAt(host: string, port: number): Promise<Presence> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (presence: Presence) => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(presence);
    };
    const deadline = setTimeout(() => settle('silent'), connectMs);
    socket.once('connect', () => settle('open'));
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      settle(code === 'ECONNREFUSED' ? 'refused' : 'silent'),
    );
  });
}

/** Columns of `/proc/net/arp`: address, type, flags, hardware address, mask, device. */
function macIn(table: string, host: string): string | undefined {
  const rows = table.split('\n').map((line) => line.split(/\s+/));
  const macs = rows
    .filter(([address, , flags]) => address === host && (Number(flags) & completeFlag) !== 0)
    .map((row) => normaliseMac(row[3] ?? ''));
  // Two interfaces that know one address differently prove nothing.
  return new Set(macs).size === 1 ? macs[0] : undefined;
}
