import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresWardBook } from '../../../src/adapters/postgres/ward/ward-book.ts';
import { WardPool } from '../../../src/adapters/postgres/ward-pool.ts';
import { composeNeeds } from '../../../src/compose/needs.ts';
import type { Services } from '../../../src/compose/services.ts';
import { newId, type SiteId, systemClock, type WardId } from '../../../src/core/index.ts';
import { joinWard } from '../../../src/ward/index.ts';
import { urlOf } from '../../support/databases.ts';
import {
  openTestDatabase,
  startPostgres,
  type TestDatabase,
  type TestPostgres,
} from '../../support/postgres.ts';
import { startApi } from '../api/api-harness.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const site = 'ward' as SiteId;

/** A catalogue whose ward has begun; nobody is connected to it. */
async function aWard(): Promise<{ url: string; name: string; id: WardId }> {
  const database = await postgres.database();
  const { id } = await joinWard(new PostgresWardBook(database.db), site, { clock: systemClock });
  await database.close();
  return { url: database.url, name: new URL(database.url).pathname.slice(1), id };
}

/** Each gets the name of the other, as when the wrong backup is restored; connections to both end. */
async function exchange(server: TestDatabase, one: string, other: string): Promise<void> {
  const { pool } = server;
  for (const name of [one, other])
    await pool.query('select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = $1', [
      name,
    ]);
  for (const [from, to] of [
    [one, 'exchanging'],
    [other, one],
    ['exchanging', other],
  ])
    await pool.query(`alter database ${from} rename to ${to}`);
}

describe('when the database under a running api becomes that of another ward', () => {
  it('answers nobody, says so in /readyz, and goes on when its own is back', async () => {
    const [ours, theirs] = [await aWard(), await aWard()];
    const server = openTestDatabase(urlOf(ours.url, 'postgres'));
    const database = openTestDatabase(ours.url, ours.id);
    const here = { redis: { ping: async () => 'PONG' }, store: { check: async () => {} } };
    const needs = composeNeeds({ ...here, pool: database.pool } as unknown as Services);
    const api = await startApi(postgres, { needs }, database);
    const admin = await api.as('admin');
    const readiness = async () => (await api.anonymous().get('/readyz')).body;
    expect([(await admin.get('/api/users')).status, await readiness()]).toMatchObject([200, { missing: [] }]);

    await exchange(server, ours.name, theirs.name);
    const reason = `the catalogue is another ward: ${theirs.id} is there, and ${ours.id} is meant`;
    expect(await readiness()).toMatchObject({ ready: false, missing: [{ name: 'postgresql', reason }, {}] });
    for (const path of ['/api/users', '/api/cameras', '/api/session'])
      expect((await admin.get(path)).status).toBe(503);
    const signIn = await api
      .anonymous()
      .post('/api/session', { name: 'admin', password: 'a long enough one' });
    expect([signIn.status, signIn.body.code]).toEqual([503, 'ward-not-ours']);

    await exchange(server, ours.name, theirs.name);
    expect([(await admin.get('/api/users')).status, await readiness()]).toMatchObject([200, { missing: [] }]);
    await api.close();
    await server.close();
  });
});

describe('when another ward is restored into the same database, under open connections', () => {
  const restore = (database: TestDatabase, id: WardId) =>
    database.pool.query('update ward set id = $1', [id]);

  it('refuses a connection that was proven before, as soon as its proof is old', async () => {
    const { url, id } = await aWard();
    const [pool, other] = [new WardPool({ connectionString: url }, id, 0), openTestDatabase(url)];
    await pool.query('select 1');
    await restore(other, newId('ward', 1));
    await expect(pool.query('select 1')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ward-not-ours',
    });
    await expect(pool.connect()).rejects.toMatchObject({ code: 'ward-not-ours' });
    expect([pool.totalCount, pool.idleCount]).toEqual([0, 0]);
    await restore(other, id);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await other.close();
  });

  it('trusts no other proof any more once one connection has found another ward', async () => {
    const { url, id } = await aWard();
    const [pool, other] = [new WardPool({ connectionString: url, max: 2 }, id), openTestDatabase(url)];
    const [first, second] = [await pool.connect(), await pool.connect()];
    first.release();
    await restore(other, newId('ward', 1));
    // Its proof is young: it is taken.
    (await pool.connect()).release(true);
    await expect(pool.connect()).rejects.toMatchObject({ code: 'ward-not-ours' });
    second.release();
    await expect(pool.connect()).rejects.toMatchObject({ code: 'ward-not-ours' });
    await pool.end();
    await other.close();
  });

  it('refuses a catalogue without a ward, too', async () => {
    const { url, id } = await aWard();
    const [pool, other] = [new WardPool({ connectionString: url }, id, 0), openTestDatabase(url)];
    await other.pool.query('delete from ward');
    await expect(pool.query('select 1')).rejects.toThrow(`the catalogue names no ward, and ${id} is meant`);
    await other.pool.query('drop table ward');
    await expect(pool.query('select 1')).rejects.toThrow(`the catalogue names no ward, and ${id} is meant`);
    await pool.end();
    await other.close();
  });
});
