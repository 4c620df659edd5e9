import { openRequest } from '../../scripts/demo/filing.ts';
import { createPeople, type People } from '../../scripts/demo/people.ts';
import type { Demo } from '../../scripts/demo/start-demo.ts';
import { until } from '../../scripts/demo/until.ts';
import { bringMap } from '../../scripts/demo/ward-map.ts';
import type { FootageRequest, Place } from '../../src/client/index.ts';
import type { Person } from './acts.ts';

/** Where cameras hang around the market, in degrees from it, and where they look; the first ones record without a gap. */
const spots = [
  { name: 'Cổng chợ', north: 0.0003, east: 0.0001, bearingDeg: 200 },
  { name: 'Cột 14', north: -0.0005, east: 0.0006, bearingDeg: 320 },
  { name: 'Nhà văn hoá', north: 0.0009, east: -0.0004, bearingDeg: 160 },
  { name: 'Bến xe', north: 0.0004, east: 0.0013, bearingDeg: 90 },
  { name: 'Ngõ 5', north: -0.0007, east: -0.0009, bearingDeg: 45 },
] as const;
/** The one that loses power for a while. */
const broken = 4;
const outageMs = 8_000;
const lookedAtMs = 20_000;

export interface AskedRange {
  readonly from: string;
  readonly to: string;
  /** As an officer types it. */
  readonly text: string;
}

/** A corner of the simulated ward with its map, its cameras and its people, recording. */
export interface MarketCorner {
  readonly people: People;
  readonly officer: Person;
  readonly custodian: Person;
  /** `lat,lon`. */
  readonly market: string;
  cameraId(name: (typeof spots)[number]['name']): string;
  /** Whole seconds of which all cameras but the broken one have every frame; waits until there are any. */
  recordedMinute(): Promise<AskedRange>;
  /** Files a request for all of them, and has it approved; answers its id. */
  request(asked: AskedRange): Promise<string>;
  /** A request as its officer sees it. */
  seen(requestId: string): Promise<FootageRequest>;
  /** The custodian's answer, given by another program than this browser. */
  approve(requestId: string): Promise<void>;
}

export async function settleMarketCorner({ service, ward }: Demo): Promise<MarketCorner> {
  const people = await createPeople(service.url, service.setupToken ?? '');
  await bringMap(people.technician);
  const market = await marketOf(people);
  const ids = await hangCameras(people, ward.cameras, market);
  const { officer, custodian } = people.accounts;
  await stretchOfAll(people, [...ids.values()], 6_000);
  await ward.command(broken, { do: 'reboot', downMs: outageMs });
  return {
    people,
    officer,
    custodian,
    market: `${market.lat},${market.lon}`,
    cameraId: (name) => ids.get(name) ?? '',
    recordedMinute: async () => {
      const whole = spots.filter((_, i) => i !== broken).map(({ name }) => ids.get(name) ?? '');
      const { fromMs } = await stretchOfAll(people, whole, lookedAtMs + 2_000);
      return asked(Math.ceil(fromMs / 1_000) * 1_000);
    },
    request: ({ from, to }) =>
      openRequest(people, {
        caseNumber: 'VV-1',
        cameras: [...ids.values()],
        fromMs: Date.parse(from),
        toMs: Date.parse(to),
      }),
    seen: (id) => people.officer.api.getRequest({ id }),
    approve: async (id) => void (await people.custodian.api.decideRequest({ id }, { verdict: 'approved' })),
  };
}

async function marketOf({ technician: { api } }: People): Promise<Place> {
  const [market] = (await api.findPlaces({ q: 'cho cam thinh' })).places;
  if (!market?.at) throw new Error('the map has no market');
  return market.at;
}

async function hangCameras(
  { technician: { api } }: People,
  cameras: Demo['ward']['cameras'],
  market: Place,
): Promise<Map<string, string>> {
  const { neighbourhoods } = await api.listNeighbourhoods();
  const [{ id: neighbourhoodId } = { id: '' }] = neighbourhoods;
  const ids = new Map<string, string>();
  for (const [number, { name, north, east, bearingDeg }] of spots.entries()) {
    const camera = cameras[number];
    if (!camera) throw new Error('the ward has no such camera');
    const place = { lat: market.lat + north, lon: market.lon + east, bearingDeg, fieldOfViewDeg: 80 };
    const { id } = await api.registerCamera({
      url: camera.rtspUrls.main,
      user: camera.user,
      password: camera.password,
      name,
      neighbourhoodId,
      place,
      purpose: 'An ninh trật tự khu phố',
      notice: { text: 'Khu vực có camera an ninh', postedOn: '2026-11-01' },
    });
    ids.set(name, id);
  }
  return ids;
}

/** A stretch of at least that length that all of the cameras recorded without a gap. */
function stretchOfAll(
  { officer: { api } }: People,
  ids: readonly string[],
  lengthMs: number,
): Promise<{ readonly fromMs: number; readonly toMs: number }> {
  const [camera] = ids;
  return until(
    async () => {
      const nowMs = Date.now();
      const range = { from: new Date(nowMs - 900_000).toISOString(), to: new Date(nowMs).toISOString() };
      const { cameras } = await api.lookUpFootage({ place: 'Chợ Cẩm Thịnh', radiusM: '500', ...range });
      const longest = cameras
        .filter(({ id }) => ids.includes(id))
        .map(({ spans }) => spans.at(-1) ?? { from: range.to, to: range.from });
      const fromMs = Math.max(...longest.map(({ from }) => Date.parse(from)));
      const toMs = Math.min(...longest.map(({ to }) => Date.parse(to)));
      return longest.length === ids.length && toMs - fromMs >= lengthMs ? { fromMs, toMs } : undefined;
    },
    { what: `${lengthMs / 1000} s of ${camera ?? 'nothing'} and others`, withinMs: 100_000, everyMs: 500 },
  );
}

function asked(fromMs: number): AskedRange {
  const toMs = fromMs + lookedAtMs;
  // The site's clock: seven hours ahead of UTC, the whole year.
  const wall = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString();
  const day = wall(fromMs).slice(0, 10).split('-').reverse().join('/');
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    text: `${day} ${wall(fromMs).slice(11, 19)} – ${wall(toMs).slice(11, 19)}`,
  };
}
