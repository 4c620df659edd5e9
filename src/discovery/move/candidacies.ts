import type { Camera } from '../../camera/index.ts';
import type { DiscoveryResult, Sighting } from '../discovery.ts';

/** A device that says it is a registered camera, at another address. Everything in it was said by the device. */
export interface ClaimingDevice extends Sighting {
  readonly address: string;
}

/** A registered camera, and the devices elsewhere that claim to be it. */
export interface Candidacy {
  readonly camera: Camera;
  readonly claimants: readonly ClaimingDevice[];
}

/** The cameras of a discovery that some device claims to be at another address. */
export function candidaciesIn(results: readonly DiscoveryResult[]): Candidacy[] {
  const claims = new Map<Camera, ClaimingDevice[]>();
  for (const result of results) {
    for (const [camera, claimant] of claimsIn(result))
      claims.set(camera, [...(claims.get(camera) ?? []), claimant]);
  }
  return [...claims].map(([camera, claimants]) => ({ camera, claimants }));
}

function claimsIn(result: DiscoveryResult): (readonly [Camera, ClaimingDevice])[] {
  if (!('sighting' in result) || result.state === 'new') return [];
  const { address } = result.sighting.found;
  if (address === undefined) return [];
  const claimed = result.state === 'ambiguous' ? result.candidates : [result.camera];
  return claimed
    .filter((camera) => camera.address !== address)
    .map((camera) => [camera, { ...result.sighting, address }]);
}
