import type { CameraFacts } from '../ward/index.ts';
import type { ApiClient } from './api-client.ts';
import { today } from './camera-csv.ts';
import { until } from './until.ts';

interface DiscoveryAnswer {
  readonly id: string;
  readonly isFinished: boolean;
  readonly error?: string;
  readonly devices: readonly {
    readonly foundId: string;
    readonly state: string;
    readonly address?: string;
  }[];
}

export interface EnrolledCamera {
  readonly id: string;
  readonly facts: CameraFacts;
}

/** Runs a discovery as the technician and returns its answer. */
export async function discover(technician: ApiClient): Promise<DiscoveryAnswer> {
  const { id } = await technician.post<{ id: string }>('/api/discoveries', {});
  const found = await until(
    async () => {
      const answer = await technician.get<DiscoveryAnswer>(`/api/discoveries/${id}`);
      return answer.isFinished ? answer : undefined;
    },
    { what: 'the discovery', withinMs: 30_000 },
  );
  if (found.error) throw new Error(`the discovery failed: ${found.error}`);
  return found;
}

/** Registers each of these cameras in its neighbourhood and place. The discovery must list each as new. */
export async function enrolAll(
  technician: ApiClient,
  found: DiscoveryAnswer,
  cameras: readonly CameraFacts[],
): Promise<EnrolledCamera[]> {
  const neighbourhoods = await neighbourhoodsOf(technician, cameras);
  const enrolled: EnrolledCamera[] = [];
  for (const facts of cameras) {
    const device = found.devices.find(({ address }) => address === facts.address);
    if (device?.state !== 'new') throw new Error(`the discovery missed the camera at ${facts.address}`);
    const { lat, lon, bearingDeg } = facts;
    const camera = await technician.post<{ id: string }>('/api/cameras', {
      foundId: device.foundId,
      name: facts.name,
      neighbourhoodId: neighbourhoods.get(facts.neighbourhood),
      place: { lat, lon, bearingDeg, fieldOfViewDeg: 90 },
      stream: 'main',
      user: facts.user,
      password: facts.password,
      streetAddress: facts.street,
      purpose: 'An ninh trật tự khu phố',
      notice: { text: 'Khu vực có camera giám sát', postedOn: today() },
    });
    enrolled.push({ id: camera.id, facts });
  }
  return enrolled;
}

/** Returns the ids of the neighbourhoods by name; makes those that the map did not bring. */
async function neighbourhoodsOf(
  { api }: ApiClient,
  cameras: readonly CameraFacts[],
): Promise<Map<string, string>> {
  const { neighbourhoods } = await api.listNeighbourhoods();
  const ids = new Map(neighbourhoods.map(({ name, id }) => [name, id]));
  for (const { neighbourhood: name } of cameras)
    if (!ids.has(name)) ids.set(name, (await api.addNeighbourhood({ name })).id);
  return ids;
}
