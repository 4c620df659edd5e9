import { createPeople, type People } from '../../scripts/demo/people.ts';
import type { Demo } from '../../scripts/demo/start-demo.ts';
import { until } from '../../scripts/demo/until.ts';
import type { CameraFootage } from '../../src/client/index.ts';
import type { Person } from './acts.ts';

/** Nine cameras around a market, the nearest first. */
const names = ['Cổng chợ', 'Cột 14', 'Ngõ 5', 'Bến xe', 'Nhà văn hoá', 'Cột 20', 'Ngõ 9', 'Cầu', 'Đình'];
const market = { lat: 21.0123, lon: 107.3456 };
/** The one that loses power for a while. */
const broken = 4;
const outageMs = 6_000;

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Camera {
  readonly id: string;
  readonly name: string;
}

export interface NineCameras {
  readonly officer: Person;
  /** The nearest first. */
  readonly cameras: readonly Camera[];
  /** Whole seconds that all of them recorded, but for the gap. */
  readonly recorded: Stretch;
  /** The camera that has a gap, and when. */
  readonly broken: Camera & Stretch;
  /** A request of the place for that time, approved: its id. */
  readonly request: string;
}

/** Records for so long before and after an outage of one camera. */
export async function settleNineCameras(
  { service, ward }: Demo,
  { aroundMs, inFullSize }: { readonly aroundMs: number; readonly inFullSize: boolean },
): Promise<NineCameras> {
  const people = await createPeople(service.url, service.setupToken ?? '');
  const cameras = await hangCameras(people, ward.cameras, inFullSize);
  const [{ fromMs }] = await spansAfter(people, 0, aroundMs);
  await ward.command(broken, { do: 'reboot', downMs: outageMs });
  const gap = await until(async () => gapOf((await coverage(people))[broken]), patience('a gap'));
  const ends = await spansAfter(people, gap.toMs, aroundMs);
  const toMs = Math.min(...ends.map((span) => span.toMs));
  const recorded = { fromMs: Math.ceil(fromMs / 1_000) * 1_000, toMs: Math.floor(toMs / 1_000) * 1_000 };
  // What is watched is recorded by then, and the machine is to draw pictures.
  for (const { id } of cameras) await people.technician.api.changeCamera({ id }, { enabled: false });
  const brokenCamera = cameras[broken] ?? { id: '', name: '' };
  return {
    officer: people.accounts.officer,
    cameras,
    recorded,
    broken: { ...brokenCamera, ...gap },
    request: await approvedRequest(people, recorded),
  };
}

async function hangCameras(
  { technician: { api } }: People,
  simulated: Demo['ward']['cameras'],
  inFullSize: boolean,
): Promise<Camera[]> {
  const { id: neighbourhoodId } = await api.addNeighbourhood({ name: 'Khu phố chợ' });
  const cameras: Camera[] = [];
  for (const [number, name] of names.entries()) {
    const camera = simulated[number];
    if (!camera) throw new Error('the ward has no such camera');
    const { id } = await api.registerCamera({
      // The nearest one in full size; the others as small as a machine with much else to do can draw them.
      url: number === 0 || inFullSize ? camera.rtspUrls.main : camera.rtspUrls.sub,
      user: camera.user,
      password: camera.password,
      name,
      neighbourhoodId,
      place: {
        lat: market.lat + (number + 1) * 0.0002,
        lon: market.lon,
        bearingDeg: 180,
        fieldOfViewDeg: 80,
      },
      purpose: 'An ninh trật tự khu phố',
      notice: { text: 'Khu vực có camera an ninh', postedOn: '2026-11-01' },
    });
    cameras.push({ id, name });
  }
  return cameras;
}

async function coverage({ officer: { api } }: People): Promise<readonly CameraFootage[]> {
  const nowMs = Date.now();
  const range = { from: new Date(nowMs - 1_200_000).toISOString(), to: new Date(nowMs).toISOString() };
  const near = `${market.lat},${market.lon}`;
  return (await api.lookUpFootage({ near, radiusM: '500', ...range })).cameras;
}

/** What of each camera's last span lies after an instant, once it is so long of all of them; the latest to begin comes first. */
async function spansAfter(
  people: People,
  afterMs: number,
  lengthMs: number,
): Promise<[Stretch, ...Stretch[]]> {
  const spans = await until(
    async () => {
      const last = (await coverage(people)).map(({ spans }) => spans.at(-1) ?? { from: '', to: '' });
      const all = last.map(({ from, to }) => ({
        fromMs: Math.max(afterMs, Date.parse(from)),
        toMs: Date.parse(to),
      }));
      const isWhole =
        all.length === names.length && all.every(({ fromMs, toMs }) => toMs - fromMs >= lengthMs);
      return isWhole ? all : undefined;
    },
    patience(`${lengthMs / 1000} s of all cameras`),
  );
  const [latest, ...others] = spans.sort((a, b) => b.fromMs - a.fromMs);
  if (!latest) throw new Error('no camera');
  return [latest, ...others];
}

/** The last gap of a camera, once there is footage after it. */
function gapOf(camera: CameraFootage | undefined): Stretch | undefined {
  const gap = camera?.gaps.at(-1);
  const span = camera?.spans.at(-1);
  if (!gap || !span || span.from < gap.to || (camera?.spans.length ?? 0) < 2) return undefined;
  return { fromMs: Date.parse(gap.from), toMs: Date.parse(gap.to) };
}

async function approvedRequest({ officer, custodian }: People, { fromMs, toMs }: Stretch): Promise<string> {
  const { id } = await officer.post<{ id: string }>('/api/requests', {
    caseNumber: 'VV-2026/9',
    authority: 'Công an phường Cẩm Thịnh',
    legalBasis: 'BLTTHS Điều 88',
    letter: { number: '45/YC-CAP', day: '2024-05-20' },
    purpose: 'A motorbike was taken at the market gate',
    area: { near: market, radiusM: 500 },
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  });
  await custodian.api.decideRequest({ id }, { verdict: 'approved' });
  return id;
}

const patience = (what: string) => ({ what, withinMs: 240_000, everyMs: 1_000 });
