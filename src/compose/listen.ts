import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../config/load.ts';
import { secured } from './tls.ts';

export interface Listening {
  readonly url: string;
  /** Takes no more calls, lets those under way end, and closes what stays idle. */
  close(): Promise<void>;
}

const drainMs = 5_000;

/** Serves where the configuration says: plain on loopback and to a trusted proxy only, with TLS elsewhere. */
export async function listen(handle: RequestListener, config: Config): Promise<Listening> {
  const { host, port } = config;
  const tls = await secured(config);
  const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
  server.listen(port, host);
  await once(server, 'listening');
  const { port: chosen } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `${tls ? 'https' : 'http'}://${name}:${chosen}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(late);
    },
  };
}
