import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { type CameraNetworks, unavailable } from '../../../core/index.ts';
import type { FoundCamera, ProbedSite } from '../../../discovery/index.ts';
import { createProbe, type NodeOnvifProbe } from '../soap/node-onvif.ts';
import { FoundCameras } from './found-cameras.ts';
import { readProbeMatches } from './probe-matches.ts';

const defaultWaitMs = 3_000;
/** node-onvif sends three shapes in three rounds. */
const probesSent = 9;
const maxTargets = 1_024;
const resolveMs = 2_000;
/** Bounds the work that one loud device, and all of them, can make us do. */
const maxDatagramsPerSender = 256;
const maxDatagrams = 20_000;
const receiveBufferBytes = 4 * 1024 * 1024;

interface ProbeDeps {
  readonly networks: CameraNetworks;
  readonly onFound: (found: FoundCamera) => void;
}

/**
 * One discovery by node-onvif, which opens the socket, times the rounds and closes; the answers are read here.
 * Throws `discovery-not-sent` when no probe left: no such interface, no route, no permission.
 */
export async function probe(site: ProbedSite, { networks, onFound }: ProbeDeps): Promise<FoundCamera[]> {
  const found = new FoundCameras(onFound);
  const targets = await targetsWithin(networks, site.unicastTargets ?? []);
  const instance = createProbe();
  const waitMs = Math.max(100, site.waitMs ?? defaultWaitMs);
  instance._DISCOVERY_WAIT = waitMs;
  instance._DISCOVERY_INTERVAL = Math.min(150, Math.floor(waitMs / 2 / probesSent));
  const sending = takeOver(instance, { ...site, unicastTargets: targets }, found);
  try {
    await instance.startProbe();
  } catch (error) {
    throw notSent(error);
  }
  if (sending.sent === 0) throw notSent(sending.lastError);
  return found.list();
}

/** Their addresses; without those that lie outside, or whose name nobody knows. */
async function targetsWithin(networks: CameraNetworks, hosts: readonly string[]): Promise<string[]> {
  const found = await Promise.allSettled(
    hosts.slice(0, maxTargets).map((host) => networks.addressOf(host, resolveMs)),
  );
  return found.flatMap((each) => (each.status === 'fulfilled' && isIPv4(each.value) ? [each.value] : []));
}

const notSent = (cause: unknown) =>
  unavailable('discovery-not-sent', 'No probe could be sent on that network.', cause);

interface Sending {
  sent: number;
  lastError?: unknown;
}

/** Slips in between node-onvif and its socket, where it has bound it and is about to send. */
function takeOver(instance: NodeOnvifProbe, site: ProbedSite, found: FoundCameras): Sending {
  const sending: Sending = { sent: 0 };
  const sender = Object.create(instance) as NodeOnvifProbe;
  const send = instance._sendProbe.bind(sender);
  instance._sendProbe = async () => {
    const socket = instance._udp;
    if (!socket) return;
    // node-onvif leaves it without a listener: an ICMP error would end the process.
    socket.on('error', (error) => {
      sending.lastError = error;
    });
    listen(socket, found);
    socket.setRecvBufferSize(receiveBufferBytes);
    if (site.interfaceAddress !== undefined) socket.setMulticastInterface(site.interfaceAddress);
    Object.assign(sender, { _udp: outlet(socket, site.unicastTargets ?? [], sending) });
    await send();
  };
  return sending;
}

/** Takes the place of node-onvif's listener, which keeps whatever arrives, without limit. */
function listen(socket: Socket, found: FoundCameras): void {
  const heard = new Map<string, number>();
  let datagrams = 0;
  socket.removeAllListeners('message');
  socket.on('message', (datagram, { address }) => {
    const fromThere = (heard.get(address) ?? 0) + 1;
    heard.set(address, fromThere);
    datagrams += 1;
    if (fromThere > maxDatagramsPerSender || datagrams > maxDatagrams) return;
    void readProbeMatches(datagram, address).then((all) => {
      for (const each of all) found.add(each);
    });
  });
}

/**
 * A replacement for node-onvif's socket while it sends. It would call `send` on `null`, outside any promise, when its own
 * timer closed the socket between two probes.
 */
function outlet(socket: Socket, targets: readonly string[], sending: Sending) {
  let isClosed = false;
  socket.once('close', () => {
    isClosed = true;
  });
  const onSent = (error: Error | null) => {
    if (error) sending.lastError = error;
    else sending.sent += 1;
  };
  return {
    send(
      probe: Buffer,
      _offset: number,
      _length: number,
      port: number,
      group: string,
      done: () => void,
    ): void {
      if (isClosed) return;
      const datagram = forAnyone(probe);
      for (const target of [group, ...targets]) socket.send(datagram, port, target, onSent);
      setImmediate(done);
    },
  };
}

/** In place of the probe for displays, one without Types: some cameras answer no other (quirk 4). */
function forAnyone(probe: Buffer): Buffer {
  const xml = probe.toString('utf8');
  if (!xml.includes(':NetworkVideoDisplay<')) return probe;
  return Buffer.from(
    xml.replace(/<d:Types.*<\/d:Types>/s, '').replace(/uuid:[0-9a-f-]{36}/, `urn:uuid:${randomUUID()}`),
  );
}
