import { once } from 'node:events';
import http, {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Forward = (body: Buffer) => Promise<Answer>;

/**
 * What the proxy does with one request: it may alter the body, forward it or not, and answers what it likes. `undefined`
 * means honestly.
 */
export type Interference = (
  request: IncomingMessage & { readonly body: Buffer },
  response: ServerResponse,
  forward: Forward,
) => Promise<void> | void | undefined;

export interface MinioProxy {
  readonly endpoint: string;
  /** From the next request on. */
  interfere: Interference;
  /** Nothing listens at the endpoint until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** A loopback proxy before a real S3 server, through which a test lies about it. Signatures stay good: Host passes unchanged. */
export async function startMinioProxy(target: string): Promise<MinioProxy> {
  const proxy = { interfere: honest };
  const server = http.createServer((request, response) => {
    void handle(proxy.interfere, target, request, response).catch(() => response.destroy());
  });
  const listen = (port: number) => once(server.listen(port, '127.0.0.1'), 'listening');
  await listen(0);
  const port = portOf(server);
  return Object.assign(proxy, {
    endpoint: `http://127.0.0.1:${port}`,
    goAway: () => close(server),
    comeBack: () => listen(port).then(() => {}),
    close: async () => {
      if (server.listening) await close(server);
    },
  });
}

export const honest: Interference = async (request, response, forward) => {
  send(response, await forward(request.body));
};

/** Sends an answer as it is, its length header included, also where that is a lie. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function handle(
  interfere: Interference,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readAll(request);
  const forward: Forward = (altered) => forwardTo(target, request, altered);
  await interfere(Object.assign(request, { body }), response, forward);
}

async function forwardTo(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const { hostname, port } = new URL(target);
  const request = http.request({ hostname, port, method, path: url, headers, agent: false });
  request.end(body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await readAll(answer) };
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await once(server.close(), 'close');
}
