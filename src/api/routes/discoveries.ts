import type { Discovery, ListedDevice, StreamProfile } from '../../camera/index.ts';
import { formatInstant, messageOf, newId, notFound } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { json, type Route } from '../route.ts';

export const discoveryRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/discoveries',
    allow: 'manage-cameras',
    summary: "Starts looking for cameras on the site's network.",
    handle: async () => json(discoveryJson(await begin(deps)), 202),
  },
  {
    method: 'get',
    path: '/api/discoveries/:id',
    allow: 'manage-cameras',
    summary: 'What a discovery found so far: new, known, changed, ambiguous and silent cameras.',
    handle: async ({ params }) => {
      const found = await deps.discoveries.get(params.id ?? '');
      if (!found) throw notFound('discovery-not-found', 'There is no such discovery.');
      return json({ ...discoveryJson(found.discovery), devices: found.devices.map(deviceJson) });
    },
  },
];

async function begin({ discoveries, jobs, clock, settings }: ApiDeps): Promise<Discovery> {
  const nowMs = clock.nowMs();
  const discovery = { id: newId('discovery', nowMs), siteId: settings.site, startedAtMs: nowMs };
  await discoveries.begin(discovery);
  try {
    await jobs.add('discover-cameras', { siteId: settings.site, discoveryId: discovery.id });
  } catch (error) {
    await discoveries.fail(discovery.id, messageOf(error), nowMs);
    throw error;
  }
  return discovery;
}

const discoveryJson = ({ id, startedAtMs, finishedAtMs, error }: Discovery): object => ({
  id,
  startedAt: formatInstant(startedAtMs),
  isFinished: finishedAtMs !== undefined,
  ...(finishedAtMs === undefined ? {} : { finishedAt: formatInstant(finishedAtMs) }),
  ...(error === undefined ? {} : { error }),
});

/** What the device said of itself, without what only we need: no stream URLs, no scopes. */
function deviceJson({ sighting, ...listed }: ListedDevice): object {
  if (!sighting) return listed;
  const { name, hardware, location, mac, address, endpointUuid } = sighting.found;
  const { identity, manufacturer, firmware, profiles } = sighting.description ?? {};
  return {
    ...listed,
    ...{ name, hardware, location, mac: identity?.mac ?? mac, address, endpointUuid },
    ...{ manufacturer, model: identity?.model, serial: identity?.serial, firmware },
    streams: profiles?.map(profileJson),
  };
}

const profileJson = ({ role, codec, width, height, fps }: StreamProfile): object => ({
  role,
  codec,
  width,
  height,
  fps,
});
