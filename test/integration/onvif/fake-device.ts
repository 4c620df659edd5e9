import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a device sees it; read with nothing of the code under test. */
export interface DeviceRequest {
  readonly operation: string;
  readonly namespace: string;
  readonly xml: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface DeviceAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, or whatever a rude device does with the connection. */
export type Behaviour = (request: DeviceRequest, response: ServerResponse) => DeviceAnswer | undefined;

export interface FakeDevice {
  readonly url: string;
  readonly requests: readonly DeviceRequest[];
  stop(): Promise<void>;
}

/** An HTTP server that behaves as told, on a loopback address and a port of the system's choice. */
export async function startDevice(behave: Behaviour, address = '127.0.0.1'): Promise<FakeDevice> {
  const requests: DeviceRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const xml = Buffer.concat(chunks).toString();
      const request = { ...operationOf(xml), xml, path: incoming.url ?? '', headers: incoming.headers };
      requests.push(request);
      const answer = behave(request, response);
      if (answer) response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
    });
  });
  server.listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${port}/onvif/device_service`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function operationOf(xml: string): { operation: string; namespace: string } {
  const [, prefix = '', operation = ''] = /Body>\s*<(?:(\w+):)?(\w+)/.exec(xml) ?? [];
  const namespace = new RegExp(`xmlns:${prefix}="([^"]*)"`).exec(xml)?.[1] ?? '';
  return { operation, namespace };
}

const envelopeNamespaces =
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema"';

export const envelope = (content: string): string =>
  `<?xml version="1.0"?><s:Envelope ${envelopeNamespaces}><s:Body>${content}</s:Body></s:Envelope>`;

export const fault = (subcode: string, status = 400): DeviceAnswer => ({
  status,
  body: envelope(
    `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:${subcode}</s:Value></s:Subcode></s:Code>` +
      '<s:Reason><s:Text xml:lang="en">no</s:Text></s:Reason></s:Fault>',
  ),
});

export const dateAndTime = (at: Date): string => {
  const [year, month, day, hour, minute, second] = at.toISOString().split(/[-:T.Z]/);
  const date = `<tt:Date><tt:Year>${year}</tt:Year><tt:Month>${month}</tt:Month><tt:Day>${day}</tt:Day></tt:Date>`;
  const time = `<tt:Time><tt:Hour>${hour}</tt:Hour><tt:Minute>${minute}</tt:Minute><tt:Second>${second}</tt:Second></tt:Time>`;
  return envelope(
    `<GetSystemDateAndTimeResponse><SystemDateAndTime><tt:UTCDateTime>${time}${date}</tt:UTCDateTime></SystemDateAndTime></GetSystemDateAndTimeResponse>`,
  );
};

/** What a polite device with one H.264 profile answers; `but` replaces single operations. */
export const polite =
  (but: Readonly<Record<string, (request: DeviceRequest) => DeviceAnswer>> = {}): Behaviour =>
  (request) =>
    but[request.operation]?.(request) ?? politeAnswer(request);

/** Of a device with one profile, whose codec and size it keeps to itself. */
export function politeAnswer({ operation }: DeviceRequest): DeviceAnswer {
  const content: Readonly<Record<string, string>> = {
    GetDeviceInformation:
      '<Manufacturer>Maker</Manufacturer><Model>M1</Model><SerialNumber>S1</SerialNumber>',
    GetCapabilities: '<Capabilities/>',
    GetProfiles:
      '<Profiles token="p1"><tt:VideoSourceConfiguration><tt:SourceToken>v1</tt:SourceToken></tt:VideoSourceConfiguration></Profiles>',
    GetStreamUri: '<MediaUri><tt:Uri>rtsp://10.99.99.99/live</tt:Uri></MediaUri>',
  };
  if (operation === 'GetSystemDateAndTime') return { body: dateAndTime(new Date()) };
  const found = content[operation];
  return found === undefined
    ? fault('ActionNotSupported')
    : { body: envelope(`<${operation}Response>${found}</${operation}Response>`) };
}
