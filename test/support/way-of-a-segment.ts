import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRequest } from '../../scripts/demo/filing.ts';
import { type CameraFootage, lookUpNear } from '../../scripts/demo/footage.ts';
import { play } from '../../scripts/demo/play.ts';
import { Progress } from '../../scripts/demo/progress.ts';
import { type Demo, startDemo } from '../../scripts/demo/start-demo.ts';
import { type EnrolledWard, enrolWard, footageOfAll } from '../../scripts/demo/steps.ts';
import { until } from '../../scripts/demo/until.ts';
import { minuteMs } from '../../src/core/index.ts';
import { faultsOf, readAccounts } from './accounting.ts';
import { findLeaks } from './credential-leaks.ts';
import { minFrames, recordedMsOf } from './recorded.ts';
import { descendants } from './service-processes.ts';
import { describeUnless, type Missing } from './unless.ts';

const clockToleranceMs = 200;
export interface WayOptions {
  readonly store: 'disk' | 'minio';
  readonly recorder: 'ffmpeg' | 'direct';
  /** Of the simulated ward; one of its own, since wards may film side by side. */
  readonly firstAddress: string;
  readonly missing?: Missing;
}

/** The whole way with real PostgreSQL, Redis, ffmpeg and store; only the cameras are simulated. */
export function describeWay({ store, recorder, firstAddress, missing }: WayOptions): void {
  const title = `when six cameras are recorded by ${recorder}, with the store on ${store}`;
  describeUnless(missing, title, () => {
    let demo: Demo;
    let enrolled: EnrolledWard;
    const lines: string[] = [];

    beforeAll(async () => {
      demo = await startDemo({
        ward: { cameras: 6, firstAddress },
        store,
        recorder,
        segmentSeconds: 10,
        onLine: (name, line) => lines.push(`${name}: ${line}`),
      });
      enrolled = await enrolWard(demo, new Progress(() => {}));
    });

    afterAll(() => demo?.stop());

    it('plays a decoded minute across segment borders and a reconnect, its burnt-in clock the asked time to ±200 ms', async () => {
      const { officer } = enrolled.people;
      const [steady, dropped] = enrolled.cameras;
      if (!steady || !dropped) throw new Error('there are no two cameras');
      await footageOfAll(officer, enrolled.cameras, 20_000);
      const droppedAtMs = Date.now();
      await demo.ward.command(dropped.facts.number, { do: 'drop' });
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
      const cameras = enrolled.cameras.map((camera) => camera.id);
      const id = await openRequest(enrolled.people, { caseNumber: 'E2E-1', cameras, ...range });
      const path = (camera: string) => `/api/requests/${id}/cameras/${camera}/playlist.m3u8`;
      const reconnected = await play(officer, path(dropped.id), range);
      expect(reconnected).toMatchObject({ unread: 0 });
      expect(Math.abs(reconnected.clockErrorMs)).toBeLessThanOrEqual(clockToleranceMs);
      const recordedMs = recordedMsOf(await lookUpNear(officer, dropped.facts, range), dropped.id);
      expect(recordedMs).toBeGreaterThan(20_000);
      expect(reconnected.frames).toBeGreaterThan(minFrames(recordedMs));
      const whole = await play(officer, path(steady.id), range);
      expect(whole).toMatchObject({ unread: 0 });
      expect(whole.frames).toBeGreaterThanOrEqual(60 * 15);
      expect(Math.abs(whole.clockErrorMs)).toBeLessThanOrEqual(clockToleranceMs);
    });

    it('keeps every password out of argv, environments, logs, Redis and tables (I9)', async () => {
      const pids = demo.service.processes.flatMap(({ pid }) =>
        pid === undefined ? [] : [pid, ...descendants(pid)],
      );
      const where = { pids, lines, env: demo.service.env };
      const people = [...demo.ward.cameras, ...Object.values(enrolled.people.accounts)];
      const { leaks, searched } = await findLeaks(
        [...new Set(people.map(({ password }) => password))],
        where,
      );
      expect(leaks).toEqual([]);
      expect(
        Math.min(searched.argv, searched.environment, searched.log, searched.column, searched.redis),
      ).toBeGreaterThan(0);
      // The search finds what is there.
      const inArgv = { ffmpeg: 'segment_list', direct: 'workers/main' }[recorder];
      const found = (await findLeaks([inArgv, 'KP1 Duong', 'recording'], where)).leaks;
      expect(found.some((place) => place.startsWith('argv'))).toBe(true);
      expect(found).toContain('column: camera.name');
      expect(found.some((place) => place.startsWith('log'))).toBe(true);
    });

    it('accounts for every millisecond of every camera, none of it unknown (I3, I4)', async () => {
      const accounts = await readAccounts(demo.service.env.DATABASE_URL ?? '');
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
