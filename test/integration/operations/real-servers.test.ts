import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../../scripts/demo/api-client.ts';
import { until } from '../../../scripts/demo/until.ts';
import { readLogVerifier } from '../../../src/adapters/disk/log-key.ts';
import { readIfThere } from '../../../src/adapters/disk/read-or-create.ts';
import { Api, FetchHttp, type Readiness, Refusal } from '../../../src/client/index.ts';
import { keyFingerprint, openCheckpoint } from '../../../src/log/index.ts';
import {
  type DebianPostgres,
  debianPostgresMissing,
  startDebianPostgres,
} from '../../support/debian-servers.ts';
import { TestRedis } from '../../support/redis.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { describeUnless } from '../../support/unless.ts';

const root = join(import.meta.dirname, '../../..');

let postgres: DebianPostgres;
let redis: TestRedis;
let service: TestService;

describeUnless(debianPostgresMissing, 'when it runs on servers that are not its own', () => {
  beforeAll(async () => {
    [postgres, redis] = await Promise.all([startDebianPostgres(), TestRedis.start()]);
    service = await startTestService({ env: { DATABASE_URL: postgres.url, REDIS_URL: redis.url } });
  });
  afterAll(async () => {
    await service.close();
    await Promise.all([postgres.stop(), redis.close()]);
  });

  it('starts no server of its own, and is ready', async () => {
    expect(service.processes.map(({ name }) => name)).toEqual(['api', 'recorder', 'worker', 'signer']);
    expect(await ready()).toMatchObject({ ready: true, missing: [] });
  });

  it('seals under a key of its own that the service lives', async () => {
    const key = await readLogVerifier(join(service.dataDir, 'keys'));
    if (!key) throw new Error('no key was made');
    const path = join(service.dataDir, 'store/objects/log', key.name, 'checkpoint');
    const note = await until(() => readIfThere(path), { what: 'a checkpoint', withinMs: 60_000 });
    expect(openCheckpoint(note, key).checkpoint.size).toBeGreaterThan(0);
    expect(service.lines.join('\n')).toContain(keyFingerprint(key));
  });

  it('shows the log on the command line, and finds nothing wrong in it', async () => {
    const { stdout: key } = await command('log', 'key', '--json');
    expect(key).toMatch(/"fingerprint":"[0-9a-f]{64}"/);
    const { stdout: head } = await command('log', 'head');
    expect(head).toMatch(/^minhchung\.internal\/\S+\/evidence\/01 [1-9]\d* \S{44} [0-9a-f]{16}\n$/);
    expect(key).toContain(`"fingerprint":"${head.trim().split(' ').at(-1)}`);
    const { stdout: first } = await command('log', 'inclusion', '0');
    const record = /^record: (\{.*\})$/m.exec(first)?.[1] ?? '';
    expect(JSON.parse(record)).toMatchObject({ v: 1, log: head.split(' ')[0], seq: 1 });
    const { stdout: newest } = await command('log', 'tail', '--count', '1', '--json');
    expect(JSON.parse(newest)).toMatchObject({ at: expect.stringMatching(/Z$/) as string });
    const { stdout: audited } = await command('log', 'audit', '--json');
    expect(JSON.parse(audited)).toMatchObject({ catalogue: 'compared', findings: 0 });
  });

  it('makes the first admin, who signs in', async () => {
    const client = new ApiClient(service.url);
    const admin = { name: 'quantri', fullName: 'Quản trị', password: 'a long enough one' };
    await client.api.makeFirstAdmin({ token: service.setupToken ?? '', ...admin });
    await client.signIn(admin);
    expect((await client.api.listUsers()).users.map(({ name }) => name)).toEqual(['quantri']);
  });

  it('tells its metrics, and names nobody in them', async () => {
    const api = new Api(new FetchHttp(service.url));
    const text = Buffer.from((await api.getMetrics()).bytes).toString();
    for (const role of ['record', 'ingest', 'maintain', 'sign'])
      expect(text).toContain(`minhchung_workers{role="${role}"} 1`);
    expect(text).toMatch(/minhchung_queue_waiting\{queue="record-camera\.ward"\} 0/);
    expect(text).toContain('minhchung_need_unmet{need="policy"} 1');
    expect(text).toContain('minhchung_need_unmet{need="redis:memory"} 0');
    expect(text).not.toContain('quantri');
  });
});

const command = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'dist/scripts/minhchung.js'), ...args], {
    env: { ...service.env, MINHCHUNG_DATA_DIR: service.dataDir },
  });

/** Asks until the service is ready, and its workers have told that they live. */
async function ready(): Promise<Readiness> {
  const api = new Api(new FetchHttp(service.url));
  for (;;) {
    try {
      const told = await api.getReadiness();
      if (!told.degraded.some(({ name }) => name.startsWith('worker:'))) return told;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
