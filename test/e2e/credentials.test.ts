import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { today } from '../../scripts/demo/camera-csv.ts';
import { Progress } from '../../scripts/demo/progress.ts';
import { type Demo, startDemo } from '../../scripts/demo/start-demo.ts';
import { type EnrolledWard, enrolWard } from '../../scripts/demo/steps.ts';
import { until } from '../../scripts/demo/until.ts';
import type { CameraFacts } from '../../scripts/ward/index.ts';
import { messageOf } from '../../src/core/index.ts';
import { findLeaks, type Haystack } from '../support/credential-leaks.ts';
import { s3Missing } from '../support/minio-server.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../support/postgres.ts';
import { type Provoked, provoke } from '../support/provocations.ts';
import { descendants, hasExecuted } from '../support/service-processes.ts';

const databasePassword = 'Geheim.of.the.database';
const pathPassword = 'Geheim_in_the_path';

let postgres: TestPostgres;
let database: TestDatabase;
let demo: Demo;
let enrolled: EnrolledWard;
let provoked: Provoked;
const lines: string[] = [];
let shownUrl: string;

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  demo = await startDemo({
    ward: { cameras: 4, firstAddress: '127.20.60.1' },
    store: s3Missing === undefined ? 'minio' : 'disk',
    segmentSeconds: 10,
    env: { DATABASE_URL: `${database.url}&password=${databasePassword}`, MINHCHUNG_LOG_LEVEL: 'trace' },
    onLine: (name, line) => lines.push(`${name}: ${line}`),
  });
  enrolled = await enrolWard(demo, new Progress(() => {})).catch((error: unknown) => {
    throw new Error(`${messageOf(error)}\n${lastWarnings().join('\n')}`);
  });
  const [camera] = enrolled.cameras;
  if (!camera) throw new Error('there is no camera');
  const ward = { cameraId: camera.id, onvifUrl: camera.facts.onvifUrl };
  provoked = await provoke(demo.service.url, enrolled.people.accounts, ward);
  shownUrl = await recordByPath(camera.facts);
}, 240_000);

afterAll(async () => {
  await demo?.stop();
  await database?.close();
  await postgres?.stop();
});

/** What the service itself last complained of (pino levels from 40 on). */
const lastWarnings = () => lines.filter((line) => /"level":[456]0/.test(line)).slice(-30);

/** Records a stream whose URL has the password in its query as well; answers the URL that the API then shows. */
async function recordByPath({ rtspUrls, user, password }: CameraFacts): Promise<string> {
  const { technician } = enrolled.people;
  const [neighbourhood] = (await technician.api.listNeighbourhoods()).neighbourhoods;
  const { id } = await technician.post<{ id: string }>('/api/cameras', {
    url: `${rtspUrls.main}?user=admin&password=${pathPassword}&channel=1`,
    name: 'By its path',
    neighbourhoodId: neighbourhood?.id,
    user,
    password,
    notice: { text: 'Khu vực có camera giám sát', postedOn: today() },
  });
  return until(
    async () => {
      const { recording, stream } = await technician.api.getCamera({ id });
      return recording.state === 'recording' ? stream.url : undefined;
    },
    { what: 'a recording', withinMs: 60_000 },
  );
}

/** The programs, which are given their settings by the environment, and what they started, which are not. */
const processes = () => {
  const programs = demo.service.processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  return { programs, children: programs.flatMap(descendants).filter(hasExecuted) };
};

function haystack(): Haystack {
  const { programs, children } = processes();
  const { answers } = provoked;
  return { pids: [...programs, ...children], lines, answers, env: demo.service.env };
}

/** The keys that sessions are signed and credentials are sealed with. */
async function keys(): Promise<string[]> {
  const directory = join(demo.dataDir, 'keys');
  const files = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name))));
  return files.flatMap((key) => [key.toString('hex'), key.toString('base64').replaceAll('=', '')]);
}

describe('when credentials were used in every way, right and wrong', () => {
  it('provoked every kind of answer, of refusals and of rows', () => {
    const kinds = new Set(provoked.statuses);
    for (const status of [200, 201, 202, 400, 401, 403, 404]) expect(kinds).toContain(status);
    expect(provoked.answers.join('\n')).toContain('"state":"failed"');
    expect(provoked.statuses.filter((status) => status >= 500)).toEqual([]);
  });

  it('keeps every one of them out of every place (I9)', async () => {
    const people = [...demo.ward.cameras, ...Object.values(enrolled.people.accounts)];
    const secrets = [
      ...new Set(people.map(({ password }) => password)),
      ...provoked.secrets,
      ...(await keys()),
      pathPassword,
      demo.service.setupToken ?? '',
    ];
    const { leaks, searched } = await findLeaks(secrets, haystack());
    expect(leaks).toEqual([]);
    const places = Object.values(searched).reduce((sum, count) => sum + count);
    console.info(`${secrets.length} secrets, ${places} places searched: ${JSON.stringify(searched)}; 0 hits`);
    for (const count of Object.values(searched)) expect(count).toBeGreaterThan(5);
  });

  it('records from a camera that wants its password in the path, and shows the path without it', () => {
    expect(shownUrl).toMatch(/\?user=\*\*\*&password=\*\*\*&channel=1$/);
  });

  it('gives what settings hold to its programs alone, not to what they start', async () => {
    const { S3_SECRET_KEY } = demo.service.env;
    const settings = [databasePassword, ...(S3_SECRET_KEY === undefined ? [] : [S3_SECRET_KEY])];
    const { children, programs } = processes();
    expect(children.length).toBeGreaterThan(3);
    const { leaks, searched } = await findLeaks(settings, { ...haystack(), environments: children });
    expect(leaks).toEqual([]);
    console.info(
      `${settings.length} secrets of settings, ${searched.environment} environments of children; 0 hits`,
    );
    const given = await findLeaks(settings, { ...haystack(), environments: programs });
    expect(given.leaks).toContain(`environment: ${programs.at(-1)}`);
  });
});

describe('when a credential is planted', () => {
  const plant = 'Geheim/planted by the test';
  const search = async (more: Partial<Haystack> = {}) =>
    (await findLeaks([plant], { ...haystack(), ...more })).leaks;

  async function besides(
    child: ChildProcess,
    seek: () => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    await once(child, 'spawn');
    const leaks = await seek();
    child.kill('SIGKILL');
    await once(child, 'exit');
    return leaks;
  }

  it('is found in arguments and in an environment', async () => {
    const told = spawn('sleep', ['infinity'], { env: { PATH: process.env.PATH, KEPT: plant }, argv0: plant });
    const pid = told.pid ?? 0;
    const leaks = await besides(told, () => search({ pids: [pid] }));
    expect(leaks).toEqual([`argv: ${pid}`, `environment: ${pid}`]);
  });

  it.each([plant, encodeURIComponent(plant), Buffer.from(`admin:${plant}`).toString('base64')])(
    'is found in a log line and in an answer, as %s',
    async (written) => {
      const leaks = await search({ lines: [...lines, `api: ${written}`], answers: [`401 ${written}`] });
      expect(leaks).toEqual([`log: log line of ${`api: ${written}`.slice(0, 20)}`, 'answer: answer 0']);
    },
  );

  it('is found in a column of any type', async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query('create table planted (in_text text, in_json jsonb, in_bytes bytea, in_list text[])');
    await client.query('insert into planted values ($1, $2, $3, $4)', [
      ...[plant, JSON.stringify({ deep: [plant] }), Buffer.from(plant), [plant]],
    ]);
    const leaks = await search();
    await client.query('drop table planted');
    await client.end();
    expect(leaks).toEqual(
      ['in_bytes', 'in_json', 'in_list', 'in_text'].map((name) => `column: planted.${name}`),
    );
  });

  it('is found in the payload of a job and in a key of any type', async () => {
    const redis = new Redis({ path: demo.service.env.REDIS_URL?.replace('unix://', '') ?? '' });
    const queue = new Queue('planted', { connection: redis });
    await queue.add('planted', { deep: { password: plant } }, { jobId: 'planted-job' });
    await Promise.all([
      redis.set('planted-string', plant),
      redis.rpush('planted-list', plant),
      redis.sadd('planted-set', plant),
      redis.zadd('planted-zset', 1, plant),
      redis.xadd('planted-stream', '*', 'field', plant),
    ]);
    const leaks = await search();
    const types = ['list', 'set', 'stream', 'string', 'zset'].map((type) => `redis: planted-${type}`);
    await redis.del(...types.map((name) => name.slice('redis: '.length)));
    await queue.obliterate({ force: true });
    await queue.close();
    redis.disconnect();
    expect(leaks.toSorted()).toEqual(['redis: bull:planted:planted-job', ...types]);
  });
});
