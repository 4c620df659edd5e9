import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRequest } from '../../scripts/demo/filing.ts';
import { lookUpNear } from '../../scripts/demo/footage.ts';
import { play } from '../../scripts/demo/play.ts';
import { Progress } from '../../scripts/demo/progress.ts';
import { type Demo, startDemo } from '../../scripts/demo/start-demo.ts';
import { type EnrolledWard, enrolWard, footageOfAll } from '../../scripts/demo/steps.ts';
import { until } from '../../scripts/demo/until.ts';
import type { TimeRange } from '../../src/core/index.ts';
import { leaseMs } from '../../src/recording/index.ts';
import { faultsOf, lostOf, readAccounts } from '../support/accounting.ts';
import { minFrames, recordedMsOf } from '../support/recorded.ts';
import { newestRun, recordedBytes, writtenMs } from '../support/spool.ts';

const failoverMs = 15_000;

describe('when a recording worker is killed with SIGKILL', () => {
  let demo: Demo;
  let enrolled: EnrolledWard;
  /** How long the whole service took to start on this machine. */
  let startMs: number;

  beforeAll(async () => {
    const begunMs = performance.now();
    demo = await startDemo({
      ward: { cameras: 4, firstAddress: '127.20.40.1' },
      store: 'disk',
      segmentSeconds: 10,
      workers: [
        { name: 'recorder-a', roles: ['record'] },
        { name: 'recorder-b', roles: ['record'] },
        { name: 'worker', roles: ['ingest', 'maintain'] },
      ],
      onLine: () => {},
    });
    startMs = performance.now() - begunMs;
    enrolled = await enrolWard(demo, new Progress(() => {}));
    await footageOfAll(enrolled.people.officer, enrolled.cameras, 15_000);
  });

  afterAll(() => demo?.stop());

  it('brings new bytes of every camera within 15 s, or a lease and a start; keeps what was written; leaves one gap', async () => {
    const before = await newestRun(demo.dataDir);
    const written = await writtenMs(demo.dataDir, before);
    const killedAtMs = Date.now();
    await Promise.all([demo.service.kill('recorder-a'), demo.service.kill('recorder-b')]);
    const firstBytes = await until(
      async () => {
        const runs = await newestRun(demo.dataDir);
        const isAnew = [...runs].every(([stream, run]) => before.get(stream) !== run);
        return isAnew && runs.size === before.size && (await recordedBytes(demo.dataDir, runs))
          ? Date.now()
          : undefined;
      },
      { what: 'new bytes of every camera', withinMs: 90_000, everyMs: 100 },
    );
    expect(firstBytes - killedAtMs).toBeLessThanOrEqual(Math.max(failoverMs, leaseMs + startMs));
    await settled({ fromMs: killedAtMs - 30_000, toMs: firstBytes + 10_000 });
    const accounts = await readAccounts(demo.service.env.DATABASE_URL ?? '');
    expect(written.size).toBeGreaterThanOrEqual(before.size);
    expect(lostOf(written, accounts)).toEqual([]);
    for (const account of accounts) {
      expect(faultsOf(account)).toEqual([]);
      const holes = account.gaps.filter(
        ({ fromMs, toMs }) => toMs > killedAtMs - 10_000 && fromMs < firstBytes,
      );
      expect(holes.map(({ reason }) => reason)).toEqual(['recorder']);
    }
  });

  it('plays what the killed worker had written, its clock true', async () => {
    const { officer } = enrolled.people;
    const camera = enrolled.cameras[0];
    if (!camera) throw new Error('no camera');
    const toMs = Date.now();
    const range = { fromMs: toMs - 60_000, toMs };
    const id = await openRequest(enrolled.people, { caseNumber: 'CHAOS-1', cameras: [camera.id], ...range });
    const recordedMs = recordedMsOf(await lookUpNear(officer, camera.facts, range), camera.id);
    expect(recordedMs).toBeGreaterThan(15_000);
    const played = await play(officer, `/api/requests/${id}/cameras/${camera.id}/playlist.m3u8`, range);
    expect(played).toMatchObject({ unread: 0 });
    expect(played.frames).toBeGreaterThan(minFrames(recordedMs));
    expect(Math.abs(played.clockErrorMs)).toBeLessThanOrEqual(200);
  });

  /** Until nothing of that time is open any more: the spool is swept and ingested. */
  async function settled(range: TimeRange): Promise<void> {
    const [first] = demo.ward.cameras;
    if (!first) throw new Error('no camera');
    await until(
      async () => {
        if (Date.now() < range.toMs) return undefined;
        const cameras = await lookUpNear(enrolled.people.officer, first, range);
        return cameras.length === 4 && cameras.every(({ open }) => open.length === 0) ? true : undefined;
      },
      { what: 'the catalogue to account for the kill', withinMs: 90_000, everyMs: 500 },
    );
  }
});
