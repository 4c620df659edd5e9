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
  const isLong = ([span]: readonly TimeRange[]) => span !== undefined && lengthOf(span) > filmedMs + 1_000;
  const [span] = await spansOf(people, cameraId, isLong);
  const fromMs = Math.ceil(Date.parse(span?.from ?? '') / 1_000) * 1_000;
  const requestId = await openRequest(people, {
    caseNumber: 'VV-khung-hinh',
    cameras: [cameraId],
    fromMs,
    toMs: fromMs + filmedMs,
  });
  return { people, cameraId, requestId, fromMs };
}

/** The same, with a while in it in which the camera had no power. */
export interface BrokenFilm extends FilmedCamera {
  readonly gap: { readonly fromMs: number; readonly toMs: number };
}

const outageMs = 8_000;
/** Of footage on each side of the gap. */
const besideMs = 12_000;

export async function filmedWithGap({ service, ward }: Demo): Promise<BrokenFilm> {
  const people = await createPeople(service.url, service.setupToken ?? '');
  await bringMap(people.technician);
  const cameraId = await hung(people, ward.cameras[0]);
  await spansOf(people, cameraId, ([span]) => span !== undefined && lengthOf(span) >= besideMs);
  await ward.command(0, { do: 'reboot', downMs: outageMs });
  const isWhole = ([before, after]: readonly TimeRange[]) =>
    before !== undefined && after !== undefined && lengthOf(after) >= besideMs;
  const [before, after] = await spansOf(people, cameraId, isWhole);
  if (!before || !after) throw new Error('there is no gap');
  const gap = { fromMs: Date.parse(before.to), toMs: Date.parse(after.from) };
  const fromMs = Math.ceil(Date.parse(before.from) / 1_000) * 1_000;
  const toMs = gap.toMs + besideMs;
  const request = { caseNumber: 'VV-khoang-trong', cameras: [cameraId], fromMs, toMs };
  return { people, cameraId, requestId: await openRequest(people, request), fromMs, gap };
}

const lengthOf = ({ from, to }: TimeRange): number => Date.parse(to) - Date.parse(from);

/** The stretches of the camera's footage, once they are as wanted. */
function spansOf(
  { officer: { api } }: People,
  camera: string,
  isEnough: (spans: readonly TimeRange[]) => boolean,
): Promise<readonly TimeRange[]> {
  return until(
    async () => {
      const [from, to] = [Date.now() - 900_000, Date.now()].map((ms) => new Date(ms).toISOString());
      const { cameras } = await api.lookUpFootage({ camera, from: from ?? '', to: to ?? '' });
      const spans = cameras[0]?.spans ?? [];
      return isEnough(spans) ? spans : undefined;
    },
    { what: `footage of ${camera}`, withinMs: 100_000, everyMs: 500 },
  );
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
