import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { RtspConnection } from './rtsp-connection.ts';
import type { RtspHost } from './rtsp-host.ts';

/** RTSP port of one camera. */
export class RtspServer {
  private readonly connections = new Set<RtspConnection>();
  private readonly host: RtspHost;
  private server: Server | undefined;

  constructor(host: RtspHost) {
    this.host = host;
  }

  /** Port 0 takes a free one. Resolves with the port; rejects when it is taken. */
  async open(port: number): Promise<number> {
    const server = createServer((socket) => {
      const connection = new RtspConnection(
        socket,
        this.host,
        () => this.sessionCount < this.host.maxSessions,
      );
      this.connections.add(connection);
      socket.on('close', () => this.connections.delete(connection));
      connection.setSilent(this.host.manner.silent);
    });
    server.listen(port, this.host.address);
    await once(server, 'listening');
    this.server = server;
    return (server.address() as AddressInfo).port;
  }

  get sessionCount(): number {
    return [...this.connections].filter((connection) => connection.holdsSession).length;
  }

  setSilent(silent: boolean): void {
    for (const connection of this.connections) connection.setSilent(silent);
  }

  resetConnections(): void {
    for (const connection of this.connections) connection.reset();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      if (this.server) this.server.close(() => resolve());
      else resolve();
    });
    this.server = undefined;
    this.resetConnections();
    await closed;
  }
}
