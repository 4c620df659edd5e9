import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../config/load.ts';
import { unavailable } from '../core/index.ts';
import { openableHosts, urlOf } from './openable.ts';
import { secured } from './tls.ts';

export interface Listening {
  /** Where a browser reaches it, best first. */
  readonly urls: readonly [string, ...string[]];
  /** Takes no more calls, lets those under way end, and closes what stays idle. */
  close(): Promise<void>;
}

const drainMs = 5_000;

/** How long a caller may take; afterwards Node answers 408 and closes. */
export interface Patience {
  /** From the connection to the end of a request's head, and within it for the TLS handshake. */
  readonly headMs: number;
}

const usualPatience: Patience = { headMs: 10_000 };

/**
 * Serves where the configuration says: plain on loopback and to a trusted proxy only, with TLS elsewhere.
 * @throws AppError `unavailable` / `port-taken`, `port-forbidden`, `host-elsewhere`
 */
export async function listen(
  handle: RequestListener,
  config: Config,
  { headMs }: Patience = usualPatience,
): Promise<Listening> {
  const { host, port } = config;
  const tls = await secured(config);
  const limits = { headersTimeout: headMs, connectionsCheckingInterval: headMs / 5 };
  const server = tls
    ? https.createServer({ ...tls, ...limits, handshakeTimeout: headMs }, handle)
    : http.createServer(limits, handle);
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw cannotListen(error as NodeJS.ErrnoException, config);
  });
  const { port: chosen } = server.address() as AddressInfo;
  const [best, ...others] = openableHosts(host);
  const open = (name: string) => urlOf(tls ? 'https' : 'http', name, chosen);
  return {
    urls: [open(best), ...others.map(open)],
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

function cannotListen(error: NodeJS.ErrnoException, { host, port }: Config): unknown {
  switch (error.code) {
    case 'EADDRINUSE':
      return unavailable(
        'port-taken',
        `Port ${port} of ${host} is taken: set PORT to a free one, or stop the program that has it (ss -ltnp names it)`,
      );
    case 'EACCES':
      return unavailable(
        'port-forbidden',
        `Port ${port} needs a right that this user lacks: set PORT to one above 1023, or put a proxy in front`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unavailable(
        'host-elsewhere',
        `HOST is ${host}, which is not an address of this machine: set it to one of them, or to 0.0.0.0 for all`,
      );
    default:
      return error;
  }
}
