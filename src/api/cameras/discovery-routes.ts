import { formatInstant, refuseOutside, type SiteId } from '../../core/index.ts';
import {
  beginDiscovery,
  type Discovery,
  type ListedDevice,
  namedDiscovery,
  type StreamProfile,
} from '../../discovery/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Route } from '../route.ts';
import {
  type DeviceJson,
  type DiscoveryJson,
  discovery,
  discoveryResults,
  newDiscovery,
  newDiscoveryFields,
  type ProfileJson,
} from './discovery-schemas.ts';

type DiscoveryDeps = Pick<ApiDeps, 'discoveries' | 'networks' | 'jobs' | 'clock' | 'settings'>;

export const discoveryRoutes = (deps: DiscoveryDeps): Route[] => [
  {
    method: 'post',
    path: '/api/discoveries',
    allow: 'manage-cameras',
    operation: 'startDiscovery',
    summary:
      "Starts a discovery on a site's network; a `host` that answers no probe is asked at the usual ports.",
    body: newDiscovery,
    answers: answersJson(discovery, 202),
    handle: async ({ body }) => {
      const { host, site } = parsedBody(newDiscovery, body ?? {}, newDiscoveryFields);
      if (host !== undefined) refuseOutside(deps.networks, host, 'host');
      return json(discoveryJson(await begin(deps, { host, site })), 202);
    },
  },
  {
    method: 'get',
    path: '/api/discoveries/:id',
    allow: 'manage-cameras',
    operation: 'getDiscovery',
    summary: 'Results of a discovery so far: new, known, changed, ambiguous and silent cameras.',
    answers: answersJson(discoveryResults),
    handle: async ({ params }) => {
      const { discovery: begun, devices } = await namedDiscovery(deps, params.id);
      return json({ ...discoveryJson(begun), devices: devices.map(deviceJson) });
    },
  },
];

/** Errors: `unknown-site`, those of `beginDiscovery`. */
function begin(
  { jobs, settings, ...deps }: DiscoveryDeps,
  { host, site }: { readonly host?: string | undefined; readonly site?: string | undefined },
): Promise<Discovery> {
  const siteId = (site ?? settings.site) as SiteId;
  return beginDiscovery(deps, { siteId, host }, (discoveryId) =>
    jobs.add('discover-cameras', { siteId, discoveryId }),
  );
}

const discoveryJson = ({ id, startedAtMs, finishedAtMs, error, host, ports }: Discovery): DiscoveryJson => ({
  id,
  startedAt: formatInstant(startedAtMs),
  isFinished: finishedAtMs !== undefined,
  ...(finishedAtMs === undefined ? {} : { finishedAt: formatInstant(finishedAtMs) }),
  ...(error === undefined ? {} : { error }),
  host,
  ports,
});

/** The device's own description, without internal fields: no stream URLs, no scopes. */
function deviceJson({ sighting, ...listed }: ListedDevice): DeviceJson {
  if (!sighting) return listed;
  const { name, hardware, location, mac, address, endpointUuid } = sighting.found;
  const { identity, manufacturer, firmware, profiles } = sighting.description ?? {};
  return {
    ...listed,
    name,
    hardware,
    location,
    mac: identity?.mac ?? mac,
    address,
    endpointUuid,
    manufacturer,
    model: identity?.model,
    serial: identity?.serial,
    firmware,
    streams: profiles?.map(profileJson),
  };
}

const profileJson = ({ role, codec, width, height, fps }: StreamProfile): ProfileJson => ({
  role,
  codec,
  width,
  height,
  fps,
});
