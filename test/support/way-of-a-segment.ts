import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { footageOfAll, type OpeningNight, open } from '../../scripts/demo/acts.ts';
import { openRequest } from '../../scripts/demo/filing.ts';
import { type CameraFootage, lookUpNear } from '../../scripts/demo/footage.ts';
import { Narrator } from '../../scripts/demo/narrator.ts';
import { play } from '../../scripts/demo/play.ts';
import { raiseStage, type Stage } from '../../scripts/demo/stage.ts';
import { until } from '../../scripts/demo/until.ts';
import { faultsOf, readAccounts } from './accounting.ts';
import { findLeaks } from './credential-leaks.ts';
import { leastFrames, recordedMsOf } from './recorded.ts';
import { descendants } from './service-processes.ts';

const clockToleranceMs = 200;
const minuteMs = 60_000;
export interface WayOptions {
  readonly store: 'disk' | 'minio';
  /** Of the simulated ward; one of its own, since wards may film side by side. */
  readonly firstAddress: string;
  /** Why it cannot be tried here, and the remedy. */
  readonly impossible?: string;
}

/** The whole way with real PostgreSQL, Redis, ffmpeg and store; only the cameras are simulated. */
export function describeWay({ store, firstAddress, impossible }: WayOptions): void {
  const title = `when six cameras are recorded, with the store on ${store}`;
  const isPossible = impossible === undefined;
  describe.skipIf(!isPossible)(isPossible ? title : `${title} (${impossible})`, () => {
    let stage: Stage;
    let night: OpeningNight;
    const lines: string[] = [];

    beforeAll(async () => {
      stage = await raiseStage({
        ward: { cameras: 6, firstAddress },
        store,
        segmentSeconds: 10,
        onLine: (name, line) => lines.push(`${name}: ${line}`),
      });
      night = await open(stage, new Narrator(() => {}));
    });

    afterAll(() => stage?.strike());

    it('plays a decoded minute across segment borders and a reconnect, its burnt-in clock the asked time to ±200 ms', async () => {
      const { officer } = night.cast;
      const [steady, dropped] = night.enrolled;
      if (!steady || !dropped) throw new Error('there are no two cameras');
      await footageOfAll(officer, night.enrolled, 20_000);
      const droppedAtMs = Date.now();
      await stage.ward.command(dropped.facts.number, { do: 'drop' });
      const range = { fromMs: droppedAtMs - 20_000, toMs: droppedAtMs + minuteMs - 20_000 };
      // Cameras close their segments at times of their own: the minute is there when it is of both.
      for (const { id, facts } of [dropped, steady])
        await until(
          async () => {
            const found = await lookUpNear(officer, facts, { fromMs: range.fromMs, toMs: Date.now() });
            return found.some((camera) => camera.id === id && endOf(camera) >= range.toMs) || undefined;
          },
          { what: 'footage after the reconnect', withinMs: 120_000 },
        );
      const cameras = night.enrolled.map((camera) => camera.id);
      const id = await openRequest(night.cast, { caseNumber: 'E2E-1', cameras, ...range });
      const path = (camera: string) => `/api/requests/${id}/cameras/${camera}/playlist.m3u8`;
      const reconnected = await play(officer, path(dropped.id), range);
      expect(reconnected).toMatchObject({ unread: 0 });
      expect(Math.abs(reconnected.clockErrorMs)).toBeLessThanOrEqual(clockToleranceMs);
      const recordedMs = recordedMsOf(await lookUpNear(officer, dropped.facts, range), dropped.id);
      expect(recordedMs).toBeGreaterThan(20_000);
      expect(reconnected.frames).toBeGreaterThan(leastFrames(recordedMs));
      const whole = await play(officer, path(steady.id), range);
      expect(whole).toMatchObject({ unread: 0 });
      expect(whole.frames).toBeGreaterThanOrEqual(60 * 15);
      expect(Math.abs(whole.clockErrorMs)).toBeLessThanOrEqual(clockToleranceMs);
    });

    it('keeps every password out of argv, environments, logs, Redis and tables (I9)', async () => {
      const pids = stage.service.processes.flatMap(({ pid }) =>
        pid === undefined ? [] : [pid, ...descendants(pid)],
      );
      const where = { pids, lines, env: stage.service.env };
      const people = [...stage.ward.cameras, ...Object.values(night.cast.players)];
      const { leaks, searched } = await findLeaks(
        [...new Set(people.map(({ password }) => password))],
        where,
      );
      expect(leaks).toEqual([]);
      expect(
        Math.min(searched.argv, searched.environment, searched.log, searched.column, searched.redis),
      ).toBeGreaterThan(0);
      // The search finds what is there.
      const found = (await findLeaks(['segment_list', 'KP1 Duong', 'recording'], where)).leaks;
      expect(found.some((place) => place.startsWith('argv'))).toBe(true);
      expect(found).toContain('column: camera.name');
      expect(found.some((place) => place.startsWith('log'))).toBe(true);
    });

    it('accounts for every millisecond of every camera, none of it unknown (I3, I4)', async () => {
      const accounts = await readAccounts(stage.service.env.DATABASE_URL ?? '');
      expect(accounts).toHaveLength(6);
      for (const account of accounts) {
        expect(faultsOf(account)).toEqual([]);
        expect(account.segments.length).toBeGreaterThan(3);
      }
    });
  });
}

const endOf = (camera: CameraFootage): number => {
  const last = camera.spans.at(-1);
  return last ? Date.parse(last.to) : Number.NEGATIVE_INFINITY;
};
