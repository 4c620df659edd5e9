import type { Discovery, ListedDevice, StreamProfile } from '../../camera/index.ts';
import { formatInstant, messageOf, newId, notFound } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';
import {
  type DeviceJson,
  type DiscoveryJson,
  discovery,
  discoveryResults,
  type ProfileJson,
} from './discovery-schemas.ts';

export const discoveryRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/discoveries',
    allow: 'manage-cameras',
    operation: 'startDiscovery',
    summary: "Starts looking for cameras on the site's network.",
    answers: answersJson(discovery, 202),
    handle: async () => json(discoveryJson(await begin(deps)), 202),
  },
  {
    method: 'get',
    path: '/api/discoveries/:id',
    allow: 'manage-cameras',
    operation: 'getDiscovery',
    summary: 'What a discovery found so far: new, known, changed, ambiguous and silent cameras.',
    answers: answersJson(discoveryResults),
    handle: async ({ params }) => {
      const found = await deps.discoveries.get(params.id ?? '');
      if (!found) throw notFound('discovery-not-found', 'There is no such discovery.');
      return json({ ...discoveryJson(found.discovery), devices: found.devices.map(deviceJson) });
    },
  },
];

async function begin({ discoveries, jobs, clock, settings }: ApiDeps): Promise<Discovery> {
  const nowMs = clock.nowMs();
  const begun = { id: newId('discovery', nowMs), siteId: settings.site, startedAtMs: nowMs };
  await discoveries.begin(begun);
  try {
    await jobs.add('discover-cameras', { siteId: settings.site, discoveryId: begun.id });
  } catch (error) {
    await discoveries.fail(begun.id, messageOf(error), nowMs);
    throw error;
  }
  return begun;
}

const discoveryJson = ({ id, startedAtMs, finishedAtMs, error }: Discovery): DiscoveryJson => ({
  id,
  startedAt: formatInstant(startedAtMs),
  isFinished: finishedAtMs !== undefined,
  ...(finishedAtMs === undefined ? {} : { finishedAt: formatInstant(finishedAtMs) }),
  ...(error === undefined ? {} : { error }),
});

/** What the device said of itself, without what only we need: no stream URLs, no scopes. */
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
