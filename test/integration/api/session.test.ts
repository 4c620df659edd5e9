import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offerFirstAdmin, throttleLimits } from '../../../src/access/index.ts';
import { createPasswordHasher } from '../../../src/adapters/argon2/password-hasher.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aUser, noonMs, startApi, type TestApi } from './api-harness.ts';
import { Authenticators } from './authenticators.ts';

const secret = 'a long enough one';
const admin = { name: 'an', fullName: 'Nguyễn Văn An', password: secret };
let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe('when the service starts for the first time', () => {
  beforeAll(async () => {
    api = await startApi(postgres, { passwords: await createPasswordHasher() });
  });
  afterAll(() => api.close());

  it('makes the first admin by its one-time link, once', async () => {
    const stale = await offerFirstAdmin(api.deps.links, noonMs);
    const token = await offerFirstAdmin(api.deps.links, noonMs);
    const browser = api.anonymous();
    expect(Buffer.from(token ?? '', 'base64url')).toHaveLength(32);

    const refused = await browser.post('/api/first-admin', { token: stale, ...admin });
    expect([refused.status, refused.body.code]).toEqual([403, 'link-refused']);
    const idle = await browser.post('/api/first-admin', { token: stale, ...admin, password: 'short' });
    expect(idle.body.code).toBe('link-refused');
    const weak = await browser.post('/api/first-admin', { token, ...admin, password: 'short' });
    expect([weak.status, weak.body.code]).toEqual([400, 'password-too-short']);
    const made = await browser.post('/api/first-admin', { token, ...admin });
    expect([made.status, made.body.role]).toEqual([201, 'admin']);
    const again = await browser.post('/api/first-admin', { token, ...admin, name: 'binh' });
    expect(again.body.code).toBe('link-refused');
    expect(await offerFirstAdmin(api.deps.links, noonMs)).toBeUndefined();
  });

  it('keeps neither the token nor the password', async () => {
    const { db } = api.database;
    const link = await db.selectFrom('account_link').selectAll().executeTakeFirstOrThrow();
    const user = await db.selectFrom('app_user').selectAll().executeTakeFirstOrThrow();
    expect(link.token_sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(user.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('signs the admin in with a second factor, who makes others', async () => {
    const browser = await new Authenticators(api.clock).signIn(api.anonymous(), admin);
    const officer = { name: 'binh', fullName: 'Bình', role: 'officer' };
    expect((await browser.post('/api/users', officer)).status).toBe(201);
    const taken = await browser.post('/api/users', officer);
    expect([taken.status, taken.body.code, taken.body.field]).toEqual([409, 'user-name-taken', 'name']);
    const { body } = await browser.get('/api/users');
    expect(body.users.map((user) => user.name)).toEqual(['an', 'binh']);
    expect(JSON.stringify(body)).not.toContain('argon2');
  });
});

describe('when the first user was made by the command meanwhile', () => {
  it('makes no admin by the link any more', async () => {
    const other = await startApi(postgres);
    const token = await offerFirstAdmin(other.deps.links, noonMs);
    await other.deps.users.create(...aUser('technician', 'chi'));
    const admin = { name: 'dung', fullName: 'Dũng', password: secret };
    const { status, body } = await other.anonymous().post('/api/first-admin', { token, ...admin });
    expect([status, body.code]).toEqual([403, 'link-refused']);
    await other.close();
  });
});

describe('when an admin changes a user', () => {
  beforeAll(async () => {
    api = await startApi(postgres);
  });
  afterAll(() => api.close());

  it('ends what was open, and lets a disabled one in no more', async () => {
    const office = await api.as('admin');
    const browser = await api.as('technician', 'chi');
    const { body: known } = await browser.get('/api/session');
    const path = `/api/users/${known.id}`;
    expect((await office.patch(path, { enabled: false })).body).toMatchObject({ enabled: false });
    expect((await browser.get('/api/session')).status).toBe(401);
    const signIn = () => browser.post('/api/session', { name: 'chi', password: secret });
    expect((await signIn()).status).toBe(401);
    expect((await office.patch(path, { enabled: true })).body).toMatchObject({ enabled: true });
    expect((await signIn()).status).toBe(201);
  });

  it('takes no password from an admin', async () => {
    const office = await api.as('admin');
    const given = { name: 'dao', fullName: 'Đào', role: 'officer', password: secret };
    expect((await office.post('/api/users', given)).body).toMatchObject({
      code: 'field-unknown',
      field: 'password',
    });
    const { body: known } = await (await api.as('technician', 'ha')).get('/api/session');
    const change = await office.patch(`/api/users/${known.id}`, { enabled: true, password: secret });
    expect(change.body.code).toBe('field-unknown');
  });

  it('takes an address for mail from the user and from an admin, names the field of a bad one, and records no address', async () => {
    const [admin, technician] = [await api.as('admin', 'office'), await api.as('technician', 'field')];
    const { body: me } = await technician.get('/api/session');
    const bad = { email: 'field@ward.example\r\nBcc: all@ward.example' };
    for (const [client, path] of [
      [technician, '/api/account/email'],
      [admin, `/api/users/${me.id}/email`],
    ] as const) {
      const refused = await client.call('PUT', path, bad);
      expect([refused.status, refused.body.code, refused.body.field]).toEqual([
        400,
        'email-invalid',
        'email',
      ]);
      expect((await client.call('PUT', path, { email: 'field@ward.example' })).status).toBe(204);
      expect((await technician.get('/api/session')).body).toMatchObject({ email: 'field@ward.example' });
      expect((await client.call('PUT', path, { email: null })).status).toBe(204);
      expect((await technician.get('/api/session')).body).not.toHaveProperty('email');
    }
    const made = { name: 'minh', fullName: 'Minh', role: 'officer', ...bad };
    expect((await admin.post('/api/users', made)).body).toMatchObject({
      code: 'email-invalid',
      field: 'email',
    });
    const { rows } = await api.database.pool.query('select body from custody_event');
    expect(JSON.stringify(rows)).toContain('"changed\\":\\"email');
    expect(JSON.stringify(rows)).not.toContain('ward.example');
  });

  it('lets nobody shut out themselves', async () => {
    const office = await api.as('admin');
    const { body: me } = await office.get('/api/session');
    const refused = await office.patch(`/api/users/${me.id}`, { enabled: false });
    expect([refused.status, refused.body.code]).toEqual([409, 'user-is-self']);
    const nobody = await office.patch('/api/users/usr_nobody', { enabled: true });
    expect(nobody.body.code).toBe('user-not-found');
  });
});

describe('when somebody signs in', () => {
  beforeAll(async () => {
    api = await startApi(postgres);
    await api.as('officer', 'lan');
    await api.as('technician', 'ly');
  });
  afterAll(() => api.close());

  it('sets cookies that scripts and other sites cannot use', async () => {
    const { headers, body } = await api.anonymous().post('/api/session', { name: 'ly', password: secret });
    const cookies = headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
      'minhchung.browser',
      'minhchung.sid',
    ]);
    for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(body).toMatchObject({ name: 'ly', role: 'technician' });
  });

  it.each([
    ['POST', '/api/session', { name: 'a\0b', password: secret }, 'name'],
    ['POST', '/api/session', { name: '\ud800', password: secret }, 'name'],
    ['GET', '/api/places?q=%00', undefined, 'q'],
  ] as const)('names the field of what no text holds: %s %s', async (method, path, sent, field) => {
    const { status, body } = await api.anonymous().call(method, path, sent);
    expect([status, body.code, body.field]).toEqual([400, 'text-unreadable', field]);
  });

  it('gives one answer to an unknown name and to a wrong password', async () => {
    const unknown = await api.anonymous().post('/api/session', { name: 'nobody', password: secret });
    const wrong = await api.anonymous().post('/api/session', { name: 'lan', password: `${secret}!` });
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual({ ...wrong.body, requestId: unknown.body.requestId });
  });

  it('does not let a disabled user in, nor stay in', async () => {
    const browser = await api.as('officer', 'minh');
    await api.database.pool.query("update app_user set enabled = false where name = 'minh'");
    expect((await browser.get('/api/session')).body.code).toBe('sign-in-needed');
    const again = await api.anonymous().post('/api/session', { name: 'minh', password: secret });
    expect(again.body.code).toBe('sign-in-refused');
  });

  it('gives a new session id, so that one planted before is worth nothing', async () => {
    const browser = await api.as('technician', 'ly');
    const planted = browser.cookie;
    await browser.post('/api/session', { name: 'ly', password: secret });
    expect(browser.cookie).not.toBe(planted);
    const thief = api.anonymous();
    thief.cookie = planted;
    expect((await thief.get('/api/session')).status).toBe(401);
  });

  it('ends with signing out, on the server', async () => {
    const browser = await api.as('officer', 'lan');
    const { cookie } = browser;
    expect((await browser.delete('/api/session')).status).toBe(204);
    browser.cookie = cookie;
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('ends after its time, however busy it was', async () => {
    const browser = await api.as('officer', 'lan');
    const beganMs = api.clock.atMs;
    api.clock.atMs = beganMs + 12 * 3_600_000 - 1;
    expect((await browser.get('/api/session')).status).toBe(200);
    api.clock.atMs += 1;
    expect((await browser.get('/api/session')).status).toBe(401);
    api.clock.atMs = beganMs;
  });

  it('slows down who guesses, by address', async () => {
    const guess = (name: string) => api.anonymous().post('/api/session', { name, password: 'guess' });
    const answers = [];
    const { maxTries } = throttleLimits;
    for (let i = 0; i <= maxTries; i++) answers.push((await guess('guessed')).body.code);
    const refused = Array.from({ length: maxTries }, () => 'sign-in-refused');
    expect(answers).toEqual([...refused, 'too-many-tries']);
    expect((await guess('other')).body.code).toBe('too-many-tries');
  });
});

describe('when a call comes from the page of another site', () => {
  beforeAll(async () => {
    api = await startApi(postgres);
  });
  afterAll(() => api.close());

  it.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', async (_, headers) => {
    const admin = await api.as('admin');
    const { status, body } = await admin.call('DELETE', '/api/session', undefined, headers);
    expect([status, body.code]).toEqual([403, 'foreign-origin']);
  });

  it('takes JSON only', async () => {
    const admin = await api.as('admin');
    const form = { 'content-type': 'text/plain' };
    const { body } = await admin.call('POST', '/api/users', '{"name":"x"}', form);
    expect(body.code).toBe('body-missing');
  });
});

describe('when a call is malformed', () => {
  beforeAll(async () => {
    api = await startApi(postgres);
  });
  afterAll(() => api.close());

  it.each<[string, number, string, unknown]>([
    ['no JSON', 400, 'body-not-json', '{'],
    ['an array', 400, 'body-missing', []],
    ['an unknown field', 400, 'field-unknown', { name: 'a', password: 'b', role: 'admin' }],
    ['a wrong field', 400, 'field-invalid', { name: 1, password: 'b' }],
    ['a huge body', 413, 'body-too-large', { name: 'x'.repeat(300_000), password: 'b' }],
  ])('answers %s with a problem', async (_, status, code, body) => {
    const answer = await api.anonymous().post('/api/session', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('answers a path that cannot be read with a problem', async () => {
    const { status, body } = await (await api.as('technician')).get('/api/cameras/%E0%A4%A');
    expect([status, body.code]).toEqual([400, 'request-malformed']);
  });
});

describe('when something fails on our side', () => {
  it('tells nothing of it, and logs it', async () => {
    const logged: object[] = [];
    const log = { info: () => {}, warn: () => {}, error: (fields: object) => void logged.push(fields) };
    const failing = await startApi(postgres, { log });
    const admin = await failing.as('admin');
    await failing.database.pool.query('alter table neighbourhood rename to khu_pho');
    const { status, body } = await admin.get('/api/neighbourhoods');
    expect({ status, code: body.code, detail: body.detail }).toEqual({
      status: 500,
      code: 'internal',
      detail: 'Something went wrong on our side. It has been logged.',
    });
    expect(logged).toHaveLength(1);
    await failing.close();
  });

  it('says 503 when the catalogue is away', async () => {
    const cut = await startApi(postgres);
    const client = await cut.as('officer');
    await cut.database.pool.end();
    const { status, headers, body } = await client.get('/api/requests');
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(['sessions-unavailable', 'catalogue-unavailable']).toContain(body.code);
    expect((await cut.anonymous().get('/healthz')).status).toBe(200);
    await cut.close().catch(() => {});
  });
});
