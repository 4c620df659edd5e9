import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { recordedEvents } from './recorded-events.ts';

const password = 'a long enough one';
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

const signInFrom = async (name: string, browser: string): Promise<Client> => {
  const client = api.anonymous();
  const headers = { 'user-agent': browser };
  const { status } = await client.call('POST', '/api/session', { name, password }, headers);
  if (status !== 201) throw new Error(`${status}`);
  return client;
};
const sessionsOf = async (client: Client, path = '/api/account/sessions') =>
  (await client.get(path)).body.sessions;

describe('when somebody has several sessions', () => {
  let desk: Client;
  let phone: Client;

  beforeAll(async () => {
    await api.as('technician', 'lan').then((first) => first.delete('/api/session'));
    desk = await signInFrom('lan', 'Desk\u00ad 1.0');
    phone = await signInFrom('lan', 'x'.repeat(300));
  });

  it('tells where they are, and never their keys', async () => {
    const sessions = await sessionsOf(desk);
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ isCurrent }) => isCurrent)).toMatchObject({
      address: '127.0.0.1',
      browser: 'Desk 1.0',
      isHalf: false,
    });
    expect(sessions.find(({ isCurrent }) => !isCurrent)?.browser).toBe('x'.repeat(200));
    const { rows } = await api.database.pool.query<{ sid: string }>('select sid from session');
    for (const { sid } of rows) expect(JSON.stringify(sessions)).not.toContain(sid);
  });

  it('tells when they were last used, to the minute', async () => {
    api.clock.atMs += 5 * minuteMs;
    await phone.get('/api/session');
    const usedAt = new Date(api.clock.atMs).toISOString();
    api.clock.atMs += minuteMs - 1;
    await phone.get('/api/session');
    expect((await sessionsOf(phone)).find(({ isCurrent }) => isCurrent)?.lastUsedAt).toBe(usedAt);
  });

  it('ends one of them at once, and records it', async () => {
    const [other] = (await sessionsOf(desk)).filter(({ isCurrent }) => !isCurrent);
    expect((await desk.delete(`/api/account/sessions/${other?.id}`)).status).toBe(204);
    expect((await phone.get('/api/session')).body.code).toBe('sign-in-needed');
    expect((await desk.delete(`/api/account/sessions/${other?.id}`)).body.code).toBe('session-not-found');
    expect(await recordedEvents(api, 'lan')).toEqual(['user-created', 'session-revoked']);
  });

  it('ends all but its own', async () => {
    phone = await signInFrom('lan', 'Phone');
    await desk.delete('/api/account/sessions');
    expect((await phone.get('/api/session')).status).toBe(401);
    expect((await desk.get('/api/session')).status).toBe(200);
  });

  it('cannot be ended by another user who knows its id', async () => {
    const [own] = await sessionsOf(desk);
    const other = await api.as('technician', 'minh');
    expect((await other.delete(`/api/account/sessions/${own?.id}`)).body.code).toBe('session-not-found');
    expect((await desk.get('/api/session')).status).toBe(200);
  });

  it('are seen and ended by an admin', async () => {
    const admin = await api.as('admin');
    const { id } = (await desk.get('/api/session')).body;
    const [session] = await sessionsOf(admin, `/api/users/${id}/sessions`);
    expect(session).toMatchObject({ browser: 'Desk 1.0', isCurrent: false });
    expect((await admin.delete(`/api/users/${id}/sessions/${session?.id}`)).status).toBe(204);
    expect((await desk.get('/api/session')).status).toBe(401);
    const missing = await admin.get('/api/users/usr_00000000000000000000000000/sessions');
    expect(missing.body.code).toBe('user-not-found');
  });
});

describe('when a session was ended while a call of it ran', () => {
  it('does not come back', async () => {
    const client = await api.as('technician', 'an');
    const [own] = await sessionsOf(client);
    api.clock.atMs += minuteMs;
    const calls = Array.from({ length: 8 }, () => client.get('/api/session'));
    await client.delete(`/api/account/sessions/${own?.id}`);
    await Promise.all(calls);
    expect((await client.get('/api/session')).status).toBe(401);
    const { rows } = await api.database.pool.query("select from session where sess ->> 'sessionId' = $1", [
      own?.id,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('when somebody changes the password', () => {
  it('wants the current one, ends every other session, and begins this one anew', async () => {
    const [desk, phone] = [await api.as('officer', 'hoa'), await api.as('officer', 'hoa')];
    const { cookie } = desk;
    const change = (current: string, next: string) =>
      desk.post('/api/account/password', { current, password: next });
    const wrong = await change('not this one', 'quite another one');
    expect([wrong.status, wrong.body.code, wrong.body.field]).toEqual([400, 'password-wrong', 'current']);
    expect((await change(password, 'short')).body.code).toBe('password-too-short');
    expect((await change(password, 'quite another one')).status).toBe(204);
    expect(desk.cookie).not.toBe(cookie);
    expect((await desk.get('/api/requests')).status).toBe(200);
    expect((await phone.get('/api/session')).status).toBe(401);
    const thief = api.anonymous();
    thief.cookie = cookie;
    expect((await thief.get('/api/session')).status).toBe(401);
    const old = await api.anonymous().post('/api/session', { name: 'hoa', password });
    expect(old.status).toBe(401);
    expect((await recordedEvents(api, 'hoa')).at(-1)).toBe('password-changed');
  });

  it('is locked out when it guesses at the current one', async () => {
    const open = await api.as('technician', 'nga');
    const guess = (current: string) =>
      open.post('/api/account/password', { current, password: 'quite another one' });
    for (let i = 0; i < 10; i++) await guess('not this one');
    expect((await guess(password)).body.code).toBe('password-wrong');
  });
});
