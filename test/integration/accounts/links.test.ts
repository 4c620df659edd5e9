import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresNotificationRepository } from '../../../src/adapters/postgres/access/notification-repository.ts';
import { hourMs } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import { Authenticators } from '../api/authenticators.ts';
import type { Answer, Client } from '../api/client.ts';
import { recordedEvents } from './recorded-events.ts';

const password = 'a long enough one';
const another = 'another long one';
let postgres: TestPostgres;
let api: TestApi;
let apps: Authenticators;
let admin: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  apps = new Authenticators(api.clock);
  admin = await api.as('admin');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const stranger = () => api.anonymous();
const see = (token: string) => stranger().post('/api/link', { token });
const use = (token: string, given = password) => stranger().post('/api/link/use', { token, password: given });
const enter = (name: string, given = password) => stranger().post('/api/session', { name, password: given });
const made = async (name: string, role = 'officer', more = {}): Promise<{ id: string; token: string }> => {
  const { body } = await admin.post('/api/users', { name, fullName: `Họ ${name}`, role, ...more });
  return { id: body.id, token: body.link.token };
};
const reset = async (id: string, what: 'password' | 'second-factor'): Promise<string> =>
  (await admin.post(`/api/users/${id}/${what}-reset`)).body.token;
const codes = (answers: readonly Answer[]) => answers.map(({ body }) => body.code);

describe('when an admin makes a user', () => {
  it('hands over a link of 256 random bits, whose hash alone is stored, and which ends after 72 hours', async () => {
    const { body } = await admin.post('/api/users', { name: 'lan', fullName: 'Lan', role: 'officer' });
    expect(Buffer.from(body.link.token, 'base64url')).toHaveLength(32);
    expect(Date.parse(body.link.endsAt)).toBe(noonMs + 72 * hourMs);
    const { rows } = await api.database.pool.query('select * from account_link, app_user, custody_event');
    expect(JSON.stringify(rows)).not.toContain(body.link.token);
  });

  it('lets nobody in before the person has set a password', async () => {
    await made('binh');
    for (const given of ['', password]) expect((await enter('binh', given)).status).toBe(401);
  });

  it('has the person set a password and a second factor, and the link never opens again', async () => {
    const { token } = await made('hoa');
    expect((await see(token)).body).toEqual({
      user: { name: 'hoa', fullName: 'Họ hoa', role: 'officer' },
      asks: 'new-password',
      keepsFactor: false,
    });
    expect((await use(token, 'short')).body).toMatchObject({ code: 'password-too-short', field: 'password' });
    expect((await use(token)).body).toMatchObject({ name: 'hoa' });
    const client = stranger();
    const signedIn = await client.post('/api/session', { name: 'hoa', password });
    expect(signedIn.body.owes).toBe('enrolment');
    expect(await apps.enrol(client, 'hoa')).toHaveLength(10);
    expect(codes([await see(token), await use(token, another)])).toEqual(['link-refused', 'link-refused']);
    expect(await recordedEvents(api, 'hoa')).toEqual(['user-created', 'link-used', 'totp-enrolled']);
  });

  it('is used by one of two at once', async () => {
    const { token } = await made('two');
    const answers = await Promise.all([use(token), use(token, another), use(token), use(token, another)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403]);
  });

  it('takes no token that is wrong, and none of a disabled user', async () => {
    const { id, token } = await made('off');
    await admin.patch(`/api/users/${id}`, { enabled: false });
    const wrong = ['x', 'A'.repeat(43), token];
    expect(codes(await Promise.all(wrong.map((each) => see(each))))).toEqual(wrong.map(() => 'link-refused'));
    expect((await use(token)).status).toBe(403);
  });
});

describe('when time passes', () => {
  it('opens for 72 hours, and not a millisecond longer', async () => {
    const { token } = await made('late');
    api.clock.atMs = noonMs + 72 * hourMs - 1;
    expect((await see(token)).status).toBe(200);
    api.clock.atMs += 1;
    expect(codes([await see(token), await use(token)])).toEqual(['link-refused', 'link-refused']);
    api.clock.atMs = noonMs;
  });
});

describe('when an admin resets a password', () => {
  it('ends the old one, every session and every token, and the newest link alone sets another', async () => {
    const { id, token } = await made('mai', 'technician');
    await use(token);
    const client = await apps.signIn(stranger(), { name: 'mai', password });
    const expiresAt = new Date(noonMs + hourMs).toISOString();
    const { text } = (
      await client.post('/api/account/tokens', { password, purpose: 'statistics', expiresAt })
    ).body;
    const first = await reset(id, 'password');
    const second = await reset(id, 'password');
    expect((await client.get('/api/session')).status).toBe(401);
    expect((await enter('mai')).status).toBe(401);
    const bearer = { authorization: `Bearer ${text}` };
    expect((await stranger().call('GET', '/api/cameras', undefined, bearer)).body.code).toBe('token-refused');
    expect((await use(first, another)).body.code).toBe('link-refused');
    expect((await use(second, another)).status).toBe(201);
    expect((await enter('mai', another)).status).toBe(201);
  });

  it('leaves the second factor: the link alone opens nothing of the account', async () => {
    const { id, token } = await made('son', 'custodian');
    await use(token);
    await apps.signIn(stranger(), { name: 'son', password });
    const link = await reset(id, 'password');
    expect((await see(link)).body).toMatchObject({ keepsFactor: true });
    await use(link, another);
    expect((await enter('son', another)).status).toBe(401);
    await apps.signIn(stranger(), { name: 'son', password: another });
  });

  it('is refused for one’s own account', async () => {
    const { body } = await admin.get('/api/session');
    const refused = await admin.post(`/api/users/${body.id}/password-reset`);
    expect([refused.status, refused.body.code]).toEqual([409, 'user-is-self']);
    expect((await admin.get('/api/session')).status).toBe(200);
  });
});

describe('when an admin resets a second factor', () => {
  it('keeps the old one until the link is used with the person’s own password', async () => {
    const { id, token } = await made('tam');
    await use(token);
    const client = await apps.signIn(stranger(), { name: 'tam', password });
    const link = await reset(id, 'second-factor');
    expect((await client.get('/api/session')).status).toBe(401);
    expect((await see(link)).body).toMatchObject({ asks: 'own-password', keepsFactor: false });
    const guessed = await use(link, 'guessed by an admin');
    expect(guessed.body).toMatchObject({ code: 'password-wrong', field: 'password' });
    expect((await enter('tam')).status).toBe(401);
    expect((await use(link)).status).toBe(201);
    const again = await enter('tam');
    expect(again.body.owes).toBe('enrolment');
    expect((await recordedEvents(api, 'tam')).slice(-2)).toEqual(['link-issued', 'link-used']);
  });
});

describe('when a link was used', () => {
  it('is mailed to the person, and told at each sign-in with the address: nobody uses it silently', async () => {
    const { token } = await made('yen', 'technician', { email: 'yen@ward.example' });
    await use(token);
    const outbox = new PostgresNotificationRepository(api.database.db);
    const due = await outbox.claim(50, { nowMs: noonMs, untilMs: noonMs + hourMs });
    const mail = due.find(({ receiver }) => receiver?.email === 'yen@ward.example');
    expect(mail).toMatchObject({
      kind: 'account',
      letter: { text: expect.stringContaining('127.0.0.1') as string },
    });
    expect(JSON.stringify(due)).not.toContain(token);
    const { body } = await enter('yen');
    expect(body).toMatchObject({ linkUsed: { at: new Date(noonMs).toISOString(), address: '127.0.0.1' } });
  });
});
