import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../scripts/demo/api-client.ts';
import { discover, type EnrolledCamera, enrolAll } from '../../scripts/demo/enrol.ts';
import { lookUpNear } from '../../scripts/demo/footage.ts';
import { createPeople, type People } from '../../scripts/demo/people.ts';
import { footageOfAll } from '../../scripts/demo/steps.ts';
import { until } from '../../scripts/demo/until.ts';
import { startWardProcess, type WardProcess } from '../../scripts/ward/ward-process.ts';
import { faultsOf, lostOf, readAccounts, type StreamAccount } from '../support/accounting.ts';
import { databaseUrlOf } from '../support/service-database.ts';
import { isRunning } from '../support/service-processes.ts';
import {
  closedSegments,
  cutNewestFiles,
  newestRun,
  recordedBytes,
  waitsInSpool,
  writtenMs,
} from '../support/spool.ts';
import { type StartedService, startProcess } from '../support/start-process.ts';

describe('when everything is killed with SIGKILL and started again', () => {
  let dataDir: string;
  let ward: WardProcess;
  let service: StartedService;
  let people: People;
  let enrolled: EnrolledCamera[];
  const start = () =>
    startProcess({
      MINHCHUNG_DATA_DIR: dataDir,
      MINHCHUNG_SEGMENT_SECONDS: '10',
      MINHCHUNG_CAMERA_NETWORKS: '127.0.0.0/8',
      MINHCHUNG_DISCOVERY_INTERFACE: '127.0.0.1',
      PORT: '0',
    });

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'minhchung-killed-'));
    ward = await startWardProcess({ cameras: 3, firstAddress: '127.20.50.1' });
    service = await start();
    people = await createPeople(service.url, service.setupToken ?? '');
    enrolled = await enrolAll(people.technician, await discover(people.technician), ward.cameras);
    await footageOfAll(people.officer, enrolled, 15_000);
  });

  afterAll(async () => {
    await service?.stop();
    await ward?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('leaves no process behind, loses nothing that was written, and accounts for the hole', async () => {
    const waiting = await closedSegments(dataDir);
    const catalogued = (await accounts()).flatMap(namesOf);
    const killed = await newestRun(dataDir);
    const written = await writtenMs(dataDir, killed);
    const killedAtMs = await killAll();
    const after = await startedAgain(killed, killedAtMs);
    const names = new Set(after.flatMap(namesOf));
    expect([...catalogued, ...waiting].filter((name) => !names.has(name))).toEqual([]);
    expect(written.size).toBeGreaterThanOrEqual(killed.size);
    expect(lostOf(written, after)).toEqual([]);
    for (const { gaps } of after) {
      const holes = gaps.filter(({ toMs }) => toMs > killedAtMs);
      expect(new Set(holes.map(({ reason }) => reason))).toEqual(new Set(['recorder']));
    }
  });

  it('keeps every whole GOP of the files that a power cut cuts short, and accounts for the rest', async () => {
    const killed = await newestRun(dataDir);
    await until(async () => (await recordedBytes(dataDir, killed)) || undefined, {
      what: 'footage of every camera',
      withinMs: 60_000,
      everyMs: 50,
    });
    const killedAtMs = await killAll();
    const cuts = await cutNewestFiles(dataDir, killed);
    const written = await writtenMs(dataDir, killed);
    const after = await startedAgain(killed, killedAtMs);
    expect(cuts).toHaveLength(killed.size);
    expect(lostOf(written, after), `cut at ${cuts.join(', ')}`).toEqual([]);
    for (const { gaps } of after) {
      const reasons = gaps.filter(({ toMs }) => toMs > killedAtMs - 15_000).map(({ reason }) => reason);
      expect(['recorder', 'damaged'], `cut at ${cuts.join(', ')}`).toEqual(expect.arrayContaining(reasons));
    }
  });

  /** Answers when they were killed. */
  async function killAll(): Promise<number> {
    const processes = service.descendants();
    expect(processes.length).toBeGreaterThan(8);
    const killedAtMs = Date.now();
    await service.kill();
    await until(async () => !processes.some(isRunning) || undefined, {
      what: 'every process to be gone',
      withinMs: 60_000,
      everyMs: 50,
    });
    return killedAtMs;
  }

  /** What the catalogue holds when everything of the killed runs is there, and new footage. */
  async function startedAgain(
    killed: ReadonlyMap<string, string>,
    killedAtMs: number,
  ): Promise<StreamAccount[]> {
    service = await start();
    const officer = new ApiClient(service.url);
    await officer.signIn(people.accounts.officer);
    await settled(officer, killedAtMs);
    await until(async () => ((await waitsInSpool(dataDir, killed)) ? undefined : true), {
      what: 'what the killed recorders had written',
      withinMs: 60_000,
      everyMs: 200,
    });
    const after = await accounts();
    expect(after.flatMap(faultsOf)).toEqual([]);
    return after;
  }

  const accounts = async () => readAccounts(await databaseUrlOf(dataDir));

  async function settled(officer: ApiClient, killedAtMs: number): Promise<void> {
    const [first] = ward.cameras;
    if (!first) throw new Error('no camera');
    await until(
      async () => {
        const range = { fromMs: killedAtMs - 30_000, toMs: Date.now() };
        const cameras = await lookUpNear(officer, first, range);
        const isAccounted = cameras.every(({ open, spans }) => {
          const lastTo = Date.parse(spans.at(-1)?.to ?? '');
          return lastTo > killedAtMs && open.every(({ from }) => Date.parse(from) > killedAtMs);
        });
        return cameras.length === enrolled.length && isAccounted ? true : undefined;
      },
      { what: 'footage after the restart', withinMs: 90_000, everyMs: 500 },
    );
  }
});

const namesOf = ({ segments }: { segments: readonly { runId: string; seq: number }[] }): string[] =>
  segments.map(({ runId, seq }) => `${runId}-${seq}`);
