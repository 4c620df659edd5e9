import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, may, roles, rolesThatMay } from '../../../src/access/index.ts';
import { routesOf } from '../../../src/api/index.ts';
import { dayMs, newId } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aUser, noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';
import { recordedEvents } from './recorded-events.ts';

/** Of everybody here. */
const password = 'a long enough one';
const inADay = new Date(noonMs + dayMs).toISOString();
const peopleOnly: readonly Action[] = [
  'manage-users',
  'close-founding',
  'see-proposals',
  'answer-proposals',
  'stop-resets',
  'see-enrolment-stills',
  'see-contributors',
  'open-actors',
  'open-emergencies',
  'countersign-emergencies',
  'see-footage',
  'decide-requests',
  'name-deputies',
];
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

const makeToken = (owner: Client, more: object = {}) =>
  owner.post('/api/account/tokens', { password, purpose: 'Coverage report', expiresAt: inADay, ...more });
const by = (token: string, method: string, path: string, headers = {}) =>
  api.anonymous().call(method, path, undefined, { authorization: `Bearer ${token}`, ...headers });
const codeOf = async (token: string, path = '/api/cameras') => (await by(token, 'GET', path)).body.code;

describe('when a program uses a token', () => {
  it('acts for its owner; the token is shown once and kept as a hash', async () => {
    const owner = await api.as('custodian', 'hoa');
    const made = await makeToken(owner);
    expect([made.status, made.body.role]).toEqual([201, 'custodian']);
    const { id, text } = made.body;
    expect((await by(text, 'GET', '/api/cameras')).status).toBe(200);
    const listed = await owner.get('/api/account/tokens');
    expect(listed.body.tokens).toEqual([
      {
        id,
        role: 'custodian',
        purpose: 'Coverage report',
        expiresAt: inADay,
        createdAt: new Date(noonMs).toISOString(),
        lastUsedAt: new Date(noonMs).toISOString(),
      },
    ]);
    const { rows } = await api.database.pool.query('select * from api_token');
    expect(JSON.stringify(rows)).not.toContain(text.slice(10));
    expect(await recordedEvents(api, 'hoa')).toContain('token-made');
  });

  it('is named by its token in what is recorded', async () => {
    const owner = await api.as('custodian', 'thu');
    const { id, text } = (await makeToken(owner)).body;
    const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
    const camera = await aCamera(api, { name: 'gate', neighbourhoodId });
    const from = new Date(noonMs).toISOString();
    const hold = { cameras: [camera.id], from, to: inADay, reviewAt: inADay };
    const facts = { caseNumber: 'A-1', reason: 'What the ward asked us to keep' };
    const headers = { authorization: `Bearer ${text}` };
    const placed = await api.anonymous().call('POST', '/api/holds', { ...hold, ...facts }, headers);
    expect(placed.status).toBe(201);
    const { rows } = await api.database.pool.query(
      "select event from custody_event where body::jsonb ->> 'tokenId' = $1",
      [id],
    );
    expect(rows).toEqual([{ event: 'hold-placed' }]);
  });
});

describe('when a token is misused', () => {
  it.each(roles)(
    'opens to a token of %s what is for that role, and nothing that takes a person',
    async (role) => {
      const { text } = (await makeToken(await api.as(role))).body;
      for (const { method, path, allow } of routesOf(api.deps)) {
        if (allow === 'anyone') continue;
        const { status, body } = await by(text, method.toUpperCase(), concrete(path));
        const isShut = ['role-refused', 'session-needed'].includes(body.code);
        const mayOpen =
          allow !== 'signed-in' &&
          allow !== 'half-signed-in' &&
          may(role, allow) &&
          !peopleOnly.includes(allow);
        expect([method, path, isShut]).toEqual([method, path, !mayOpen]);
        if (isShut) expect(status).toBe(403);
      }
    },
  );

  it('opens only the actions that it was limited to', async () => {
    const { text } = (await makeToken(await api.as('auditor'), { actions: ['see-cameras'] })).body;
    expect((await by(text, 'GET', '/api/cameras')).status).toBe(200);
    expect(await codeOf(text, '/api/holds')).toBe('role-refused');
  });

  it.each<[string, object, string]>([
    ['an action of another role', { actions: ['manage-retention'] }, 'token-action-refused'],
    ['no action at all', { actions: [] }, 'field-invalid'],
    ['pictures', { actions: ['see-footage'] }, 'token-action-refused'],
    ['an action that is none', { actions: ['look'] }, 'field-invalid'],
    [
      'more than a year',
      { expiresAt: new Date(noonMs + 367 * dayMs).toISOString() },
      'token-expiry-out-of-range',
    ],
    ['an end that is past', { expiresAt: new Date(noonMs).toISOString() }, 'token-expiry-out-of-range'],
    ['no time', { expiresAt: 'tomorrow' }, 'instant-invalid'],
    ['a role', { role: 'admin' }, 'field-unknown'],
    ['another password', { password: 'guessed by a passer-by' }, 'password-wrong'],
    ['a purpose in two lines', { purpose: 'Coverage\nreport' }, 'field-invalid'],
  ])('is not made with %s', async (_, more, code) => {
    const { status, body } = await makeToken(await api.as('auditor', 'an'), more);
    expect([status, body.code]).toEqual([400, code]);
  });

  it.each(['', 'minhchung_', `minhchung_${'A'.repeat(43)}`, 'x'.repeat(5_000)])(
    'answers "%s" as any other',
    async (token) => {
      const { status, body } = await by(token, 'GET', '/api/cameras');
      expect([401, 431]).toContain(status);
      if (token !== '' && status === 401) expect(body.code).toBe('token-refused');
    },
  );

  it('opens nothing once it ended, was revoked, or its owner is disabled or has another role', async () => {
    const owner = await api.as('auditor', 'binh');
    const token = async () => (await makeToken(owner)).body;
    const [revoked, ended] = [await token(), await token()];
    expect((await owner.delete(`/api/account/tokens/${revoked.id}`)).status).toBe(204);
    expect(await codeOf(revoked.text)).toBe('token-refused');
    api.clock.atMs += dayMs;
    expect(await codeOf(ended.text)).toBe('token-refused');
    api.clock.atMs -= dayMs;
    expect((await by(ended.text, 'GET', '/api/cameras')).status).toBe(200);
    await api.database.pool.query("update app_user set role = 'custodian' where name = 'binh'");
    expect(await codeOf(ended.text)).toBe('token-refused');
    await api.database.pool.query(
      "update app_user set role = 'auditor', enabled = false where name = 'binh'",
    );
    expect(await codeOf(ended.text)).toBe('token-refused');
  });

  it('is revoked by an admin, never by another user', async () => {
    const owner = await api.as('auditor', 'chi');
    const { id, text } = (await makeToken(owner)).body;
    const other = await api.as('auditor', 'dung');
    expect((await other.delete(`/api/account/tokens/${id}`)).body.code).toBe('token-not-found');
    expect((await by(text, 'GET', '/api/cameras')).status).toBe(200);
    const admin = await api.as('admin');
    const path = `/api/users/${(await owner.get('/api/session')).body.id}/tokens`;
    expect((await admin.get(path)).body.tokens.map((token) => token.id)).toEqual([id]);
    expect((await admin.delete(`${path}/${id}`)).status).toBe(204);
    expect(await codeOf(text)).toBe('token-refused');
  });

  it('ends when an admin issues a link to another second factor, and to another password', async () => {
    const owner = await api.as('auditor', 'khanh');
    const admin = await api.as('admin');
    const path = `/api/users/${(await owner.get('/api/session')).body.id}`;
    for (const reset of ['second-factor-reset', 'password-reset']) {
      const { text } = (await makeToken(await api.as('auditor', 'khanh'))).body;
      expect((await by(text, 'GET', '/api/cameras')).status).toBe(200);
      expect((await admin.post(`${path}/${reset}`)).status).toBe(201);
      expect(await codeOf(text)).toBe('token-refused');
    }
  });

  it('ends when its owner changes the password', async () => {
    const owner = await api.as('officer', 'lam');
    const { text } = (await makeToken(owner)).body;
    expect((await by(text, 'GET', '/api/cameras')).status).toBe(200);
    const changed = await owner.post('/api/account/password', {
      current: password,
      password: 'another long one',
    });
    expect(changed.status).toBeLessThan(300);
    expect(await codeOf(text)).toBe('token-refused');
  });

  it('ends when its owner is disabled, and does not come back', async () => {
    const owner = await api.as('auditor', 'mai');
    const { text } = (await makeToken(owner)).body;
    const path = `/api/users/${(await owner.get('/api/session')).body.id}`;
    const admin = await api.as('admin');
    for (const enabled of [false, true]) {
      expect((await admin.patch(path, { enabled })).status).toBe(200);
      expect(await codeOf(text)).toBe('token-refused');
    }
  });

  it('is not made with a password that was changed while it was checked', async () => {
    const owner = await api.as('auditor', 'nga');
    const { id } = (await owner.get('/api/session')).body;
    const { passwords } = api.deps;
    const verify = passwords.verify.bind(passwords);
    Object.assign(passwords, {
      verify: async (hash: string, given: string) => {
        Object.assign(passwords, { verify });
        const isRight = await verify(hash, given);
        await api.database.pool.query("update app_user set password_hash = 'another' where id = $1", [id]);
        return isRight;
      },
    });
    const { status, body } = await makeToken(owner);
    expect([status, body.code]).toEqual([400, 'password-wrong']);
    expect((await owner.get('/api/account/tokens')).body.tokens).toEqual([]);
  });

  it('is not taken beside a session, nor from the page of another site', async () => {
    const owner = await api.as('auditor', 'giang');
    const { text } = (await makeToken(owner)).body;
    const both = await owner.call('GET', '/api/cameras', undefined, { authorization: `Bearer ${text}` });
    expect([both.status, both.body.code]).toEqual([400, 'session-and-token']);
    const foreign = await by(text, 'POST', '/api/holds', { origin: 'https://evil.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'foreign-origin']);
  });

  it('is no cookie, and a session key is no token', async () => {
    const owner = await api.as('auditor', 'ha');
    const { text } = (await makeToken(owner)).body;
    const browser = api.anonymous();
    browser.cookie = `minhchung.sid=${text}`;
    expect((await browser.get('/api/cameras')).body.code).toBe('sign-in-needed');
    expect(await codeOf(decodeURIComponent(owner.cookie.split('=')[1] ?? ''))).toBe('token-refused');
  });

  it('cannot be made by a session that owes the second factor', async () => {
    await api.deps.users.create(...aUser('officer', 'half'));
    const half = api.anonymous();
    await half.post('/api/session', { name: 'half', password: 'a long enough one' });
    expect((await makeToken(half)).body.code).toBe('second-factor-not-enrolled');
  });
});

describe('when actions are listed', () => {
  it('leaves no action that takes a person out of the matrix', () => {
    for (const action of peopleOnly) expect(rolesThatMay(action).length).toBeGreaterThan(0);
  });
});

const concrete = (path: string): string =>
  path
    .replace(/:sessionId/, newId('session', noonMs))
    .replace(/:tokenId/, newId('token', noonMs))
    .replaceAll(/:\w+/g, newId('camera', noonMs));
