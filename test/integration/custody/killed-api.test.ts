import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../src/core/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { verdictOf } from '../../support/custody-proofs.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { gopMs, segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import { Client } from '../api/client.ts';
import { approved } from '../api/filing.ts';
import { aCamera, aNeighbourhood, filmed } from '../api/ward-footage.ts';

const filmedMs = noonMs - 600_000;
const at = (ms: number): string => formatInstant(filmedMs + ms);
const here = (name: string) => new URL(name, import.meta.url).pathname;

let postgres: TestPostgres;
let api: TestApi;
let cookie: string;
let base: string;
let cameraId: string;
let segmentId: string | undefined;

beforeAll(async () => {
  execFileSync(process.execPath, [here('../../../scripts/setup/compile-now.mjs')], { stdio: 'inherit' });
  postgres = await startPostgres();
  api = await startApi(postgres);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu 7');
  const camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  [segmentId] = await filmed(api, camera, { fromMs: filmedMs, count: 2 });
  const officer = await api.as('officer');
  const { body } = await approved(api, officer, {
    area: { cameras: [camera.id] },
    from: at(0),
    to: at(segmentMs),
  });
  cameraId = camera.id;
  base = `/api/requests/${body.id}/cameras/${camera.id}`;
  cookie = officer.cookie;
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

/** The API in a process that nothing warns. */
class DoomedApi {
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  client = new Client('');

  private constructor(given: object) {
    this.#child = spawn(process.execPath, [here('api-process.mjs'), JSON.stringify(given)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (!this.#child.stdout) throw new Error('no stdout');
    this.#lines = createInterface(this.#child.stdout);
  }

  static async start(): Promise<DoomedApi> {
    const { sessionSecret, ...settings } = api.deps.settings;
    const secret = Buffer.from(sessionSecret).toString('hex');
    const given = {
      databaseUrl: api.database.url,
      nowMs: noonMs,
      settings: { ...settings, sessionSecret: secret },
    };
    const doomed = new DoomedApi(given);
    doomed.client = new Client(await doomed.said());
    doomed.client.cookie = cookie;
    return doomed;
  }

  async said(): Promise<string> {
    const [line] = (await once(this.#lines, 'line')) as [string];
    return line;
  }

  async hang(): Promise<void> {
    const said = this.said();
    this.#child.stdin?.write('hang\n');
    expect(await said).toBe('hangs');
  }

  async kill(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}

const since = async (count: number) => (await custodyOf(api.database.pool)).slice(count);
const countNow = async () => (await custodyOf(api.database.pool)).length;
const isWhole = async () => {
  const { fault } = await verdictOf(api.database.db);
  return fault === undefined;
};

describe('when the API is killed while it makes a still', () => {
  it('leaves no event, because nothing was given out', async () => {
    const doomed = await DoomedApi.start();
    const before = await countNow();
    await doomed.hang();
    const asked = doomed.said();
    const lost = expect(doomed.client.get(`${base}/still?at=${at(gopMs)}`)).rejects.toThrow('fetch failed');
    expect(await asked).toBe('asked');
    await doomed.kill();
    await lost;
    expect(await since(before)).toEqual([]);
  });
});

describe('when the API is killed between the bytes and the batch', () => {
  it('leaves what was opened in the log, and nothing of what was served', async () => {
    const doomed = await DoomedApi.start();
    const before = await countNow();
    expect((await doomed.client.get(`${base}/playlist.m3u8`)).status).toBe(200);
    for (const number of [0, 1, 2]) {
      const { status, bytes } = await doomed.client.get(`${base}/segments/${segmentId}/gops/${number}.m4s`);
      expect([status, bytes.length > 0]).toEqual([200, true]);
    }
    await doomed.kill();
    const range = { fromMs: filmedMs, toMs: filmedMs + segmentMs };
    expect(await since(before)).toMatchObject([{ event: 'playlist-issued', cameraId, ...range }]);
    expect(await isWhole()).toBe(true);
  });

  it('shows the auditor as opened what nobody can say was served', async () => {
    const auditor = await api.as('auditor');
    const query = `camera=${cameraId}&from=${at(0)}&to=${at(segmentMs)}`;
    const { bytes } = await auditor.get(`/api/custody/coverage?${query}`);
    const { opened, served, servedUnopened } = JSON.parse(bytes.toString()) as Record<string, unknown>;
    expect(opened).toEqual([{ from: at(0), to: at(segmentMs) }]);
    // Also of the still that was being made: it left no event.
    expect([served, servedUnopened]).toEqual([[], []]);
  });
});

describe('when the API is killed between the event and the bytes', () => {
  it('leaves a look in the log that never happened, and no byte outside', async () => {
    const doomed = await DoomedApi.start();
    const before = await countNow();
    await doomed.hang();
    const asked = doomed.said();
    const answer = doomed.client.get(`${base}/storyboard?at=${at(gopMs)}`);
    const lost = expect(answer).rejects.toThrow('fetch failed');
    expect(await asked).toBe('asked');
    // The store was asked, so the event must be committed already.
    expect(await since(before)).toMatchObject([{ event: 'storyboard-issued', cameraId, fromMs: filmedMs }]);
    await doomed.kill();
    await lost;
    expect(await since(before)).toHaveLength(1);
    expect(await isWhole()).toBe(true);
  });
});
