import type { Camera } from '../camera/index.ts';
import { type CameraIdentity, type IdentityFact, matchIdentity } from '../camera/index.ts';
import type { CameraDescription, FoundCamera } from './camera-directory.ts';
import type { AskedPort } from './usual-ports.ts';

/** One device that a discovery found, with its description if it was queried. */
export interface Sighting {
  readonly found: FoundCamera;
  readonly description?: CameraDescription;
}

export type Change = {
  readonly what:
    | 'address'
    | 'onvif-url'
    | 'firmware'
    | 'endpoint-uuid'
    | 'mac'
    | 'serial'
    | 'stream'
    | 'picture-format';
  readonly from: string;
  readonly to: string;
};

export type DiscoveryResult =
  | { readonly state: 'new'; readonly sighting: Sighting }
  | { readonly state: 'known'; readonly sighting: Sighting; readonly camera: Camera }
  | {
      readonly state: 'changed';
      readonly sighting: Sighting;
      readonly camera: Camera;
      readonly changes: readonly Change[];
    }
  /** May be one of the candidates; a person decides. */
  | { readonly state: 'ambiguous'; readonly sighting: Sighting; readonly candidates: readonly Camera[] }
  /** Registered with an ONVIF service, enabled, and not heard. `ports`: what its usual ports answered, if asked. */
  | { readonly state: 'silent'; readonly camera: Camera; readonly ports?: readonly AskedPort[] };

/**
 * Lists a discovery for a site: every sighting in its order, then the registered cameras that kept silent. Two
 * sightings that both claim to be one camera are both `ambiguous`, unless exactly one is unchanged.
 */
export function listDiscovery(
  sightings: readonly Sighting[],
  registered: readonly Camera[],
): DiscoveryResult[] {
  const results = settleRivals(sightings.map((sighting) => classify(sighting, registered)));
  const heard = new Set(results.flatMap(camerasOf));
  const silent = registered.filter((camera) => camera.enabled && camera.onvifUrl && !heard.has(camera));
  return [...results, ...silent.map((camera) => ({ state: 'silent', camera }) as const)];
}

/** A key for a found camera. It stays the same from one discovery to the next while the device's identifiers do. */
export function foundIdOf(found: FoundCamera): string {
  return found.endpointUuid ?? found.mac ?? found.address ?? found.xaddrs[0] ?? '';
}

/** The identity in a sighting: facts of the probe, and of the description where it has more. */
export function identityOf({ found, description }: Sighting): CameraIdentity {
  return {
    ...(found.mac === undefined ? {} : { mac: found.mac }),
    ...description?.identity,
    ...(found.endpointUuid === undefined ? {} : { endpointUuid: found.endpointUuid }),
  };
}

function classify(sighting: Sighting, registered: readonly Camera[]): DiscoveryResult {
  const match = matchIdentity(identityOf(sighting), registered);
  if (match.kind === 'ambiguous') return { state: 'ambiguous', sighting, candidates: match.candidates };
  if (match.kind === 'new') return newOrAtKnownAddress(sighting, registered);
  const facts = match.kind === 'changed' ? match.facts : [];
  const changes = changesOf(match.camera, sighting, facts);
  return changes.length === 0
    ? { state: 'known', sighting, camera: match.camera }
    : { state: 'changed', sighting, camera: match.camera, changes };
}

/** A camera registered by its stream's URL has no identity yet; its address is all there is to go by. */
function newOrAtKnownAddress(sighting: Sighting, registered: readonly Camera[]): DiscoveryResult {
  const { address } = sighting.found;
  const candidates = registered.filter(
    (camera) =>
      address !== undefined && camera.address === address && Object.keys(camera.identity).length === 0,
  );
  return candidates.length === 0 ? { state: 'new', sighting } : { state: 'ambiguous', sighting, candidates };
}

function changesOf(camera: Camera, sighting: Sighting, facts: readonly IdentityFact[]): Change[] {
  const { found, description } = sighting;
  const identity = identityOf(sighting);
  const factChange = (what: Change['what'], fact: IdentityFact): Change | undefined =>
    facts.includes(fact) ? changeOf(what, camera.identity[fact], identity[fact]) : undefined;
  return [
    changeOf('address', camera.address, found.address),
    changeOf('onvif-url', camera.onvifUrl, movedService(camera.onvifUrl, found.xaddrs)),
    changeOf('firmware', camera.firmware, description?.firmware),
    factChange('endpoint-uuid', 'endpointUuid'),
    factChange('mac', 'mac'),
    factChange('serial', 'serial'),
  ].filter((item) => item !== undefined);
}

export const changeOf = (what: Change['what'], from?: string, to?: string): Change | undefined =>
  from === undefined || to === undefined || from === to ? undefined : { what, from, to };

/** The service's new URL when none of those stated has the known port and path; hosts are compared elsewhere. */
function movedService(known: string | undefined, stated: readonly string[]): string | undefined {
  if (known === undefined || stated.some((url) => behindHost(url) === behindHost(known))) return undefined;
  return stated[0];
}

function behindHost(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, port, pathname, search } = new URL(url);
  return `${protocol}//:${port}${pathname}${search}`;
}

/** Firmware with a built-in UUID, or an impostor: several devices say they are one camera. */
function settleRivals(results: readonly DiscoveryResult[]): DiscoveryResult[] {
  return results.map((result) => {
    if (result.state !== 'known' && result.state !== 'changed') return result;
    const rivals = results.filter(
      (other) => other !== result && other.state !== 'ambiguous' && camerasOf(other).includes(result.camera),
    );
    const alone = rivals.length === 0 || (result.state === 'known' && rivals.every(isChanged));
    return alone ? result : { state: 'ambiguous', sighting: result.sighting, candidates: [result.camera] };
  });
}

const isChanged = (result: DiscoveryResult): boolean => result.state === 'changed';

function camerasOf(result: DiscoveryResult): readonly Camera[] {
  switch (result.state) {
    case 'new':
      return [];
    case 'ambiguous':
      return result.candidates;
    case 'known':
    case 'changed':
    case 'silent':
      return [result.camera];
  }
}
