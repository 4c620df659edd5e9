import { minuteMs } from '../../src/core/index.ts';
import type { CameraFacts } from '../ward/index.ts';
import type { ApiClient } from './api-client.ts';
import { discover, type EnrolledCamera, enrolAll } from './enrol.ts';
import { openRequest } from './filing.ts';
import { type CameraFootage, lookUpNear, recordedStretch } from './footage.ts';
import { importCameras } from './import.ts';
import { createPeople, type People } from './people.ts';
import { type PlayedMinute, play } from './play.ts';
import type { Progress } from './progress.ts';
import type { Demo } from './start-demo.ts';
import { until } from './until.ts';
import { bringMap } from './ward-map.ts';

export interface EnrolledWard {
  readonly people: People;
  readonly cameras: readonly EnrolledCamera[];
  /** Seconds from the start to the first look-up that found footage. */
  readonly readyS: number;
}

/**
 * Sets the ward up through the public API alone: users, map, half of the cameras by discovery, half from a
 * CSV; ends with the first look-up that finds footage.
 */
export async function enrolWard({ ward, service }: Demo, progress: Progress): Promise<EnrolledWard> {
  const token = service.setupToken;
  if (token === undefined) throw new Error('the service offers no one-time link');
  const people = await progress.step('users made through the one-time link', () =>
    createPeople(service.url, token),
  );
  await progress.step(
    'map brought',
    () => bringMap(people.technician),
    ({ shapes, names }) => `${shapes} shapes, ${names} names of places`,
  );
  const cameras = await enrol(people, ward.cameras, progress);
  await progress.step('first look-up answered', () => footageOfAll(people.officer, cameras, 1_000));
  return { people, cameras, readyS: progress.elapsedS() };
}

/** Returns the cameras in the order of the ward. */
async function enrol(
  { technician }: People,
  cameras: readonly CameraFacts[],
  progress: Progress,
): Promise<EnrolledCamera[]> {
  const half = Math.ceil(cameras.length / 2);
  const [toRegister, toImport] = [cameras.slice(0, half), cameras.slice(half)];
  const found = await progress.step(
    'discovered',
    () => discover(technician),
    ({ devices }) => `${devices.length} cameras`,
  );
  const registered = await progress.step(
    'registered as discovered',
    () => enrolAll(technician, found, toRegister),
    (all) => `${all.length} cameras`,
  );
  if (toImport.length === 0) return registered;
  const imported = await progress.step(
    'imported from a CSV, after a dry run',
    () => importCameras(technician, toImport),
    ({ cameras: all, progress }) => `${all.length} cameras; rows done, as seen: ${progress.join(', ')}`,
  );
  return [...registered, ...imported.cameras];
}

/** Waits for a minute of every camera, files and approves a request, plays and decodes it, and closes it. */
export async function investigate(
  { people, cameras }: EnrolledWard,
  progress: Progress,
): Promise<{ played: readonly PlayedMinute[] }> {
  const { officer } = people;
  const footage = await progress.step('a minute of every camera is recorded', () =>
    footageOfAll(officer, cameras, minuteMs + 2_000),
  );
  const minutes = footage.map((camera) => ({ camera, minute: minuteOf(camera) }));
  const fromMs = Math.min(...minutes.map(({ minute }) => minute.fromMs));
  const toMs = Math.max(...minutes.map(({ minute }) => minute.toMs));
  const requestId = await progress.step('request filed, and approved by the custodian', () =>
    openRequest(people, { caseNumber: 'DEMO-1', cameras: cameras.map(({ id }) => id), fromMs, toMs }),
  );
  const played: PlayedMinute[] = [];
  for (const { camera, minute } of minutes)
    played.push(
      await progress.step(
        `played ${camera.name}`,
        () => play(officer, `/api/requests/${requestId}/cameras/${camera.id}/playlist.m3u8`, minute),
        ({ frames, clockErrorMs }) =>
          `${frames} frames, burnt-in clock ${Math.round(clockErrorMs)} ms off at most`,
      ),
    );
  await progress.step('request closed: what it held may expire again', () =>
    officer.api.closeRequest({ id: requestId }, { outcome: 'found' }),
  );
  return { played };
}

/** Waits until each enrolled camera has a stretch of that length, and returns the footage of all. */
export function footageOfAll(
  officer: ApiClient,
  cameras: readonly EnrolledCamera[],
  lengthMs: number,
): Promise<CameraFootage[]> {
  const [first] = cameras;
  if (!first) throw new Error('no camera is enrolled');
  const ids = new Set(cameras.map(({ id }) => id));
  let footage: CameraFootage[] = [];
  const isReady = (camera: CameraFootage) => recordedStretch(camera, lengthMs) !== undefined;
  return until(
    async () => {
      const toMs = Date.now();
      const all = await lookUpNear(officer, first.facts, { fromMs: toMs - 3_600_000, toMs });
      footage = all.filter(({ id }) => ids.has(id));
      return footage.length === cameras.length && footage.every(isReady) ? footage : undefined;
    },
    {
      what: `${lengthMs / 1000} s of footage of every camera`,
      missing: () => missingFootage(footage.filter((camera) => !isReady(camera))),
      withinMs: 200_000 + lengthMs,
      everyMs: 500,
    },
  );
}

/** Describes the cameras that have too little footage: their spans and gaps. */
const missingFootage = (cameras: readonly CameraFootage[]): string =>
  cameras
    .map(({ name, spans, gaps, open }) => {
      const why = gaps.map(({ from, to, reason }) => `${reason} ${from} to ${to}`).join(', ');
      return `${name}: ${spans.length} spans, ${open.length} open, gaps: ${why || 'none'}`;
    })
    .join('; ') || 'a camera that the look-up does not find';

function minuteOf(camera: CameraFootage): { fromMs: number; toMs: number } {
  const stretch = recordedStretch(camera, minuteMs);
  if (!stretch) throw new Error(`no minute of ${camera.name}`);
  return { fromMs: stretch.toMs - minuteMs - 1_000, toMs: stretch.toMs - 1_000 };
}
