import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endUnanswered } from '../../../src/access/index.ts';
import { dayMs, hourMs } from '../../../src/core/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from '../api/api-harness.ts';
import type { Answer, Client } from '../api/client.ts';
import { recordedEvents } from './recorded-events.ts';

let postgres: TestPostgres;
let api: TestApi;
let admin: Client;
let custodian: Client;

const jsonOf = ({ bytes }: Answer) => JSON.parse(bytes.toString()) as Record<string, unknown>;
const codeOf = async (call: Promise<Answer>): Promise<string> => {
  const { status, body } = await call;
  return status < 300 ? 'taken' : body.code;
};
const idOf = async (client: Client): Promise<string> => (await client.get('/api/session')).body.id;
const propose = (act: object, by = admin) => by.post('/api/proposals', act);
const answer = (by: Client, id: string, said: object = { verdict: 'confirmed' }) =>
  by.post(`/api/proposals/${id}/answer`, said);
const anOfficer = (name: string) => ({ name, fullName: 'Lê Văn Bình', role: 'officer' });
const listed = async (by: Client) =>
  jsonOf(await by.get('/api/proposals')).proposals as { id: string; mayAnswer: boolean; hasLink: boolean }[];

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  admin = await api.as('admin');
  custodian = await api.as('custodian');
  await api.as('officer');
  for (const [by, act] of [
    [admin, 'offer'],
    [custodian, 'closing'],
  ] as const) {
    const { peopleSha256 } = jsonOf(await by.get('/api/founding'));
    await by.post(`/api/founding/${act}`, { peopleSha256 });
  }
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

describe('when an admin acts alone after the founding', () => {
  it('neither makes, resets, enables nor changes the role of an officer, a custodian or an auditor', async () => {
    const officer = await idOf(await api.as('officer'));
    const technician = await idOf(await api.as('technician'));
    for (const role of ['officer', 'custodian', 'auditor'])
      expect(await codeOf(admin.post('/api/users', { ...anOfficer('alone'), role }))).toBe('proposal-needed');
    for (const call of [
      admin.post(`/api/users/${officer}/password-reset`),
      admin.post(`/api/users/${officer}/second-factor-reset`),
      admin.patch(`/api/users/${officer}`, { enabled: true }),
      admin.patch(`/api/users/${officer}`, { role: 'technician' }),
      admin.patch(`/api/users/${technician}`, { role: 'custodian' }),
    ])
      expect(await codeOf(call)).toBe('proposal-needed');
    expect(await codeOf(admin.patch(`/api/users/${officer}`, { enabled: false }))).toBe('taken');
    expect(await codeOf(admin.post('/api/users', { ...anOfficer('tech'), role: 'technician' }))).toBe(
      'taken',
    );
    expect(await codeOf(admin.post(`/api/users/${technician}/password-reset`))).toBe('taken');
    expect(await codeOf(admin.patch(`/api/users/${technician}`, { role: 'admin' }))).toBe('taken');
    expect((await api.deps.users.byId(technician as never))?.role).toBe('admin');
  });

  it('sends custodians a letter when another admin is made, and when one of them is disabled', async () => {
    const other = await api.as('custodian', 'other');
    await admin.post('/api/users', { ...anOfficer('chief'), role: 'admin' });
    const id = await idOf(other);
    // A person gets one letter of a kind in a millisecond.
    api.clock.atMs += 1;
    await admin.patch(`/api/users/${id}`, { enabled: false });
    const { rows } = await api.database.pool.query<{ name: string; subject: string }>(
      `select u.name, n.letter ->> 'subject' as subject from notification n join app_user u on u.id = n.user_id
        where n.kind = 'account' order by n.due_at_ms, u.name`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['custodian', 'other', 'custodian']);
    expect(rows[0]?.subject).toContain('quản trị viên mới');
    expect(rows[2]?.subject).toContain('Người phê duyệt bị tạm ngừng');
  });
});

describe('when an officer is proposed', () => {
  it('is made once by another custodian, and the proposer alone takes the link, once', async () => {
    const { status, body } = await propose({ kind: 'make', user: anOfficer('binh') });
    expect(status).toBe(201);
    expect(await api.deps.users.byName('binh')).toBeUndefined();
    expect((await listed(custodian)).find(({ id }) => id === body.id)).toMatchObject({ mayAnswer: true });
    const answers = await Promise.all([1, 2, 3].map(() => answer(custodian, body.id)));
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409, 409]);
    expect((await api.deps.users.byName('binh'))?.passwordHash).toBeUndefined();
    expect(await recordedEvents(api, 'binh')).toEqual(['account-confirmed', 'user-created']);

    const chief = await api.as('admin', 'second');
    expect(await codeOf(chief.post(`/api/proposals/${body.id}/link`))).toBe('proposal-not-yours');
    const links = await Promise.all([1, 2, 3].map(() => admin.post(`/api/proposals/${body.id}/link`)));
    expect(links.map((each) => each.status).sort()).toEqual([201, 409, 409]);
    const token = jsonOf(links.find((each) => each.status === 201) as Answer).token;
    const password = 'a long enough one';
    expect((await api.anonymous().post('/api/link/use', { token, password })).status).toBe(201);
    expect((await api.anonymous().post('/api/session', { name: 'binh', password })).status).toBe(201);
  });

  it('makes no account when it is refused or withdrawn, or ends after 7 days', async () => {
    const [refused, withdrawn, ended] = await Promise.all(
      ['r', 'w', 'e'].map(
        async (name) => (await propose({ kind: 'make', user: anOfficer(`no-${name}`) })).body.id,
      ),
    );
    const said = { verdict: 'refused', reason: 'Nobody knows him.' };
    expect(await codeOf(answer(custodian, refused as string, said))).toBe('taken');
    expect(await codeOf(admin.delete(`/api/proposals/${withdrawn}`))).toBe('taken');
    api.clock.atMs += 7 * dayMs;
    custodian = await api.as('custodian');
    admin = await api.as('admin');
    for (const id of [refused, withdrawn, ended])
      expect(await codeOf(answer(custodian, id as string))).toBe('proposal-over');
    expect(await codeOf(admin.post(`/api/proposals/${ended}/link`))).toBe('proposal-without-link');
  });

  it('is recorded and mailed to its proposer once when nobody answered in time', async () => {
    const end = () => endUnanswered(api.deps.proposals, api.clock.atMs);
    await end();
    const acts = ['one', 'two'].map((name) => ({ kind: 'make', user: anOfficer(`late-${name}`) }));
    for (const act of acts) await propose(act);
    expect(await end()).toBe(0);
    api.clock.atMs += 7 * dayMs;
    expect([await end(), await end()]).toEqual([2, 0]);
    custodian = await api.as('custodian');
    admin = await api.as('admin');
    const { pool } = api.database;
    const { rows } = await pool.query<{ name: string; text: string }>(
      `select u.name, n.letter ->> 'text' as text from notification n join app_user u on u.id = n.user_id
        where n.due_at_ms >= $1 and n.letter ->> 'subject' like '%không ai trả lời' order by text`,
      [api.clock.atMs],
    );
    expect(rows.map(({ name }) => name)).toEqual(['admin', 'admin']);
    expect(rows.map(({ text }) => /late-\w+/.exec(text)?.[0])).toEqual(['late-one', 'late-two']);
    const lapsed = (await custodyOf(pool)).filter(({ event }) => event === 'account-unanswered');
    expect(lapsed.slice(-2)).toMatchObject([{ role: 'service' }, { role: 'service' }]);
    expect((await listed(custodian)).slice(0, 2)).toMatchObject([{ state: 'ended' }, { state: 'ended' }]);
  });
});

describe('when the only custodian has lost the phone', () => {
  it('cannot confirm it; an auditor does, and the link goes to the proposer', async () => {
    const userId = await idOf(custodian);
    const { body } = await propose({ kind: 'reset', userId, purpose: 'second-factor' });
    expect(await codeOf(answer(custodian, body.id))).toBe('own-proposal');
    const auditor = await api.as('auditor');
    expect((await listed(auditor)).map(({ id }) => id)).toEqual([body.id]);
    expect(await codeOf(answer(auditor, body.id))).toBe('taken');
    expect(await codeOf(admin.post(`/api/proposals/${body.id}/link`))).toBe('taken');
    // The link ended the session.
    expect((await custodian.get('/api/inbox')).status).toBe(401);
  });
});

describe('when a custodian is new', () => {
  it('confirms nothing for 72 hours', async () => {
    custodian = await api.as('custodian');
    const made = await propose({ kind: 'make', user: { ...anOfficer('fresh'), role: 'custodian' } });
    await answer(custodian, made.body.id);
    await api.database.pool.query(
      "update app_user set password_hash = 'plain:a long enough one' where name = 'fresh'",
    );
    const fresh = await api.as('custodian', 'fresh');
    const { body } = await propose({ kind: 'make', user: anOfficer('chi') });
    expect(await codeOf(answer(fresh, body.id))).toBe('confirmer-new');
    api.clock.atMs += 72 * hourMs;
    expect(await codeOf(answer(await api.as('custodian', 'fresh'), body.id))).toBe('taken');
  });
});
