import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { orderHostReset } from '../../../src/access/index.ts';
import { PostgresNotificationRepository } from '../../../src/adapters/postgres/access/notification-repository.ts';
import { hourMs } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import { Authenticators } from '../api/authenticators.ts';
import type { Answer, Client } from '../api/client.ts';
import { recordedEvents } from './recorded-events.ts';

const password = 'a password of one’s own';
const dayMs = 24 * hourMs;
let postgres: TestPostgres;
let api: TestApi;
const clients = new Map<string, Client>();

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  for (const role of ['technician', 'officer', 'custodian', 'auditor', 'admin'] as const)
    clients.set(role, await api.as(role));
});
afterEach(() => {
  api.clock.atMs = noonMs;
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const as = (role: string): Client => {
  const client = clients.get(role);
  if (!client) throw new Error(`nobody is signed in as ${role}`);
  return client;
};
const order = async (name: string, isFounding = false) => {
  const known = await api.deps.users.byName(name);
  if (!known) throw new Error(`there is no ${name}`);
  const by = { nowMs: api.clock.atMs, hostAccount: 'root' };
  return orderHostReset(api.deps.resets, by, known, { isFounding, timeZone: 'Asia/Ho_Chi_Minh' });
};
const see = (token: string) => api.anonymous().post('/api/link', { token });
const use = (token: string) => api.anonymous().post('/api/link/use', { token, password });
interface Listed {
  readonly resets: readonly { readonly id: string; readonly person: object; readonly from: string }[];
}
const listed = async (role: string): Promise<Listed['resets']> => {
  const { bytes }: Answer = await as(role).get('/api/resets');
  return (JSON.parse(bytes.toString()) as Listed).resets;
};

describe('when the only custodian lost the phone, and a reset is ordered on the host', () => {
  let token: string;

  it('sends a letter to every custodian, admin and auditor, and to no other person', async () => {
    const ordered = await order('custodian');
    token = ordered.link.token;
    expect(ordered).toMatchObject({ fromMs: noonMs + dayMs, told: 3 });
    const { rows } = await api.database.pool.query<{ role: string; letter: { text: string } }>(
      'select role, letter from notification join app_user on app_user.id = user_id order by role',
    );
    expect(rows.map(({ role }) => role)).toEqual(['admin', 'auditor', 'custodian']);
    expect(rows[0]?.letter.text).toContain('The custodian (custodian)');
    expect(JSON.stringify(rows)).not.toContain(token);
    const outbox = new PostgresNotificationRepository(api.database.db);
    const due = await outbox.claim(50, { nowMs: noonMs, untilMs: noonMs });
    expect(due.map(({ kind }) => kind)).toEqual(['account', 'account', 'account']);
  });

  it('shows it on the console, to an auditor without the name', async () => {
    const from = new Date(noonMs + dayMs).toISOString();
    for (const role of ['custodian', 'admin'])
      expect(await listed(role)).toMatchObject([{ from, person: { fullName: 'The custodian' } }]);
    const [seen] = await listed('auditor');
    expect(seen?.person).toEqual({ pseudonym: expect.stringMatching(/^psn_/) as string });
  });

  it('changes nothing for 24 hours', async () => {
    expect((await as('custodian').get('/api/session')).status).toBe(200);
    api.clock.atMs = noonMs + dayMs - 1;
    expect([(await see(token)).body.code, (await use(token)).body.code]).toEqual([
      'link-waits',
      'link-waits',
    ]);
  });

  it('then has that person set another password and another second factor', async () => {
    api.clock.atMs = noonMs + dayMs;
    expect((await see(token)).body).toMatchObject({ asks: 'new-password', keepsFactor: false });
    expect((await use(token)).status).toBe(201);
    const client = api.anonymous();
    const entered = await client.post('/api/session', { name: 'custodian', password });
    expect(entered.body.owes).toBe('enrolment');
    await new Authenticators(api.clock).enrol(client, 'custodian');
    expect((await client.get('/api/inbox')).status).toBe(200);
    // Sessions last for twelve hours.
    api.clock.atMs = noonMs;
    expect((await as('custodian').get('/api/session')).status).toBe(401);
    expect(await listed('admin')).toEqual([]);
  });
});

describe('when nobody asked for a reset', () => {
  it.each(['auditor', 'admin'])('is stopped by one %s, once, and its link never works', async (role) => {
    const { link } = await order('officer');
    const [reset] = await listed(role);
    const answers = await Promise.all([1, 2].map(() => as(role).delete(`/api/resets/${reset?.id}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(await listed(role)).toEqual([]);
    api.clock.atMs = noonMs + dayMs;
    expect((await use(link.token)).body.code).toBe('link-refused');
    api.clock.atMs = noonMs;
    expect((await as('officer').get('/api/session')).status).toBe(200);
    expect((await recordedEvents(api, 'officer')).slice(-2)).toEqual(['link-issued', 'reset-stopped']);
  });
});

describe('when the person was disabled, and nobody is left to confirm that the account is enabled', () => {
  const isEnabled = async () => (await api.deps.users.byName('officer'))?.enabled;
  const disable = async () => {
    const { body } = await as('officer').get('/api/session');
    expect((await as('admin').patch(`/api/users/${body.id}`, { enabled: false })).status).toBe(200);
  };

  it('enables it when the link is used, not before, and tells so', async () => {
    const before = await order('officer');
    await disable();
    // A person gets one letter of a kind in a millisecond.
    api.clock.atMs += 1;
    const { link } = await order('officer');
    const { rows } = await api.database.pool.query<{ text: string }>(
      "select letter ->> 'text' as text from notification where letter ->> 'text' like '%enables it again%'",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(await isEnabled()).toBe(false);
    api.clock.atMs = noonMs + dayMs + 1;
    expect((await use(before.link.token)).body.code).toBe('link-refused');
    expect((await use(link.token)).status).toBe(201);
    expect(await isEnabled()).toBe(true);
    expect((await recordedEvents(api, 'officer')).slice(-2)).toEqual(['link-used', 'user-changed']);
  });

  it('ends with the account that is disabled while it waits', async () => {
    const { link } = await order('officer');
    const known = await api.deps.users.byName('officer');
    await as('admin').patch(`/api/users/${known?.id}`, { enabled: false });
    expect(await listed('admin')).toEqual([]);
    api.clock.atMs = noonMs + dayMs;
    expect((await use(link.token)).body.code).toBe('link-refused');
    expect(await isEnabled()).toBe(false);
  });
});

describe('when no other person could stop it', () => {
  it.each([
    ['of a technician', 'technician', false],
    ['during the founding', 'admin', true],
  ])('works at once %s', async (_, name, isFounding) => {
    const { link, fromMs } = await order(name, isFounding);
    expect(fromMs).toBe(noonMs);
    expect((await see(link.token)).status).toBe(200);
  });
});
