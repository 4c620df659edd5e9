import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresLeaseRepository } from '../../../src/adapters/postgres/recording/lease-repository.ts';
import { type NeighbourhoodId, type NodeId, newId, type StreamId } from '../../../src/core/index.ts';
import { faultsOf, readAccounts } from '../../support/accounting.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aNeighbourhood } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let leases: PostgresLeaseRepository;
let neighbourhoodId: NeighbourhoodId;

const sign = { text: 'Khu vực có camera giám sát', postedOn: '2026-11-20' };
const registration = (over: object = {}) => ({
  url: 'rtsp://192.0.2.30/live',
  name: 'Cổng chợ',
  neighbourhoodId,
  ...over,
});
const claimant = () => ({
  holder: 'w',
  runId: newId('run', noonMs),
  nodeId: 'node_test' as NodeId,
});

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  api = await startApi(postgres);
  technician = await api.as('technician');
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  leases = new PostgresLeaseRepository(api.database.db, api.clock, aScribe(api.clock));
  return () => api.close();
});

const gaps = async () =>
  (await api.database.pool.query<object>('select start_ms, end_ms, reason from gap order by start_ms')).rows;

async function registered(over: object = {}): Promise<{ id: string; streamId: StreamId }> {
  const { body, status } = await technician.post('/api/cameras', registration(over));
  expect(status).toBe(201);
  return { id: body.id, streamId: body.stream.id as StreamId };
}

describe('when a camera is registered without a notice', () => {
  it('is not recorded: nobody may claim it, and the gap says no-notice', async () => {
    const { id, streamId } = await registered();
    expect(await leases.wanted(site)).toEqual([]);
    expect(await leases.claim(streamId, claimant())).toBeUndefined();
    expect(await gaps()).toEqual([{ start_ms: noonMs, end_ms: null, reason: 'no-notice' }]);
    expect(api.queue.added).toEqual([]);
    const { body } = await technician.get(`/api/cameras/${id}`);
    expect(body.recording).toMatchObject({ state: 'off', reason: 'no-notice' });
  });

  it('is recorded once its notice is, and the gap becomes ours', async () => {
    const { id, streamId } = await registered();
    api.clock.atMs += 60_000;
    const answer = await technician.post(`/api/cameras/${id}/notices`, sign);
    expect(answer).toMatchObject({ status: 201, body: { ...sign, hasPhoto: false } });
    expect(await leases.wanted(site)).toEqual([streamId]);
    expect(await gaps()).toEqual([
      { start_ms: noonMs, end_ms: noonMs + 60_000, reason: 'no-notice' },
      { start_ms: noonMs + 60_000, end_ms: null, reason: 'recorder' },
    ]);
    expect(api.queue.added).toEqual([{ name: 'record-camera', payload: { siteId: site, streamId } }]);
  });
});

describe('when the notice of a recorded camera is withdrawn', () => {
  it('loses its lease, and the gap says no-notice from then on', async () => {
    const { id, streamId } = await registered({ notice: sign });
    const target = await leases.claim(streamId, claimant());
    if (!target) throw new Error('not claimed');
    await leases.started(target.lease, noonMs + 2_000);
    api.clock.atMs += 60_000;
    expect((await technician.delete(`/api/cameras/${id}/notices/current`)).status).toBe(204);
    expect(await leases.renew([target.lease])).toEqual(new Set());
    expect(await leases.wanted(site)).toEqual([]);
    expect((await gaps()).at(-1)).toEqual({ start_ms: noonMs + 60_000, end_ms: null, reason: 'no-notice' });
    const [account] = await readAccounts(api.database.url);
    if (!account) throw new Error('no account');
    expect(faultsOf(account)).toEqual([]);
  });

  it('is kept in the list, with when', async () => {
    const { id } = await registered({ notice: sign });
    api.clock.atMs += 60_000;
    await technician.delete(`/api/cameras/${id}/notices/current`);
    const { body } = await technician.get(`/api/cameras/${id}/notices`);
    expect(body).toMatchObject({ notices: [{ ...sign, withdrawnAt: '2026-11-21T12:01:00.000Z' }] });
    const again = await technician.delete(`/api/cameras/${id}/notices/current`);
    expect([again.status, again.body.code]).toEqual([404, 'notice-not-found']);
  });
});

describe('when a camera is switched off without a notice', () => {
  it('says switched-off first, and no-notice when it is switched on again', async () => {
    const { id } = await registered();
    await technician.patch(`/api/cameras/${id}`, { enabled: false });
    expect((await gaps()).at(-1)).toMatchObject({ reason: 'switched-off' });
    api.clock.atMs += 1_000;
    await technician.patch(`/api/cameras/${id}`, { enabled: true });
    expect((await gaps()).at(-1)).toMatchObject({ start_ms: noonMs + 1_000, reason: 'no-notice' });
  });
});

describe('when a notice is not one', () => {
  it.each([
    ['notice-text-invalid', 'text', { ...sign, text: ' ' }],
    ['notice-date-invalid', 'postedOn', { ...sign, postedOn: '2026-02-30' }],
    ['notice-in-future', 'postedOn', { ...sign, postedOn: '2026-12-24' }],
    ['notice-invalid', 'author', { ...sign, author: 'me' }],
  ])('refuses it with %s', async (code, field, body) => {
    const { id } = await registered();
    const answer = await technician.post(`/api/cameras/${id}/notices`, body);
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, code, field]);
  });
});

describe('when a notice is dated at the border of a day', () => {
  it('goes by the day of the site: tomorrow’s sign does not hang yet', async () => {
    const { id, streamId } = await registered();
    // 18:00 of the 21st in the ward.
    api.clock.atMs = Date.parse('2026-11-21T11:00:00Z');
    const path = `/api/cameras/${id}/notices`;
    const early = await technician.post(path, { ...sign, postedOn: '2026-11-22' });
    expect([early.status, early.body.code]).toEqual([400, 'notice-in-future']);
    expect(await leases.wanted(site)).toEqual([]);
    api.clock.atMs = Date.parse('2026-11-21T17:00:00Z');
    expect((await technician.post(path, { ...sign, postedOn: '2026-11-22' })).status).toBe(201);
    expect(await leases.wanted(site)).toEqual([streamId]);
  });
});

describe('when the clock was set back after a notice was recorded', () => {
  it('is withdrawn all the same, at no length', async () => {
    const { id } = await registered({ notice: sign });
    api.clock.atMs -= 60_000;
    expect((await technician.delete(`/api/cameras/${id}/notices/current`)).status).toBe(204);
    expect(await leases.wanted(site)).toEqual([]);
    const { body } = await technician.get(`/api/cameras/${id}/notices`);
    expect(body).toMatchObject({ notices: [{ withdrawnAt: '2026-11-21T12:00:00.000Z' }] });
  });
});

describe('when a photo of the sign is kept', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const put = (id: string, content: Buffer, type = 'image/jpeg') =>
    fetch(`${technician.baseUrl}/api/cameras/${id}/notices/current/photo`, {
      method: 'PUT',
      headers: { origin: technician.baseUrl, cookie: technician.cookie, 'content-type': type },
      body: new Uint8Array(content),
    });

  it('gives it back as it was, by what it is', async () => {
    const { id } = await registered({ notice: sign });
    expect((await put(id, jpeg)).status).toBe(204);
    const { bytes, headers } = await technician.get(`/api/cameras/${id}/notices/current/photo`);
    expect(bytes).toEqual(jpeg);
    expect(headers.get('content-type')).toBe('image/jpeg');
    expect((await put(id, jpeg)).status).toBe(409);
  });

  it('refuses what is no picture, whatever it is called', async () => {
    const { id } = await registered({ notice: sign });
    const answer = await put(id, Buffer.from('<script>alert(1)</script>'));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'photo-invalid']);
  });
});

describe('when somebody paid for a camera', () => {
  const giver = {
    name: 'Nguyễn Thị Hoa',
    phone: '0912 345 678',
    amountVnd: 1_500_000,
    consentOn: '2026-11-01',
  };

  it('shows the name to an admin only, and records it before', async () => {
    const { id } = await registered({ notice: sign });
    expect((await technician.post(`/api/cameras/${id}/contributors`, giver)).status).toBe(201);
    const refused = await technician.get(`/api/cameras/${id}/contributors`);
    expect([refused.status, refused.body.code]).toEqual([403, 'role-refused']);
    const shown = await (await api.as('admin')).get(`/api/cameras/${id}/contributors`);
    expect(shown.body).toMatchObject({ contributors: [giver] });
    const logged = await custodyOf(api.database.pool, 'contributors-shown');
    expect(logged).toMatchObject([{ role: 'admin', cameraId: id }]);
  });

  it('keeps the name nowhere in clear', async () => {
    const { id } = await registered({ notice: sign });
    await technician.post(`/api/cameras/${id}/contributors`, giver);
    const { rows } = await api.database.pool.query('select *, row_to_json(c) as whole from contributor c');
    expect(JSON.stringify(rows)).not.toMatch(/Hoa|0912/);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('0912 345 678').toString('hex'));
  });

  it('is counted in the ledger of the neighbourhood', async () => {
    const { id } = await registered({ notice: sign });
    await registered({ url: 'rtsp://192.0.2.31/live', name: 'Ngõ 5' });
    await technician.post(`/api/cameras/${id}/contributors`, giver);
    const { body } = await technician.get('/api/ledger');
    const counted = { cameras: 2, withNotice: 1, contributors: 1, contributedVnd: 1_500_000 };
    expect(body.neighbourhoods).toEqual([{ neighbourhoodId, name: 'Khu phố 7', ...counted }]);
  });
});
