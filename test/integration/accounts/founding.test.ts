import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, minuteMs } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Answer, Client } from '../api/client.ts';
import { aForm } from '../api/filing.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let admin: Client;
let custodian: Client;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function begin(): Promise<void> {
  api = await startApi(postgres);
  admin = await api.as('admin');
  custodian = await api.as('custodian');
}
const jsonOf = ({ bytes }: Answer): object => JSON.parse(bytes.toString()) as object;
const founding = async (by: Client) => jsonOf(await by.get('/api/founding'));
const seen = async (by: Client) => {
  const { peopleSha256 } = (await founding(by)) as { peopleSha256: string };
  return { peopleSha256 };
};
const closings = async (): Promise<string[]> => {
  const { rows } = await api.database.pool.query<{ how: string }>(
    "select body::jsonb -> 'detail' ->> 'how' as how from custody_event where event = 'founding-closed'",
  );
  return rows.map(({ how }) => how);
};

describe('when a ward is founded', () => {
  beforeAll(begin);
  afterAll(() => api.close());

  it('is closed by an admin and a custodian together, once, however often both confirm', async () => {
    expect(await founding(admin)).toMatchObject({ isOpen: true, mayConfirm: false });
    expect((await admin.post('/api/founding/offer', await seen(admin))).status).toBe(200);
    expect((await admin.post('/api/founding/closing', await seen(admin))).body.code).toBe(
      'founding-other-side',
    );
    await api.as('officer', 'late');
    expect(await founding(custodian)).toMatchObject({ offer: { isOfThisList: false } });
    expect((await custodian.post('/api/founding/closing', await seen(custodian))).body.code).toBe(
      'people-changed',
    );
    await admin.post('/api/founding/offer', await seen(admin));
    const list = await seen(custodian);
    expect(await founding(custodian)).toMatchObject({ mayConfirm: true });
    const answers = await Promise.all([1, 2, 3].map(() => custodian.post('/api/founding/closing', list)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await closings()).toEqual(['together']);
    expect(await founding(admin)).toMatchObject({ isOpen: false, how: 'together' });
  });

  it('prints who has which role, in both languages', async () => {
    const texts = await Promise.all(
      ['', '?language=en'].map(async (query) =>
        (await admin.get(`/api/founding/paper${query}`)).bytes.toString(),
      ),
    );
    expect(texts[0]).toContain('Cán bộ Công an');
    expect(texts[1]).toContain('Police officer');
  });
});

describe('when an emergency is opened before the founding is closed', () => {
  beforeAll(begin);
  afterAll(() => api.close());

  it('ends the founding once a custodian has found it justified, and not before', async () => {
    const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
    const officer = await api.as('officer');
    const called = async (name: string) => {
      const { id } = await aCamera(api, { name, neighbourhoodId });
      const [from, to] = [noonMs - minuteMs, noonMs].map(formatInstant);
      const form = aForm({ area: { cameras: [id] }, from, to, emergencyReason: 'A child is missing' });
      return (await officer.post('/api/emergencies', form)).body.id;
    };
    const review = (id: string, verdict: string) =>
      custodian.post(`/api/requests/${id}/review`, { verdict, reason: 'As the form says' });
    const [first, second] = [await called('Cột 14'), await called('Cột 15')];
    expect((await custodian.post(`/api/requests/${second}/countersignature`)).status).toBe(200);
    expect((await review(first, 'not-justified')).status).toBe(200);
    expect(await founding(admin)).toMatchObject({ isOpen: true });
    expect((await review(second, 'justified')).status).toBe(200);
    expect(await founding(admin)).toMatchObject({ isOpen: false, how: 'first-approval' });
    expect(await closings()).toEqual(['first-approval']);
  });
});

describe('when a request is approved before the founding is closed', () => {
  beforeAll(begin);
  afterAll(() => api.close());

  it('ends the founding, and only the first approval does', async () => {
    const officer = await api.as('officer');
    const camera = await aCamera(api, {
      name: 'Cột 14',
      neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7'),
    });
    const [from, to] = [noonMs - minuteMs, noonMs].map(formatInstant);
    const form = aForm({ area: { cameras: [camera.id] }, from, to });
    const file = async () => (await officer.post('/api/requests', form)).body.id;
    const [first, second] = [await file(), await file()];
    const judge = (id: string, verdict: string) =>
      custodian.post(`/api/requests/${id}/decision`, { verdict, reason: 'As the form says' });
    expect((await judge(first, 'refused')).status).toBe(200);
    expect(await founding(admin)).toMatchObject({ isOpen: true });
    expect((await judge(second, 'approved')).status).toBe(200);
    expect((await judge(await file(), 'approved')).status).toBe(200);
    expect(await founding(admin)).toMatchObject({ isOpen: false, how: 'first-approval' });
    expect(await closings()).toEqual(['first-approval']);
  });
});
