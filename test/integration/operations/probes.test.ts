import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asideIn } from '../../../src/adapters/disk/spool/spool-count.ts';
import { PostgresFleetRepository } from '../../../src/adapters/postgres/operations/fleet-repository.ts';
import { PostgresHeartbeatRepository } from '../../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresClockRepository } from '../../../src/adapters/postgres/retention/clock-repository.ts';
import { createTelemetry } from '../../../src/adapters/prom/telemetry.ts';
import { Api, FetchHttp, Refusal, sessionFetch } from '../../../src/client/index.ts';
import { lack, type Need, quarantineNeed, workerNeeds } from '../../../src/operations/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { site, startApi, type TestApi } from '../api/api-harness.ts';

let postgres: TestPostgres;
let api: TestApi;
const heartbeat = { worker: 'node_1/1', roles: ['record'], eventLoopLagMs: 1, jobs: {} };

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres, {});
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

/** The generated client at a running API, signed in as nobody. */
const clientOf = ({ anonymous }: TestApi): Api => {
  const { baseUrl } = anonymous();
  return new Api(new FetchHttp(baseUrl, sessionFetch(baseUrl)));
};

describe('when the service is probed', () => {
  it('is ready without a worker, and names the role and the site that have none', async () => {
    const { db } = api.database;
    const book = new PostgresHeartbeatRepository(db);
    const lesserNeeds = workerNeeds(['record'], { sites: async () => [site], alive: () => book.alive() });
    const probed = await startApi(postgres, { lesserNeeds });
    const reason = `no worker of this role is alive for the site ${site}`;
    const without = { ready: true, missing: [], degraded: [{ name: 'worker:record', reason }] };
    const { status, body } = await probed.anonymous().get('/readyz');
    expect([status, body]).toEqual([200, without]);
    await book.beat({ ...heartbeat, site });
    expect(await clientOf(probed).getReadiness()).toEqual({ ready: true, missing: [], degraded: [] });
    await api.database.pool.query("update worker_heartbeat set beat_at = beat_at - interval '1 minute'");
    expect(await clientOf(probed).getReadiness()).toEqual(without);
    await probed.close();
  });

  it('is not ready without what this process needs to answer', async () => {
    const needs: Need[] = [{ name: 'store', check: async () => [lack('store-full', 'is full')] }];
    const probed = await startApi(postgres, { needs });
    const { status, body } = await probed.anonymous().get('/readyz');
    const missing = [{ name: 'store', reason: 'is full' }];
    expect([status, body]).toEqual([503, { ready: false, missing, degraded: [] }]);
    await probed.close();
  });

  it('is ready under a doubtful clock, and says that nothing expires; metrics say so, too', async () => {
    const { database, clock } = api;
    const book = new PostgresClockRepository(database.db, aScribe());
    const message = 'The clock stepped by 7200 s.';
    const verdict = { isTrusted: false, code: 'clock-stepped', message } as const;
    await book.keep(site, { judgedAtMs: clock.nowMs(), verdict }, 7_200_000);
    const { status, body } = await api.anonymous().get('/readyz');
    const degraded = [{ name: 'expiry', reason: message }];
    expect([status, body]).toEqual([200, { ready: true, missing: [], degraded }]);
    const meter = new PostgresFleetRepository(database.db, clock);
    expect(await meter.counts()).toMatchObject({
      clocksInDoubt: 1,
      holdsDue: 0,
      segmentsExpiring: 0,
      // The step and the doubt.
      factsPending: 2,
    });
    await book.keep(site, { judgedAtMs: clock.nowMs(), verdict: { isTrusted: true } }, undefined);
    expect((await api.anonymous().get('/readyz')).body).toMatchObject({ degraded: [] });
    expect(await meter.counts()).toMatchObject({ clocksInDoubt: 0 });
  });

  it('is ready while a deletion does not end, and says so', async () => {
    const begunAtMs = api.clock.nowMs() - 3_600_001;
    await api.database.pool.query(
      "insert into deletion (id, site_id, store, cause, marked_at_ms, begun_at_ms) values ('del_1', $1, 'disk', 'days', $2, $2)",
      [site, begunAtMs],
    );
    const reason = 'deletions that began more than an hour ago and have not ended: 1';
    const degraded = [{ name: 'expiry', reason }];
    expect((await api.anonymous().get('/readyz')).body).toMatchObject({ degraded });
    await api.database.pool.query("delete from deletion where id = 'del_1'");
  });

  it('is ready while files that cannot be ingested lie aside, and says so', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'quarantine-'));
    const aside = async () => [{ quarantined: await asideIn(directory) }];
    const probed = await startApi(postgres, { lesserNeeds: [quarantineNeed(aside)] });
    expect((await probed.anonymous().get('/readyz')).body).toMatchObject({ degraded: [] });
    await writeFile(join(directory, '000000.mp4'), 'video');
    expect(await aside()).toEqual([{ quarantined: { files: 1, sizeBytes: 5 } }]);
    const reason = 'files that cannot be ingested were put aside';
    const degraded = [{ name: 'quarantine', reason }];
    expect((await probed.anonymous().get('/readyz')).body).toMatchObject({ ready: true, degraded });
    await rm(directory, { recursive: true });
    await probed.close();
  });

  it('tells durations by route and the fleet, to this host alone', async () => {
    const { db } = api.database;
    const telemetry = createTelemetry(async () => ({
      counts: await new PostgresFleetRepository(db, api.clock).counts(),
      workers: [heartbeat],
      queues: undefined,
      needs: undefined,
    }));
    const measured = await startApi(postgres, { telemetry });
    await measured.anonymous().get('/healthz');
    const { status, bytes, headers } = await measured.anonymous().get('/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(bytes.toString()).toContain(
      'minhchung_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1',
    );
    expect(bytes.toString()).toContain('minhchung_cameras{state="recording"} 0');
    expect(bytes.toString()).toContain('nodejs_eventloop_lag_seconds');
    await measured.close();
  });

  it('asks for the token behind a proxy, where everybody may come from this host', async () => {
    const settings = {
      ...api.deps.settings,
      trustedProxies: ['127.0.0.1'],
      metricsToken: 'a token of twenty',
    };
    const proxied = await startApi(postgres, {
      settings: { ...settings, metricsToken: 'twenty-characters-long' },
    });
    const anonymous = proxied.anonymous();
    expect((await anonymous.get('/metrics')).body.code).toBe('metrics-refused');
    const ask = (token: string) =>
      anonymous.call('GET', '/metrics', undefined, { authorization: `Bearer ${token}` });
    expect((await ask('twenty-characters-wrong')).body.code).toBe('metrics-refused');
    expect((await ask('twenty-characters-long')).status).toBe(200);
    await proxied.close();
  });
});

describe('when a proxy is declared', () => {
  it('refuses calls that come past it', async () => {
    const settings = { ...api.deps.settings, trustedProxies: ['192.0.2.1'] };
    const proxied = await startApi(postgres, { settings });
    expect((await proxied.anonymous().get('/healthz')).body.code).toBe('past-the-proxy');
    await proxied.close();
  });

  it('sets the cookie only where the proxy says that it came over TLS', async () => {
    const settings = { ...api.deps.settings, trustedProxies: ['127.0.0.1'], isSecure: true };
    const proxied = await startApi(postgres, { settings });
    await proxied.as('officer', 'lan').catch(() => undefined);
    const signIn = { name: 'lan', password: 'a long enough one' };
    const over = async (protocol: string) =>
      (
        await proxied.anonymous().call('POST', '/api/session', signIn, { 'x-forwarded-proto': protocol })
      ).headers.get('set-cookie');
    expect(await over('https')).toContain('Secure');
    expect(await over('http')).toBeNull();
    await proxied.close();
  });
});

describe('when a program asks what the API can do', () => {
  it('gets the OpenAPI document, with every operation of the client', async () => {
    const document = (await clientOf(api).getOpenApi()) as unknown as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(Api.prototype).toHaveProperty(id);
  });

  it('gets a page without a script, under a policy that allows none', async () => {
    const { bytes, headers } = await api.anonymous().get('/api/docs');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(bytes.toString()).not.toMatch(/<script|\son\w+=|style=|https?:\/\//i);
    expect(bytes.toString()).toContain('<code>/api/footage</code>');
    expect((await api.anonymous().get('/api/docs.css')).headers.get('content-type')).toContain('text/css');
  });

  it('is refused in the words of the problem', async () => {
    const refused = clientOf(api).signIn({ name: 'nobody', password: 'wrong' });
    await expect(refused).rejects.toBeInstanceOf(Refusal);
    await expect(refused).rejects.toMatchObject({ status: 401, code: 'sign-in-refused' });
  });
});
