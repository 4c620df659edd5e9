import { normaliseUuid } from '../../../camera/index.ts';
import type { FoundCamera } from '../../../discovery/index.ts';
import { httpUrl } from '../contact-urls.ts';
import { parseXml } from '../soap/node-onvif.ts';
import { element, several, textIn, words } from '../soap/xml-shape.ts';
import { hintsOf, isOnvifScope } from './scopes.ts';

const probeMatch = several(
  { EndpointReference: element({ Address: textIn }), Types: textIn, Scopes: textIn, XAddrs: textIn },
  64,
);

/**
 * WS-Discovery 1.0 section 5.3. Several matches in one answer: node-onvif drops them all. A match without the element
 * around it: ipycam (quirk 3).
 */
const answer = element({
  Body: element({
    ProbeMatches: element({ ProbeMatch: probeMatch }),
    ProbeMatch: probeMatch.optional(),
  }),
});

type ProbeMatch = ReturnType<typeof probeMatch.parse>[number];

const maxBytes = 64 * 1024;
const maxTags = 4_000;
const maxXaddrs = 16;
const maxScopes = 64;
const maxWordLength = 512;

/** The cameras in one datagram; none when it is garbage or no camera's. Never throws (quirk 3). */
export async function readProbeMatches(datagram: Buffer, sender: string): Promise<FoundCamera[]> {
  const xml = datagram.length > maxBytes ? '' : datagram.toString('utf8');
  if (xml.split('<', maxTags + 1).length > maxTags) return [];
  const parsed = await parseXml(xml).catch(() => undefined);
  const { ProbeMatches, ProbeMatch = [] } = answer.parse(parsed)?.Body ?? {};
  return [...(ProbeMatches?.ProbeMatch ?? []), ...ProbeMatch]
    .map((match) => foundCamera(match, sender))
    .filter((found) => found !== undefined);
}

function foundCamera(match: ProbeMatch, sender: string): FoundCamera | undefined {
  const scopes = words(match.Scopes, maxScopes).filter((word) => word.length <= maxWordLength);
  const xaddrs = words(match.XAddrs, maxXaddrs).flatMap((word) => httpUrl(word)?.href ?? []);
  if (xaddrs.length === 0 || !isCamera(match.Types, scopes)) return undefined;
  const endpointUuid = normaliseUuid(match.EndpointReference?.Address ?? '');
  return {
    xaddrs: [...new Set(xaddrs)],
    address: sender,
    scopes: [...new Set(scopes)],
    ...hintsOf(scopes),
    ...(endpointUuid === undefined ? {} : { endpointUuid }),
  };
}

/** Printers and computers answer WS-Discovery too; displays and some recorders are ONVIF and no cameras. */
const isCamera = (types: string | undefined, scopes: readonly string[]): boolean =>
  /networkvideotransmitter/i.test(types ?? '') ||
  (scopes.some(isOnvifScope) && !/networkvideodisplay/i.test(types ?? ''));
