import type { ApiClient } from './api-client.ts';
import { type Cast, hireCast } from './cast.ts';
import { discover, type EnrolledCamera, enrolAll } from './enrol.ts';
import { openRequest } from './filing.ts';
import { type CameraFootage, lookUpNear, recordedStretch } from './footage.ts';
import type { Narrator } from './narrator.ts';
import { type PlayedMinute, play } from './play.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

const minuteMs = 60_000;

export interface OpeningNight {
  readonly cast: Cast;
  readonly enrolled: readonly EnrolledCamera[];
  /** From the beginning to the first look-up that answered with footage. */
  readonly readyS: number;
}

/** First act, through the public API alone: users, discovery, registration, and the first look-up that finds footage. */
export async function open({ ward, service }: Stage, narrator: Narrator): Promise<OpeningNight> {
  const token = service.setupToken;
  if (token === undefined) throw new Error('the service offers no one-time link');
  const cast = await narrator.step('users made through the one-time link', () =>
    hireCast(service.url, token),
  );
  const found = await narrator.step(
    'discovered',
    () => discover(cast.technician),
    ({ devices }) => `${devices.length} cameras`,
  );
  const enrolled = await narrator.step(
    'registered',
    () => enrolAll(cast.technician, found, ward.cameras),
    (cameras) => `${cameras.length} cameras`,
  );
  await narrator.step('first look-up answered', () => footageOfAll(cast.officer, enrolled, 1_000));
  return { cast, enrolled, readyS: narrator.elapsedS() };
}

/** Second act: waits for a minute of every camera, has a request filed and approved, plays and decodes it. */
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
