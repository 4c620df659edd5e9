import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/index.ts';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { isLiveIn, requestFacts } from '../../../src/compose/exports.ts';
import { formatInstant, hourMs, minuteMs, type RequestId, silentLog } from '../../../src/core/index.ts';
import { buildExport, type ExportId } from '../../../src/evidence/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { ExportedLog, exportSealing } from '../../support/export-sealing.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import { Authenticators } from './authenticators.ts';
import type { Answer, Client } from './client.ts';
import { aForm, expired } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 5 * minuteMs;
const reason = 'A child is missing since noon';
let postgres: TestPostgres;
let api: TestApi;
let sealing: ReturnType<typeof exportSealing>;
let cameras: readonly FilmedCamera[];
let custodian: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  const log = new ExportedLog();
  api = await startApi(postgres, { signedLog: log.log });
  sealing = exportSealing(api, log);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  cameras = await Promise.all(
    Array.from({ length: 6 }, (_, i) => aCamera(api, { name: `Cột ${i}`, neighbourhoodId })),
  );
  await filmed(api, cameraAt(0), { fromMs: filmedMs, count: 2 });
  custodian = await api.as('custodian');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const cameraAt = (i: number): FilmedCamera => {
  const camera = cameras[i];
  if (!camera) throw new Error(`there is no camera ${i}`);
  return camera;
};

const call = (officer: Client, i: number, over: object = {}): Promise<Answer> =>
  officer.post('/api/emergencies', {
    ...aForm({
      area: { cameras: [cameraAt(i).id] },
      from: formatInstant(filmedMs),
      to: formatInstant(filmedMs + 2 * segmentMs),
    }),
    emergencyReason: reason,
    ...over,
  });
const opened = async (officer: Client, i = 0): Promise<string> => {
  const { status, body } = await call(officer, i);
  if (status !== 201) throw new Error(`${status} ${body.code}`);
  return body.id;
};
const countersign = (who: Client, id: string) => who.post(`/api/requests/${id}/countersignature`);
const review = (id: string) =>
  custodian.post(`/api/requests/${id}/review`, { verdict: 'justified', reason: 'It could not have waited' });
const jsonOf = ({ bytes }: Answer) => JSON.parse(bytes.toString()) as { [field: string]: unknown };
const stateOf = async (who: Client, id: string) => jsonOf(await who.get(`/api/requests/${id}`)).state;
const useOf = async (who: Client, id: string) => jsonOf(await who.get(`/api/requests/${id}`)).emergencyUse;
const outcomesOf = (answers: readonly Answer[]) =>
  answers.map(({ status, body }) => body.code ?? `${status}`).sort();
const many = (count: number, code: string) => Array.from({ length: count }, () => code);
const seenBy = async (who: Client) =>
  (jsonOf(await who.get('/api/emergencies')).emergencies as { id: string }[]).map(({ id }) => id);

describe('when one officer opens emergencies at once', () => {
  it('opens two of six, has one wait, and refuses the others', async () => {
    const officer = await api.as('officer', 'greedy');
    const answers = await Promise.all(cameras.map((_, i) => call(officer, i)));
    expect(outcomesOf(answers)).toEqual(['201', '201', '201', ...many(3, 'countersignature-awaited')]);
    const states = answers.map((answer) => jsonOf(answer).state).filter((state) => state !== undefined);
    expect(states.filter((state) => typeof state === 'string').sort()).toEqual([
      'approved',
      'approved',
      'submitted',
    ]);
  });

  it('is told which field is too wide, and what to do', async () => {
    const officer = await api.as('officer', 'wide');
    const { emergencyLimits } = api.deps.settings;
    Object.assign(emergencyLimits, { cameras: 5 });
    const area = { cameras: cameras.map(({ id }) => id) };
    const { status, headers, body } = await call(officer, 0, { area });
    Object.assign(emergencyLimits, { cameras: 20 });
    expect([status, body.code, body.field]).toEqual([400, 'emergency-cameras', 'area']);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.detail).toMatch(/at most 5 cameras, and 6 .* smaller area, or file an urgent request/);
  });
});

describe('when an emergency waits for a second person', () => {
  const waiting = async (name: string): Promise<{ officer: Client; id: string }> => {
    const officer = await api.as('officer', name);
    await opened(officer, 1);
    await opened(officer, 2);
    return { officer, id: await opened(officer, 0) };
  };
  const play = (officer: Client, id: string) =>
    officer.get(`/api/requests/${id}/cameras/${cameraAt(0).id}/playlist.m3u8`);
  let deputy: Client;
  beforeAll(async () => {
    deputy = await api.as('technician', 'stands-in');
    // To judge, a technician needs a second factor.
    await new Authenticators(api.clock).enrol(deputy, 'stands-in');
    const [from, to] = [formatInstant(noonMs - hourMs), formatInstant(noonMs + hourMs)];
    await custodian.post('/api/deputies', { name: 'stands-in', from, to });
  });

  it.each<[string, () => Promise<Client>]>([
    ['another officer', () => api.as('officer', 'colleague')],
    ['a custodian', async () => custodian],
  ])('opens when %s countersigns, who is recorded, and never by its own officer', async (who, signerOf) => {
    const { officer, id } = await waiting(`needs ${who}`.replaceAll(' ', '-'));
    const signer = await signerOf();
    expect((await play(officer, id)).body.code).toBe('request-not-approved');
    expect((await countersign(officer, id)).body.code).toBe('own-request');
    expect(await seenBy(officer)).not.toContain(id);
    expect(await seenBy(signer)).toContain(id);
    const signed = await countersign(signer, id);
    expect([signed.status, jsonOf(signed)]).toMatchObject([
      200,
      { state: 'approved', emergency: { reason, countersignature: { at: formatInstant(noonMs) } } },
    ]);
    expect((await play(officer, id)).status).toBe(200);
    expect((await countersign(signer, id)).body.code).toBe('emergency-countersigned');
    const events = (await custodyOf(api.database.pool)).filter(({ requestId }) => requestId === id);
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['emergency-submitted', 'emergency-countersigned', 'playlist-issued']),
    );
  });

  it('is told to custodians, deputies and the other officers, never to its own', async () => {
    const { id } = await waiting('tells');
    const { rows } = await api.database.pool.query<{ name: string }>(
      `select name from notification join app_user on app_user.id = user_id
        where request_id = $1 and kind = 'countersignature-awaited' order by name`,
      [id],
    );
    const told = rows.map(({ name }) => name);
    expect(told).toEqual(expect.arrayContaining(['colleague', 'custodian', 'stands-in']));
    expect(told).not.toContain('tells');
  });

  it.each<[Role, number]>([
    ['officer', 404],
    ['technician', 403],
    ['auditor', 200],
  ])('is afterwards what any request is, to the role %s (%i)', async (role, status) => {
    const { id } = await waiting(`seen-by-${role}`);
    const stranger = await api.as(role, `stranger-${role}`);
    if (role === 'officer') expect((await stranger.get(`/api/requests/${id}`)).status).toBe(200);
    await countersign(custodian, id);
    api.clock.atMs += hourMs;
    expect((await (await api.as(role, `stranger-${role}`)).get(`/api/requests/${id}`)).status).toBe(status);
    api.clock.atMs -= hourMs;
  });

  it('opens for a deputy, and a person who was its officer cannot be written as its second', async () => {
    const { officer, id } = await waiting('needs-deputy');
    expect((await countersign(deputy, id)).status).toBe(200);
    expect(await stateOf(officer, id)).toBe('approved');
    const forged = api.database.pool.query(
      `update request set emergency = jsonb_set(emergency, '{countersignature,byId}', to_jsonb(requester_id)) where id = $1`,
      [id],
    );
    await expect(forged).rejects.toThrow(/request_countersigned_by_another/);
  });
});

describe('before an emergency is reviewed', () => {
  it('gives twenty stills, also when more are asked for at once, and more once it is countersigned', async () => {
    const officer = await api.as('officer', 'photographer');
    const id = await opened(officer);
    const at = formatInstant(filmedMs + 1_000);
    const still = () => officer.get(`/api/requests/${id}/cameras/${cameraAt(0).id}/still?at=${at}`);
    const answers = await Promise.all(Array.from({ length: 23 }, still));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(outcomesOf(answers).slice(-3)).toEqual(many(3, 'emergency-stills-spent'));
    expect(await useOf(officer, id)).toMatchObject({ stills: 20, mostStills: 20 });
    await countersign(await api.as('officer', 'colleague'), id);
    expect((await still()).status).toBe(200);
    const events = (await custodyOf(api.database.pool)).filter(({ requestId }) => requestId === id);
    expect(events.filter(({ event }) => event === 'still-issued')).toHaveLength(21);
  });

  it('serves its bytes of footage and no more, also to parallel calls, until the review', async () => {
    const officer = await api.as('officer', 'hoarder');
    const id = await opened(officer);
    const base = `/api/requests/${id}/cameras/${cameraAt(0).id}`;
    const playlist = (await officer.get(`${base}/playlist.m3u8`)).bytes.toString();
    const [gop = ''] = playlist.match(/segments\/.*\.m4s/) ?? [];
    const play = () => officer.get(`${base}/${gop}`);
    const gopBytes = (await play()).bytes.length;
    const { emergencyLimits } = api.deps.settings;
    Object.assign(emergencyLimits, { servedBytes: 4 * gopBytes - 1 });
    const answers = await Promise.all(Array.from({ length: 6 }, play));
    expect(outcomesOf(answers)).toEqual(['200', '200', ...many(4, 'emergency-bytes-spent')]);
    expect(answers.find(({ status }) => status === 403)?.body.detail).toMatch(/custodian or a deputy/);
    expect(await useOf(officer, id)).toMatchObject({ servedBytes: 3 * gopBytes });
    await review(id);
    expect((await play()).status).toBe(200);
    expect(await useOf(officer, id)).toBeUndefined();
    Object.assign(emergencyLimits, { servedBytes: 2e9 });
  });

  it('is exported with a countersignature only, and two downloads at once do not pass together', async () => {
    const officer = await api.as('officer', 'exporter');
    const id = await opened(officer);
    const path = `/api/requests/${id}/exports`;
    const alone = await officer.post(path);
    expect([alone.status, alone.body.code]).toEqual([403, 'export-needs-second-person']);
    await countersign(await api.as('officer', 'colleague'), id);
    const ordered = await officer.post(path);
    expect(ordered.status).toBe(202);
    expect(await buildExport(building(), ordered.body.id as ExportId)).toBe('done');
    const download = () => officer.get(`${path}/${ordered.body.id}/archive.zip`);
    const { sizeBytes } = jsonOf(await officer.get(`${path}/${ordered.body.id}`)).archive as {
      sizeBytes: number;
    };
    const { emergencyLimits } = api.deps.settings;
    Object.assign(emergencyLimits, { servedBytes: 2 * sizeBytes - 1 });
    const answers = await Promise.all([download(), download()]);
    Object.assign(emergencyLimits, { servedBytes: 2e9 });
    expect(outcomesOf(answers)).toEqual(['200', 'emergency-bytes-spent']);
    const zip = answers.find(({ status }) => status === 200)?.bytes ?? Buffer.alloc(0);
    const minutes = await pdfText((await unzipped(zip)).get('minutes-en.pdf') ?? Buffer.alloc(0));
    expect(minutes).toContain('The emergency was countersigned by The officer');
    expect(minutes).toContain('The two acted from the same network address within one hour.');
  });

  it('is given its written request later, which the log holds and the papers say', async () => {
    const officer = await api.as('officer', 'writer');
    const { body } = await call(officer, 0, { letter: undefined });
    const path = `/api/requests/${body.id}`;
    const owing = async () =>
      (jsonOf(await custodian.get('/api/inbox')).withoutLetter as { id: string }[]).map(({ id }) => id);
    expect(await owing()).toContain(body.id);
    const sheet = async () => (await officer.get(`${path}/sheet?language=en`)).bytes.toString();
    expect(await sheet()).toContain('no written request yet');
    await countersign(custodian, body.id);
    const letter = { authority: 'Công an tỉnh Quảng Ninh', number: '46/YC', day: '2026-11-21' };
    const add = (who: Client, given: object) => who.post(`${path}/letters`, { ...letter, ...given });
    expect((await add(await api.as('officer', 'colleague'), {})).body.code).toBe('request-not-found');
    await expired(api, body.id, noonMs);
    expect((await add(officer, {})).status).toBe(200);
    expect((await add(officer, {})).body.code).toBe('letter-unchanged');
    const corrected = jsonOf(await add(officer, { number: '47/YC' }));
    expect(corrected).toMatchObject({
      authority: 'Công an phường Cẩm Thịnh',
      emergency: { letters: [{ number: '46/YC' }, { number: '47/YC', by: { fullName: 'The officer' } }] },
    });
    expect(await owing()).not.toContain(body.id);
    const printed = await sheet();
    expect(printed).toContain('Written request No. 47/YC of 21/11/2026');
    expect(printed).toContain('Written request No. 46/YC of 21/11/2026 (Công an tỉnh Quảng Ninh): added by');
    const facts = await building().requestOf(body.id as RequestId);
    expect(facts).toMatchObject({ authority: letter.authority, letter: { number: '47/YC' } });
    expect(facts.letterAddedAtMs).toBe(noonMs);
    await api.database.pool.query(
      `update request set emergency = jsonb_set(emergency, '{letters,0,number}', '"40/YC"') where id = $1`,
      [body.id],
    );
    expect((await add(officer, { number: '48/YC' })).body.code).toBe('request-altered');
  });

  it('counts only what left of a download that broke off', async () => {
    const officer = await api.as('officer', 'unlucky');
    const id = await opened(officer);
    await countersign(custodian, id);
    const path = `/api/requests/${id}/exports`;
    const { body } = await officer.post(path);
    await buildExport(building(), body.id as ExportId);
    const { store, deps } = api;
    const original = store.get.bind(store);
    store.get = async () => {
      store.get = original;
      throw new Error('the store went away');
    };
    const over = givenBack();
    await expect(officer.get(`${path}/${body.id}/archive.zip`)).rejects.toThrow();
    const unsent = await over;
    const { bytes } = await deps.allowance
      .useOf(await requestOf(id))
      .then((use) => use?.spent ?? { bytes: -1 });
    const { sizeBytes } = jsonOf(await officer.get(`${path}/${body.id}`)).archive as { sizeBytes: number };
    expect(unsent).toBeGreaterThan(0);
    expect(bytes).toBe(sizeBytes - unsent);
  });
});

/** Settles with the number of the bytes that are given back next. */
const givenBack = (): Promise<number> =>
  new Promise((resolve) => {
    const { allowance } = api.deps;
    const giveBack = allowance.giveBack.bind(allowance);
    allowance.giveBack = async (request, bytes) => {
      allowance.giveBack = giveBack;
      await giveBack(request, bytes);
      resolve(bytes);
    };
  });

async function requestOf(id: string) {
  const request = await api.deps.requests.byId(id as Parameters<typeof api.deps.requests.byId>[0]);
  if (!request) throw new Error('there is no such request');
  return request;
}

const printer = createPdfPrinter();

const building = () => ({
  exports: api.deps.exports,
  footage: api.deps.footage,
  store: api.store,
  timeZone: 'Asia/Ho_Chi_Minh',
  agency: {},
  printer,
  pictureAt: async () => undefined,
  clock: api.clock,
  log: silentLog,
  requestOf: requestFacts(api.deps.checkedRequests, api.deps.users, api.deps.marks),
  isLive: isLiveIn(api.deps.checkedRequests, api.clock),
  ...sealing,
});
