import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from '../api/api-harness.ts';
import { Authenticators } from '../api/authenticators.ts';
import type { Client } from '../api/client.ts';

let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const idOf = async (client: Client): Promise<string> => (await client.get('/api/session')).body.id;
const enabledAdmins = async (): Promise<number> =>
  (await api.deps.users.list()).filter(({ role, enabled }) => role === 'admin' && enabled).length;

describe('when admins disable admins', () => {
  const disable = async (by: Client, whom: Client | string) =>
    by.patch(`/api/users/${typeof whom === 'string' ? whom : await idOf(whom)}`, { enabled: false });

  it('leaves one of two who disable each other at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      await api.database.pool.query("update app_user set enabled = true where role = 'admin'");
      const [one, other] = [await api.as('admin', 'one'), await api.as('admin', 'other')];
      const [idOfOne, idOfOther] = [await idOf(one), await idOf(other)];
      const answers = await Promise.all([disable(one, idOfOther), disable(other, idOfOne)]);
      expect(await enabledAdmins()).toBe(1);
      const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code);
      // The second of them may be turned away before its act, or in it.
      expect(refused).toHaveLength(1);
      expect(['actor-disabled', 'sign-in-needed']).toContain(refused[0]);
    }
  });

  it('keeps the last who can sign in, also from the command line', async () => {
    await api.database.pool.query("update app_user set enabled = (name = 'one') where role = 'admin'");
    const known = await api.deps.users.byName('one');
    if (!known) throw new Error('no admin');
    const event = { id: 'x', atMs: 0, actorRole: 'service', event: 'user-changed' } as never;
    await expect(api.deps.users.change(known.id, { enabled: false }, event)).rejects.toMatchObject({
      code: 'last-admin',
    });
    expect(await enabledAdmins()).toBe(1);
  });
});

describe('when a deputy becomes an admin', () => {
  it('is no deputy any more', async () => {
    const custodian = await api.as('custodian');
    const deputy = await api.as('technician', 'stands-in');
    await new Authenticators(api.clock).enrol(deputy, 'stands-in');
    const [from, to] = [0, dayMs].map((ms) => new Date(api.clock.atMs + ms).toISOString());
    await custodian.post('/api/deputies', { name: 'stands-in', from, to });
    expect((await deputy.get('/api/inbox')).status).toBe(200);
    await api.database.pool.query("update app_user set role = 'admin' where name = 'stands-in'");
    expect((await deputy.get('/api/inbox')).body.code).toBe('role-refused');
    expect((await custodian.get('/api/deputies')).body).toEqual({ deputies: [] });
  });

  it('cannot be named one', async () => {
    const custodian = await api.as('custodian');
    await api.as('admin', 'chief');
    const [from, to] = [0, dayMs].map((ms) => new Date(api.clock.atMs + ms).toISOString());
    const answer = await custodian.post('/api/deputies', { name: 'chief', from, to });
    expect(answer.body).toMatchObject({ code: 'deputy-role', field: 'name' });
  });
});
