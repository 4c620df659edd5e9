import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEVICE_OPERATIONS, OPEN_OPERATIONS } from './device-service.ts';
import { InvalidArgument, MEDIA_OPERATIONS } from './media-service.ts';
import type { OnvifHost, Operation } from './onvif-host.ts';
import { DEVICE_PATH, MEDIA_PATH } from './onvif-paths.ts';
import { envelope, fault, operationOf } from './soap.ts';
import { checkUsernameToken } from './username-token.ts';

const SERVICES: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  [DEVICE_PATH]: DEVICE_OPERATIONS,
  [MEDIA_PATH]: MEDIA_OPERATIONS,
};
const MAX_REQUEST_BYTES = 256 * 1024;

interface Answer {
  status: number;
  body: string;
  challenges?: string[];
}

/** HTTP port of one camera, with its device and media services. */
export class OnvifServer {
  private readonly host: OnvifHost;
  private server: Server | undefined;

  constructor(host: OnvifHost) {
    this.host = host;
  }

  /** Port 0 takes a free one. Resolves with the port; rejects when it is taken. */
  async open(port: number): Promise<number> {
    const server = createServer((request, response) => void this.serve(request, response));
    server.listen(port, this.host.address);
    await once(server, 'listening');
    this.server = server;
    return (server.address() as AddressInfo).port;
  }

  /** Cuts all connections, also those that wait for an answer. */
  dropConnections(): void {
    this.server?.closeAllConnections();
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const xml = await readBody(request);
    if (xml === undefined || this.host.silent) return; // no answer, as from a hung camera
    const { status, body, challenges } = this.answer(request, xml);
    if (challenges) response.setHeader('WWW-Authenticate', challenges);
    response.writeHead(status, { 'Content-Type': 'application/soap+xml; charset=utf-8' }).end(body);
  }

  private answer(request: IncomingMessage, xml: string): Answer {
    const operation = operationOf(xml);
    const perform = operation && SERVICES[request.url ?? '']?.[operation];
    if (!perform) return { status: 400, body: fault('Receiver', 'ActionNotSupported', 'not implemented') };
    const refusal = OPEN_OPERATIONS.has(operation) ? undefined : this.refusal(request, xml);
    return refusal ?? this.perform(perform, xml);
  }

  private perform(perform: Operation, xml: string): Answer {
    try {
      return { status: 200, body: envelope(perform(this.host, xml)) };
    } catch (error) {
      if (!(error instanceof InvalidArgument)) throw error;
      return { status: 400, body: fault('Sender', error.subcode, error.message) };
    }
  }

  private refusal(request: IncomingMessage, xml: string): Answer | undefined {
    const token = this.host.onvifAuth === 'digest' ? 'absent' : this.checkToken(xml);
    if (token === 'granted') return undefined;
    const body = fault('Sender', 'NotAuthorized', 'Sender not authorized');
    if (token === 'refused' || this.host.onvifAuth === 'token') return { status: 400, body };
    const digest = this.host.checkDigest(request.headers.authorization, request.method ?? '');
    if (digest === 'granted') return undefined;
    return { status: 401, body, challenges: this.host.httpChallenges(digest === 'stale') };
  }

  private checkToken(xml: string) {
    const { credentials, tokenWindowMs } = this.host;
    const window = { cameraNowMs: this.host.cameraNowMs(), windowMs: tokenWindowMs };
    return checkUsernameToken(xml, credentials, window);
  }
}

/** Undefined when the client aborted or sent too much. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_REQUEST_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}
