import type { OnvifHost } from './onvif-host.ts';
import { scopesOf } from './scopes.ts';
import { envelope, escapeXml, messageId, operationOf, textOf } from './soap.ts';

const OWN_TYPES: ReadonlySet<string> = new Set(['NetworkVideoTransmitter', 'Device']);
const ANONYMOUS = 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous';
const PROBE_MATCHES = 'http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches';

export interface Probe {
  messageId: string;
  /** Local names; an empty list matches any device. */
  types: string[];
}

/** Undefined for a datagram that is not a WS-Discovery Probe. */
export function parseProbe(datagram: string): Probe | undefined {
  if (operationOf(datagram) !== 'Probe') return undefined;
  const types = (textOf(datagram, 'Types') ?? '').split(/\s+/).filter(Boolean);
  return {
    messageId: textOf(datagram, 'MessageID') ?? '',
    types: types.map((type) => type.replace(/^.*:/, '')),
  };
}

/** A camera matches if it has all requested types (WS-Discovery, 5.1). */
export function matches(probe: Probe): boolean {
  return probe.types.every((type) => OWN_TYPES.has(type));
}

/** The ProbeMatches datagram for a probe (WS-Discovery, 5.3). */
export function probeMatch(probe: Probe, { identity, onvifUrl }: OnvifHost): string {
  const header = [
    `<a:MessageID>${messageId()}</a:MessageID>`,
    `<a:RelatesTo>${escapeXml(probe.messageId)}</a:RelatesTo>`,
    `<a:To>${ANONYMOUS}</a:To>`,
    `<a:Action>${PROBE_MATCHES}</a:Action>`,
  ];
  const match = [
    `<a:EndpointReference><a:Address>urn:uuid:${identity.endpointUuid}</a:Address></a:EndpointReference>`,
    '<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>',
    `<d:Scopes>${scopesOf(identity).map(escapeXml).join(' ')}</d:Scopes>`,
    `<d:XAddrs>${onvifUrl}</d:XAddrs>`,
    '<d:MetadataVersion>1</d:MetadataVersion>',
  ];
  const body = `<d:ProbeMatches><d:ProbeMatch>${match.join('')}</d:ProbeMatch></d:ProbeMatches>`;
  return envelope(body, header.join(''));
}
