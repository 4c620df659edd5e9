import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedEvent {
  readonly isSigned: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A receiver of the webhook that checks the signature as its documentation says, and keeps what came. */
export interface WebhookReceiver {
  readonly url: string;
  readonly events: readonly ReceivedEvent[];
  answers: number;
  close(): Promise<void>;
}

export async function startWebhookReceiver(secret: string): Promise<WebhookReceiver> {
  const events: ReceivedEvent[] = [];
  const receiver = { answers: 204 };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const isSigned = isSignedWith(secret, String(request.headers['x-minhchung-signature']), text);
      events.push({ isSigned, body: JSON.parse(text) as ReceivedEvent['body'] });
      response.writeHead(receiver.answers, { location: `http://${request.headers.host}/elsewhere` }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/hook`,
    events,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

function isSignedWith(secret: string, header: string, text: string): boolean {
  const [, seconds = '', given = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const expected = createHmac('sha256', secret).update(`${seconds}.${text}`).digest();
  const found = Buffer.from(given, 'hex');
  return found.length === expected.length && timingSafeEqual(found, expected);
}
