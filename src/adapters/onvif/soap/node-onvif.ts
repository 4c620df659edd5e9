import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';
import { createRequire } from 'node:module';
import { SoapFault } from './soap-fault.ts';

/** The parts of node-onvif 0.1.7 that are used; it has no types. Nothing else of it may be called. */
export interface NodeOnvifProbe {
  _udp: Socket | null;
  _DISCOVERY_WAIT: number;
  _DISCOVERY_INTERVAL: number;
  _sendProbe(): Promise<void>;
  /** Resolves after `_DISCOVERY_WAIT`. Once per instance: a second call would never settle. */
  startProbe(): Promise<unknown>;
}

/** Where a request goes: to node-onvif a parsed URL that it hands through, to us the key of a transport. */
type Destination = object;

interface NodeOnvifSoap {
  parse(xml: string): Promise<unknown>;
  createRequestSoap(request: SoapRequest): string;
  requestCommand(to: Destination, operation: string, envelope: string): Promise<{ data: unknown }>;
  _request(to: Destination, envelope: string): Promise<string>;
  _getFaultReason(parsed: unknown): string;
  _createNonce(sizeBytes: number): Buffer;
}

/** `user` must be escaped for XML; `diff` is the camera's clock minus ours, milliseconds. */
export interface SoapRequest {
  readonly body: string;
  readonly xmlns: readonly string[];
  readonly user?: string;
  readonly pass?: string;
  readonly diff?: number;
}

/** Carries an envelope to a camera and brings back the body of its answer. */
export type Transport = (envelope: string) => Promise<string>;

const require = createRequire(import.meta.url);
const library = require('node-onvif') as { constructor: new () => NodeOnvifProbe };
const soap = require('node-onvif/lib/modules/soap.js') as NodeOnvifSoap;
// As node-onvif sees it: its own dependency, not ours.
const html = createRequire(require.resolve('node-onvif'))('html') as { prettyPrint: () => string };

// Every answer went through it: 140 kB of nested tags blocked the event loop for six seconds.
html.prettyPrint = () => '';

const transports = new WeakMap<Destination, Transport>();

// Without deadline, size limit, https and digest; and to whatever host the camera named. Now node-onvif reaches
// nothing unless `request` below gave it a transport.
soap._request = async (to, envelope) => {
  const transport = transports.get(to);
  if (!transport) throw new Error('node-onvif asked for a request that was not ours');
  return transport(envelope);
};

// Its text is the camera's, which may echo our own token back (Reolink); the codes are what decides.
soap._getFaultReason = (parsed) => {
  const fault = SoapFault.in(parsed);
  if (fault) throw fault;
  return '';
};

// Math.random until now.
soap._createNonce = (sizeBytes) => randomBytes(sizeBytes);

/** A fresh instance: the exported one is shared, and two probes on it never settle. */
export const createProbe = (): NodeOnvifProbe => new library.constructor();

/** XML as node-onvif reads it: prefixes dropped, attributes under `$`, null prototypes. Rejects what is not XML. */
export const parseXml = (xml: string): Promise<unknown> => soap.parse(xml);

/** Asks for one operation; resolves with the SOAP body, rejects with a `SoapFault` or whatever broke. */
export async function requestSoap(
  operation: string,
  request: SoapRequest,
  transport: Transport,
): Promise<unknown> {
  const to: Destination = {};
  transports.set(to, transport);
  return (await soap.requestCommand(to, operation, soap.createRequestSoap(request))).data;
}
