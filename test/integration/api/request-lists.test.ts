import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';
import { aForm } from './filing.ts';
import { aNeighbourhood } from './ward-footage.ts';

const jsonOf = ({ bytes }: Answer) => JSON.parse(bytes.toString()) as Record<string, unknown>;

let postgres: TestPostgres;
let api: TestApi;
let admin: Client;
let officer: Client;
beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  admin = await api.as('admin');
  officer = await api.as('officer');
  await aNeighbourhood(api, 'Khu phố 7');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const lists = {
  authorities: [{ text: 'Công an phường Hoa Sim' }],
  legalBases: [
    { text: 'Nghị định cũ', untilDay: '2020-12-31' },
    { text: 'Điều 88', fromDay: '2020-01-01' },
    { text: 'Nghị định mới', fromDay: '2099-01-01' },
  ],
};
const read = async () => jsonOf(await admin.get('/api/request-lists'));
const set = async (over: object) => {
  const { revision } = await read();
  return admin.call('PUT', '/api/request-lists', { revision, ...lists, ...over });
};

describe('when an admin sets what requests are offered', () => {
  it('offers nothing before, and examples to the admin alone', async () => {
    const { authorities, legalBases, examples } = await read();
    expect([authorities, legalBases]).toEqual([[], []]);
    expect(JSON.stringify(examples)).toContain('101/2015/QH13');
    expect(jsonOf(await officer.get('/api/console'))).toMatchObject({ authorities: [], legalBases: [] });
  });

  it('offers an officer what counts today, keeps the days, and records who set it', async () => {
    expect((await set({})).status).toBe(200);
    expect(jsonOf(await officer.get('/api/console'))).toMatchObject({
      authorities: ['Công an phường Hoa Sim'],
      legalBases: ['Điều 88'],
    });
    expect(await read()).toMatchObject(lists);
    expect(await custodyOf(api.database.pool, 'request-lists-set')).toMatchObject([
      { role: 'admin', detail: { authorities: 1, legalBases: 3 } },
    ]);
  });

  it.each([
    ['listed-authority-invalid', 'authorities.0.text', { authorities: [{ text: 'Công an phường …' }] }],
    ['listed-authority-invalid', 'authorities.0.text', { authorities: [{ text: ' ' }] }],
    ['listed-basis-invalid', 'legalBases.1.text', { legalBases: [{ text: 'a' }, { text: 'b'.repeat(501) }] }],
    ['listed-basis-invalid', 'legalBases.0.fromDay', { legalBases: [{ text: 'a', fromDay: '2026-02-30' }] }],
    [
      'listed-basis-invalid',
      'legalBases.0',
      { legalBases: [{ text: 'a', fromDay: '2026-02-02', untilDay: '2026-02-01' }] },
    ],
    [
      'listed-basis-invalid',
      'legalBases',
      { legalBases: Array.from({ length: 101 }, () => ({ text: 'a' })) },
    ],
    ['request-lists-invalid', 'revision', { revision: -1 }],
  ])('refuses %s of %s', async (code, field, over) => {
    const { status, body } = await set(over);
    expect([status, body.code, body.field]).toEqual([400, code, field]);
  });

  it('refuses lists that another person changed meanwhile', async () => {
    const before = await read();
    expect((await set({ authorities: [] })).status).toBe(200);
    const late = await admin.call('PUT', '/api/request-lists', { ...lists, revision: before.revision });
    expect([late.status, late.body.code]).toEqual([409, 'request-lists-changed']);
    expect((await read()).authorities).toEqual([]);
  });
});

describe('when a request names the written request', () => {
  const when = {
    area: { neighbourhood: 'Khu phố 7' },
    from: '2026-11-21T14:10:00Z',
    to: '2026-11-21T14:30:00Z',
  };
  const form = (over: object) => aForm({ ...when, ...over });

  it('keeps a draft without one, and refuses to file it', async () => {
    const draft = await officer.post('/api/drafts', form({ letter: undefined }));
    expect([draft.status, jsonOf(draft).letter]).toEqual([201, undefined]);
    for (const answer of [
      await officer.post(`/api/drafts/${draft.body.id}/submission`, {}),
      await officer.post('/api/requests', form({ letter: undefined })),
    ])
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([
        400,
        'letter-missing',
        'letter.number',
      ]);
  });

  it('answers it as it was written', async () => {
    const letter = { number: '45/YC-CAP', day: '2026-11-20' };
    const draft = await officer.post('/api/drafts', form({ letter }));
    expect(jsonOf(await officer.get(`/api/requests/${draft.body.id}`)).letter).toEqual(letter);
  });
});
