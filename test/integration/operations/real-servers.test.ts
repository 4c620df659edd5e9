import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../../scripts/demo/api-client.ts';
import { Api, FetchHttp, type Readiness, Refusal } from '../../../src/client/index.ts';
import {
  type DebianPostgres,
  debianPostgresMissing,
  startDebianPostgres,
} from '../../support/debian-servers.ts';
import { TestRedis } from '../../support/redis.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { describeUnless } from '../../support/unless.ts';

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
    expect(service.processes.map(({ name }) => name)).toEqual(['api', 'recorder', 'worker']);
    expect(await ready()).toMatchObject({ ready: true, missing: [] });
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
    for (const role of ['record', 'ingest', 'maintain'])
      expect(text).toContain(`minhchung_workers{role="${role}"} 1`);
    expect(text).toMatch(/minhchung_queue_waiting\{queue="record-camera\.ward"\} 0/);
    expect(text).toContain('minhchung_need_unmet{need="policy"} 1');
    expect(text).toContain('minhchung_need_unmet{need="redis:memory"} 0');
    expect(text).not.toContain('quantri');
  });
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
