import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { footageOfAll, type OpeningNight, open } from '../../scripts/demo/acts.ts';
import { openRequest } from '../../scripts/demo/filing.ts';
import { lookUpNear } from '../../scripts/demo/footage.ts';
import { Narrator } from '../../scripts/demo/narrator.ts';
import { play } from '../../scripts/demo/play.ts';
import { raiseStage, type Stage } from '../../scripts/demo/stage.ts';
import { until } from '../../scripts/demo/until.ts';
import { faultsOf, readAccounts } from '../support/accounting.ts';
import { newestRun, recordedBytes } from '../support/spool.ts';

const failoverMs = 15_000;
/** The GOP nobody had closed, what the relay gathers for a write, and what a busy machine may be behind. */
const mostLostMs = 2_000 + 1_000 + 2_000;

describe('when a recording worker is killed with SIGKILL', () => {
  let stage: Stage;
  let night: OpeningNight;

  beforeAll(async () => {
    stage = await raiseStage({
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
    night = await open(stage, new Narrator(() => {}));
    await footageOfAll(night.cast.officer, night.enrolled, 15_000);
  });

  afterAll(() => stage?.strike());

  it('brings new bytes of every camera from another within 15 s, and leaves one gap `recorder`', async () => {
    const before = await newestRun(stage.dataDir);
    const killedAtMs = Date.now();
    await Promise.all([stage.service.kill('recorder-a'), stage.service.kill('recorder-b')]);
    const firstBytes = await until(
      async () => {
        const runs = await newestRun(stage.dataDir);
        const isAnew = [...runs].every(([stream, run]) => before.get(stream) !== run);
        return isAnew && (await recordedBytes(stage.dataDir, runs)) ? Date.now() : undefined;
      },
      { what: 'new bytes of every camera', withinMs: 2 * failoverMs, everyMs: 100 },
    );
    expect(firstBytes - killedAtMs).toBeLessThanOrEqual(failoverMs);
    await settled(killedAtMs);
    for (const account of await readAccounts(stage.service.env.DATABASE_URL ?? '')) {
      expect(faultsOf(account)).toEqual([]);
      const holes = account.gaps.filter(
        ({ fromMs, toMs }) => toMs > killedAtMs - 10_000 && fromMs < killedAtMs + failoverMs,
      );
      expect(holes.map(({ reason }) => reason)).toEqual(['recorder']);
      expect(holes[0]?.fromMs).toBeGreaterThan(killedAtMs - mostLostMs);
    }
  });

  it('plays what the killed worker had written, its clock true', async () => {
    const { officer } = night.cast;
    const camera = night.enrolled[0];
    if (!camera) throw new Error('no camera');
    const toMs = Date.now();
    const range = { fromMs: toMs - 60_000, toMs };
    const id = await openRequest(night.cast, { caseNumber: 'CHAOS-1', cameras: [camera.id], ...range });
    const played = await play(officer, `/api/requests/${id}/cameras/${camera.id}/playlist.m3u8`, range);
    expect(played).toMatchObject({ unread: 0 });
    expect(played.frames).toBeGreaterThan(20 * 15);
    expect(Math.abs(played.clockErrorMs)).toBeLessThanOrEqual(200);
  });

  /** Until nothing of the time up to 20 s after the kill is open any more: the spool is swept and ingested. */
  async function settled(killedAtMs: number): Promise<void> {
    const [first] = stage.ward.cameras;
    if (!first) throw new Error('no camera');
    const range = { fromMs: killedAtMs - 30_000, toMs: killedAtMs + 20_000 };
    await until(
      async () => {
        if (Date.now() < range.toMs) return undefined;
        const cameras = await lookUpNear(night.cast.officer, first, range);
        return cameras.length === 4 && cameras.every(({ open }) => open.length === 0) ? true : undefined;
      },
      { what: 'the catalogue to account for the kill', withinMs: 90_000, everyMs: 500 },
    );
  }
});
