import { createServer, connect as netConnect, type Server, type Socket } from 'node:net';
import type { CameraNetworks } from '../core/index.ts';
import type { WakeUps } from './wake-ups.ts';

/** A TCP connection, whichever side opened it. */
export interface Connection {
  /** `done` is called when the kernel has the bytes, so that their buffer may be reused. */
  write(bytes: Buffer | string, done?: () => void): void;
  /** Sends pending bytes, then FIN; keeps reading. */
  end(): void;
  destroy(): void;
}

export interface ConnectionEvents {
  /** `bytes` is borrowed: valid only during the call. */
  onBytes(bytes: Buffer): void;
  /** Called once, however the connection ended. `code`: the system's (`ECONNRESET`), if it was an error. */
  onClose(code?: string): void;
}

export interface ConnectOptions {
  readonly host: string;
  /** Where `host` may lead. */
  readonly networks: CameraNetworks;
  readonly port: number;
  readonly timeoutMs: number;
  /**
   * Called each time the socket was read empty. Returns the pause before the next read, in milliseconds (0 =
   * none). `drainedBytes` counts the bytes since the last pause.
   */
  pauseMs(drainedBytes: number): number;
  readonly wakeUps: WakeUps;
}

/** One read buffer serves every socket: Node fills it and calls back before it reads again. */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * Opens a connection; rejects with `camera-outside-networks`, or an error whose `code` is the system's, or `ETIMEDOUT`. What
 * was checked is what is connected to: the address, not the name.
 */
export async function connect(options: ConnectOptions, events: ConnectionEvents): Promise<Connection> {
  const address = await options.networks.addressOf(options.host, options.timeoutMs);
  return connectTo(address, options, events);
}

function connectTo(address: string, options: ConnectOptions, events: ConnectionEvents): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const reader = new PacedReader(options, events);
    const socket: Socket = netConnect({
      host: address,
      port: options.port,
      noDelay: true,
      onread: { buffer: readBuffer, callback: (length) => reader.take(socket, length) },
    });
    const cancel = options.wakeUps.after(options.timeoutMs, () => socket.destroy(withCode('ETIMEDOUT')));
    socket.once('connect', () => {
      cancel();
      socket.removeListener('error', reject);
      watchClose(socket, (code) => {
        reader.stop();
        events.onClose(code);
      });
      resolve(toConnection(socket));
    });
    socket.once('error', reject);
    socket.once('close', cancel);
  });
}

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

/** Reads a socket until it is empty, then pauses: one wake-up instead of one per packet. */
class PacedReader {
  private drained = 0;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly options: ConnectOptions,
    private readonly events: ConnectionEvents,
  ) {}

  /** Node's `onread` callback: false stops reading. */
  take(socket: Socket, length: number): boolean {
    this.drained += length;
    this.events.onBytes(readBuffer.subarray(0, length));
    if (length === readBuffer.length || socket.destroyed) return true;
    const pauseMs = this.options.pauseMs(this.drained);
    this.drained = 0;
    if (pauseMs <= 0) return true;
    this.cancel = this.options.wakeUps.after(pauseMs, () => socket.resume());
    return false;
  }

  stop(): void {
    this.cancel?.();
  }
}

function toConnection(socket: Socket): Connection {
  return {
    write: (bytes, done) => {
      socket.write(bytes, () => done?.());
    },
    end: () => {
      socket.end();
    },
    destroy: () => {
      socket.destroy();
    },
  };
}

function watchClose(socket: Socket, onClose: (code?: string) => void): void {
  let code: string | undefined;
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code ?? 'EIO';
  });
  socket.once('close', () => onClose(code));
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, on a free port. `accept` returns the event handlers of each new connection. */
export function listenOnLoopback(accept: (connection: Connection) => ConnectionEvents): Promise<Listener> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    serve(socket, accept);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve({ port: portOf(server), close: () => close(server, open) }));
  });
}

function serve(socket: Socket, accept: (connection: Connection) => ConnectionEvents): void {
  const events = accept(toConnection(socket));
  watchClose(socket, (code) => events.onClose(code));
  socket.on('data', (bytes: Buffer) => events.onBytes(bytes));
  socket.once('end', () => socket.end());
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function close(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of open) socket.destroy();
  });
}
