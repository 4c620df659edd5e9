import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isWardAddress } from '../address.ts';
import type { OnvifHost } from './onvif-host.ts';
import { matches, type Probe, parseProbe, probeMatch } from './probe.ts';

const GROUP = '239.255.255.250';
const PORT = 3702;
/** WS-Discovery's APP_MAX_DELAY: without it, 190 simultaneous answers overflow the asker's socket. */
const MAX_DELAY_MS = 500;

/**
 * Receives multicast probes for the whole ward, on one interface only. It ignores datagrams from other networks
 * than a ward's (Linux delivers a group's datagrams to every socket of that port) and, if `asker` is given, from
 * other addresses.
 */
export class ProbeEar {
  private readonly responders = new Set<ProbeResponder>();
  private readonly interfaceAddress: string;
  private readonly asker: string | undefined;
  private socket: Socket | undefined;

  constructor(interfaceAddress: string, asker?: string) {
    this.interfaceAddress = interfaceAddress;
    this.asker = asker;
  }

  async open(): Promise<void> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    socket.on('message', (datagram, from) => {
      if (this.asker !== undefined && from.address !== this.asker) return;
      const probe = heardProbe(datagram, from);
      if (probe) for (const responder of this.responders) responder.answer(probe, from);
    });
    await bound(socket, GROUP);
    socket.addMembership(GROUP, this.interfaceAddress);
    this.socket = socket;
  }

  add(responder: ProbeResponder): void {
    this.responders.add(responder);
  }

  remove(responder: ProbeResponder): void {
    this.responders.delete(responder);
  }

  close(): void {
    this.socket?.close();
    this.socket = undefined;
  }
}

/** Answers probes for one camera from its own address, also unicast probes sent there. */
export class ProbeResponder {
  private readonly host: OnvifHost;
  private readonly waiting = new Set<NodeJS.Timeout>();
  private socket: Socket | undefined;

  constructor(host: OnvifHost) {
    this.host = host;
  }

  async open(): Promise<void> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    socket.on('message', (datagram, from) => {
      const probe = heardProbe(datagram, from);
      if (probe) this.answer(probe, from);
    });
    await bound(socket, this.host.address);
    this.socket = socket;
  }

  answer(probe: Probe, from: RemoteInfo): void {
    if (this.host.silent) return;
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      this.send(probe, from);
    }, Math.random() * MAX_DELAY_MS);
    this.waiting.add(timer);
  }

  close(): void {
    for (const timer of this.waiting) clearTimeout(timer);
    this.waiting.clear();
    this.socket?.close();
    this.socket = undefined;
  }

  /** Ignores send errors: the asker may have closed its socket. */
  private send(probe: Probe, to: RemoteInfo): void {
    this.socket?.send(probeMatch(probe, this.host), to.port, to.address, () => undefined);
  }
}

/** Returns the probe if the datagram is one, asks for our types, and came from a ward's network. */
function heardProbe(datagram: Buffer, from: RemoteInfo): Probe | undefined {
  if (!isWardAddress(from.address)) return undefined;
  const probe = parseProbe(datagram.toString('utf8'));
  return probe && matches(probe) ? probe : undefined;
}

async function bound(socket: Socket, address: string): Promise<void> {
  socket.bind(PORT, address);
  await once(socket, 'listening');
  socket.on('error', () => undefined); // an ICMP error for an answer to a closed port
}
