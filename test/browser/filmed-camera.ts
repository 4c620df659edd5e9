import { openRequest } from '../../scripts/demo/filing.ts';
import { createPeople, type People } from '../../scripts/demo/people.ts';
import type { Demo } from '../../scripts/demo/start-demo.ts';
import { until } from '../../scripts/demo/until.ts';
import { bringMap } from '../../scripts/demo/ward-map.ts';
import type { TimeRange } from '../../src/client/index.ts';

/** One simulated camera that recorded a while, and an approved request for that. */
export interface FilmedCamera {
  readonly people: People;
  readonly cameraId: string;
  readonly requestId: string;
  /** A whole second; from then on there is every frame for `filmedMs`. */
  readonly fromMs: number;
}

/** Six segments. */
export const filmedMs = 30_000;

/** Registers the ward's first camera, and waits until it has recorded. */
export async function filmedCamera({ service, ward }: Demo): Promise<FilmedCamera> {
  const people = await createPeople(service.url, service.setupToken ?? '');
  await bringMap(people.technician);
  const cameraId = await hung(people, ward.cameras[0]);
  const { from } = await filmed(people, cameraId);
  const fromMs = Math.ceil(Date.parse(from) / 1_000) * 1_000;
  const requestId = await openRequest(people, {
    caseNumber: 'VV-khung-hinh',
    cameras: [cameraId],
    fromMs,
    toMs: fromMs + filmedMs,
  });
  return { people, cameraId, requestId, fromMs };
}

async function hung(
  { technician: { api } }: People,
  camera: Demo['ward']['cameras'][number] | undefined,
): Promise<string> {
  if (!camera) throw new Error('the ward has no camera');
  const { neighbourhoods } = await api.listNeighbourhoods();
  const { id } = await api.registerCamera({
    url: camera.rtspUrls.main,
    user: camera.user,
    password: camera.password,
    name: 'Cột 14',
    neighbourhoodId: neighbourhoods[0]?.id ?? '',
    place: { lat: 10.5, lon: 106.5, bearingDeg: 0, fieldOfViewDeg: 80 },
    purpose: 'An ninh trật tự khu phố',
    notice: { text: 'Khu vực có camera an ninh', postedOn: '2026-11-01' },
  });
  return id;
}

/** The first stretch of the camera, once it is long enough. */
function filmed({ officer: { api } }: People, camera: string): Promise<TimeRange> {
  return until(
    async () => {
      const [from, to] = [Date.now() - 900_000, Date.now()].map((ms) => new Date(ms).toISOString());
      const { cameras } = await api.lookUpFootage({ camera, from: from ?? '', to: to ?? '' });
      const span = cameras[0]?.spans[0];
      return span && Date.parse(span.to) - Date.parse(span.from) >= filmedMs + 1_000 ? span : undefined;
    },
    { what: `${filmedMs / 1_000} s of ${camera}`, withinMs: 100_000, everyMs: 500 },
  );
}
