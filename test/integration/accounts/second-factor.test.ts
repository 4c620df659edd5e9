import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aUser, noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import { Authenticators } from '../api/authenticators.ts';
import type { Client } from '../api/client.ts';
import { recordedEvents } from './recorded-events.ts';

const password = 'a long enough one';
let postgres: TestPostgres;
let api: TestApi;
let apps: Authenticators;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  apps = new Authenticators(api.clock);
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const halfSignedIn = async (name: string): Promise<Client> => {
  const client = api.anonymous();
  await client.post('/api/session', { name, password });
  return client;
};
const enter = (name: string, code: string, client = api.anonymous()) =>
  client.post('/api/session', { name, password, code });
const newStep = () => {
  api.clock.atMs += 30_000;
};

describe('when an officer signs in for the first time', () => {
  let officer: Client;

  beforeAll(async () => {
    await api.deps.users.create(...aUser('officer', 'lan'));
    officer = await halfSignedIn('lan');
  });

  it('says that a second factor is to be set up, and opens nothing else', async () => {
    expect((await officer.get('/api/session')).body).toMatchObject({ name: 'lan', owes: 'enrolment' });
    for (const path of ['/api/requests', '/api/cameras', '/api/account/sessions', '/api/account/tokens']) {
      const { status, body } = await officer.get(path);
      expect([path, status, body.code]).toEqual([path, 403, 'second-factor-not-enrolled']);
    }
    const change = { current: password, password: 'another long one' };
    expect((await officer.post('/api/account/password', change)).body.code).toBe(
      'second-factor-not-enrolled',
    );
  });

  it('opens everything once it is set up, under another session, and records it', async () => {
    const before = officer.cookie;
    const codes = await apps.enrol(officer, 'lan');
    expect(codes).toHaveLength(10);
    expect(officer.cookie).not.toBe(before);
    expect((await officer.get('/api/requests')).status).toBe(200);
    expect((await officer.get('/api/session')).body.owes).toBeUndefined();
    expect((await officer.get('/api/account/second-factor')).body).toEqual({
      enrolledAt: new Date(noonMs).toISOString(),
      recoveryCodesLeft: 10,
    });
    const thief = api.anonymous();
    thief.cookie = before;
    expect((await thief.get('/api/session')).status).toBe(401);
    expect(await recordedEvents(api, 'lan')).toEqual(['user-created', 'totp-enrolled']);
  });

  it('keeps neither secret nor recovery codes in clear', async () => {
    const { rows } = await api.database.pool.query<{ sealed: string; pending: null; code_sha256: string }>(
      "select encode(sealed, 'escape') as sealed, pending, code_sha256 from second_factor join recovery_code using (user_id)",
    );
    expect(rows).toHaveLength(10);
    const secret = new URL(apps.urlOf('lan')).searchParams.get('secret');
    for (const row of rows) {
      expect(row.pending).toBeNull();
      expect(row.code_sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(row.sealed).not.toContain(secret);
    }
  });
});

describe.each(['admin', 'auditor'] as const)('when an %s of an earlier version signs in', (role) => {
  it('opens nothing before a second factor is set up', async () => {
    const name = `old-${role}`;
    const path = role === 'admin' ? '/api/users' : '/api/custody';
    await api.deps.users.create(...aUser(role, name));
    const client = await halfSignedIn(name);
    const shut = await client.get(path);
    expect([shut.status, shut.body.code]).toEqual([403, 'second-factor-not-enrolled']);
    await apps.enrol(client, name);
    expect((await client.get(path)).status).toBe(200);
  });
});

describe('when somebody knows the password alone', () => {
  beforeAll(async () => {
    const client = await api.as('custodian', 'hoa');
    await apps.enrol(client, 'hoa', password);
    newStep();
  });

  it('does not get in, and is not told that the password is right', async () => {
    const refusal = async (form: object) => {
      const { status, body } = await api.anonymous().post('/api/session', { name: 'hoa', ...form });
      return { ...body, status, requestId: 'of its own' };
    };
    const withoutCode = await refusal({ password });
    expect(withoutCode).toMatchObject({ status: 401, code: 'sign-in-refused' });
    expect(await refusal({ password, code: '000000' })).toEqual(withoutCode);
    expect(await refusal({ password: 'guess', code: apps.code('hoa') })).toEqual(withoutCode);
  });
});

describe('when a factor is set up elsewhere after a session began by the password alone', () => {
  it('that session replaces nothing', async () => {
    await api.deps.users.create(...aUser('custodian', 'binh'));
    const half = await halfSignedIn('binh');
    await apps.enrol(await halfSignedIn('binh'), 'binh');
    expect((await half.post('/api/account/second-factor', { password })).status).toBe(401);
  });
});

describe('when a code is used again', () => {
  it('is refused, also at the same instant', async () => {
    const first = await api.as('technician', 'son');
    await apps.enrol(first, 'son');
    newStep();
    const code = apps.code('son');
    const answers = await Promise.all([1, 2, 3, 4].map(() => enter('son', code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
  });
});

describe('when a second factor is lost', () => {
  it('a recovery code lets its user in once, who sets up another', async () => {
    const codes = await apps.enrol(await api.as('technician', 'mai'), 'mai');
    const [code = ''] = codes;
    const client = api.anonymous();
    expect((await enter('mai', code, client)).status).toBe(201);
    expect((await enter('mai', code)).status).toBe(401);
    const open = await client.post('/api/account/second-factor', {});
    expect([open.status, open.body.code, open.body.field]).toEqual([400, 'password-wrong', 'password']);
    await apps.enrol(client, 'mai', password);
    newStep();
    expect((await enter('mai', apps.code('mai'))).status).toBe(201);
    expect((await enter('mai', codes[1] ?? '')).status).toBe(401);
  });
});

describe('when the setting asks nobody', () => {
  it('asks only those who have one', async () => {
    const settings = { ...api.deps.settings, requiresSecondFactor: false };
    const lax = await startApi(postgres, { settings });
    const officer = await lax.as('officer');
    expect((await officer.get('/api/requests')).status).toBe(200);
    await lax.close();
  });
});
