import type { Camera, RegisteredCamera } from '../camera/index.ts';
import { type DiscoveryResult, listDiscovery, type Sighting } from './discovery.ts';
import type { AskedHost } from './usual-ports.ts';

/** The host that a technician named, and the addresses of cameras that are not recorded, where no probe was answered. */
export function silentHosts(
  named: string | undefined,
  results: readonly DiscoveryResult[],
  registered: readonly RegisteredCamera[],
): string[] {
  const heard = new Set(results.map((result) => ('sighting' in result ? result.sighting.found.address : '')));
  const recorded = new Set(
    registered.filter(({ recording }) => recording.state === 'recording').map(({ camera }) => camera.id),
  );
  const silent = results.flatMap((result) =>
    result.state === 'silent' && !recorded.has(result.camera.id) ? (result.camera.address ?? []) : [],
  );
  return [...(named === undefined ? [] : [named]), ...silent].filter((host) => !heard.has(host));
}

/**
 * Lists a discovery with what silent hosts answered when they were asked: as a sighting where one tells who it is or no
 * registered camera has its address, else as the ports of the silent camera.
 */
export function listAsked(
  sightings: readonly Sighting[],
  registered: readonly Camera[],
  asked: ReadonlyMap<string, AskedHost>,
): DiscoveryResult[] {
  const addresses = new Set(registered.map(({ address }) => address));
  const told = [...asked].flatMap(([host, { found }]) => {
    const isTold =
      found && (found.mac ?? found.endpointUuid ?? (!addresses.has(host) || undefined)) !== undefined;
    return found && isTold ? [{ found }] : [];
  });
  return listDiscovery([...sightings, ...told], registered).map((result) => {
    const ports = result.state === 'silent' && asked.get(result.camera.address ?? '')?.ports;
    return ports ? { ...result, ports } : result;
  });
}
