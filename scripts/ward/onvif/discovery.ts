import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { OnvifHost } from './onvif-host.ts';
import { matches, type Probe, parseProbe, probeMatch } from './probe.ts';

const GROUP = '239.255.255.250';
const PORT = 3702;
const LOOPBACK = '127.0.0.1';
/** WS-Discovery's APP_MAX_DELAY: without it 190 answers at once overflow the asker's socket. */
const MAX_DELAY_MS = 500;

/**
 * The ears of the whole ward: multicast probes on the loopback interface only. Datagrams that came by another
 * interface (Linux hands a group's datagrams to every socket of that port) are not answered.
 */
export class ProbeEar {
  private readonly responders = new Set<ProbeResponder>();
  private socket: Socket | undefined;

  async open(): Promise<void> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    socket.on('message', (datagram, from) => {
      const probe = heardProbe(datagram, from);
      if (probe) for (const responder of this.responders) responder.answer(probe, from);
    });
    await bound(socket, GROUP);
    socket.addMembership(GROUP, LOOPBACK);
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

/** One camera's voice: answers from its own address, and hears probes sent straight to it there. */
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

  /** Whether the asker still listens is no business of a camera's. */
  private send(probe: Probe, to: RemoteInfo): void {
    this.socket?.send(probeMatch(probe, this.host), to.port, to.address, () => undefined);
  }
}

/** The probe to answer, if the datagram is one, asks for what we are, and was sent on this machine. */
function heardProbe(datagram: Buffer, from: RemoteInfo): Probe | undefined {
  if (!from.address.startsWith('127.')) return undefined;
  const probe = parseProbe(datagram.toString('utf8'));
  return probe && matches(probe) ? probe : undefined;
}

async function bound(socket: Socket, address: string): Promise<void> {
  socket.bind(PORT, address);
  await once(socket, 'listening');
  socket.on('error', () => undefined); // an ICMP error for an answer that nobody took
}
