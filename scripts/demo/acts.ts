import type { CameraFacts } from '../ward/index.ts';
import type { ApiClient } from './api-client.ts';
import { type Cast, hireCast } from './cast.ts';
import { discover, type EnrolledCamera, enrolAll } from './enrol.ts';
import { openRequest } from './filing.ts';
import { type CameraFootage, lookUpNear, recordedStretch } from './footage.ts';
import { importCameras } from './import.ts';
import type { Narrator } from './narrator.ts';
import { type PlayedMinute, play } from './play.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';
import { bringMap } from './ward-map.ts';

const minuteMs = 60_000;

export interface OpeningNight {
  readonly cast: Cast;
  readonly enrolled: readonly EnrolledCamera[];
  /** From the beginning to the first look-up that answered with footage. */
  readonly readyS: number;
}

/**
 * First act, through the public API alone: users, the map, half of the cameras by discovery and half from a file, and
 * the first look-up that finds footage.
 */
export async function open({ ward, service }: Stage, narrator: Narrator): Promise<OpeningNight> {
  const token = service.setupToken;
  if (token === undefined) throw new Error('the service offers no one-time link');
  const cast = await narrator.step('users made through the one-time link', () =>
    hireCast(service.url, token),
  );
  await narrator.step(
    'map brought',
    () => bringMap(cast.technician),
    ({ shapes, names }) => `${shapes} shapes, ${names} names of places`,
  );
  const enrolled = await enrol(cast, ward.cameras, narrator);
  await narrator.step('first look-up answered', () => footageOfAll(cast.officer, enrolled, 1_000));
  return { cast, enrolled, readyS: narrator.elapsedS() };
}

/** In the order of the ward. */
async function enrol(
  { technician }: Cast,
  cameras: readonly CameraFacts[],
  narrator: Narrator,
): Promise<EnrolledCamera[]> {
  const half = Math.ceil(cameras.length / 2);
  const [toRegister, toImport] = [cameras.slice(0, half), cameras.slice(half)];
  const found = await narrator.step(
    'discovered',
    () => discover(technician),
    ({ devices }) => `${devices.length} cameras`,
  );
  const registered = await narrator.step(
    'registered as discovered',
    () => enrolAll(technician, found, toRegister),
    (all) => `${all.length} cameras`,
  );
  if (toImport.length === 0) return registered;
  const imported = await narrator.step(
    'imported from a CSV, after a dry run',
    () => importCameras(technician, toImport),
    ({ cameras: all, progress }) => `${all.length} cameras; rows done, as seen: ${progress.join(', ')}`,
  );
  return [...registered, ...imported.cameras];
}

/** Second act: waits for a minute of every camera, has a request filed and approved, plays and decodes it, and closes the request. */
export async function investigate(
  { cast, enrolled }: OpeningNight,
  narrator: Narrator,
): Promise<{ played: readonly PlayedMinute[] }> {
  const { officer } = cast;
  const footage = await narrator.step('a minute of every camera is recorded', () =>
    footageOfAll(officer, enrolled, minuteMs + 2_000),
  );
  const minutes = footage.map((camera) => ({ camera, minute: minuteOf(camera) }));
  const fromMs = Math.min(...minutes.map(({ minute }) => minute.fromMs));
  const toMs = Math.max(...minutes.map(({ minute }) => minute.toMs));
  const cameras = enrolled.map(({ id }) => id);
  const requestId = await narrator.step('request filed, and approved by the custodian', () =>
    openRequest(cast, { caseNumber: 'DEMO-1', cameras, fromMs, toMs }),
  );
  const played: PlayedMinute[] = [];
  for (const { camera, minute } of minutes)
    played.push(
      await narrator.step(
        `played ${camera.name}`,
        () => play(officer, `/api/requests/${requestId}/cameras/${camera.id}/playlist.m3u8`, minute),
        ({ frames, clockErrorMs }) =>
          `${frames} frames, burnt-in clock ${Math.round(clockErrorMs)} ms off at most`,
      ),
    );
  await narrator.step('request closed: what it held may expire again', () =>
    officer.api.closeRequest({ id: requestId }, { outcome: 'found' }),
  );
  return { played };
}

/** The footage of every enrolled camera, as soon as each has a stretch that long. */
export function footageOfAll(
  officer: ApiClient,
  enrolled: readonly EnrolledCamera[],
  lengthMs: number,
): Promise<CameraFootage[]> {
  const [first] = enrolled;
  if (!first) throw new Error('no camera is enrolled');
  const ids = new Set(enrolled.map(({ id }) => id));
  return until(
    async () => {
      const toMs = Date.now();
      const cameras = await lookUpNear(officer, first.facts, { fromMs: toMs - 3_600_000, toMs });
      const ready = cameras.filter((camera) => ids.has(camera.id) && recordedStretch(camera, lengthMs));
      return ready.length === enrolled.length ? ready : undefined;
    },
    {
      what: `${lengthMs / 1000} s of footage of every camera`,
      withinMs: 200_000 + lengthMs,
      everyMs: 500,
    },
  );
}

function minuteOf(camera: CameraFootage): { fromMs: number; toMs: number } {
  const stretch = recordedStretch(camera, minuteMs);
  if (!stretch) throw new Error(`no minute of ${camera.name}`);
  return { fromMs: stretch.toMs - minuteMs - 1_000, toMs: stretch.toMs - 1_000 };
}
