import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatInstant, hourMs } from '../../../src/core/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import { Authenticators } from './authenticators.ts';
import type { Answer, Client } from './client.ts';
import { aForm } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const at = (ms: number): string => formatInstant(noonMs + ms);
const because = 'Too wide for what it is for.';

let postgres: TestPostgres;
let api: TestApi;
let camera: FilmedCamera;
let officer: Client;
let custodian: Client;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  api = await startApi(postgres);
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  await filmed(api, camera, { fromMs: noonMs - 60_000, count: 2 });
  officer = await api.as('officer');
  custodian = await api.as('custodian');
});
afterEach(() => api.close());

type Json = Readonly<Record<string, unknown>>;
const jsonOf = ({ bytes }: Answer): Json => JSON.parse(bytes.toString()) as Json;

const form = (over: object = {}) =>
  aForm({ area: { cameras: [camera.id] }, from: at(-60_000), to: at(-60_000 + segmentMs), ...over });
const file = async (over: object = {}, path = '/api/requests'): Promise<string> => {
  const { status, body } = await officer.post(path, form(over));
  if (status !== 201) throw new Error(`${status} ${body.code}`);
  return body.id;
};
const letterOf = async (who: Client, id: string, language = 'vi') => {
  const { status, bytes, body } = await who.get(`/api/requests/${id}/decision-letter?language=${language}`);
  return { status, code: body.code, text: bytes.toString() };
};
const decide = (who: Client, id: string, said: object = { verdict: 'approved' }) =>
  who.post(`/api/requests/${id}/decision`, said);
const holds = async () => {
  const { rows } = await api.database.pool.query<{ request_id: string; released_at_ms: number | null }>(
    'select request_id, released_at_ms from hold order by created_at_ms, id',
  );
  return rows;
};
const inbox = async (who: Client = custodian) =>
  jsonOf(await who.get('/api/inbox')) as unknown as {
    waiting: { id: string; mayDecide: boolean; effectiveScope: object[]; isOverdue: boolean }[];
    emergencies: { id: string; isOverdue: boolean }[];
    holdsDue: { requestId: string }[];
    unapproved: { heldBytes: number; maxBytes: number; isNearMost: boolean };
  };

describe('before a request is written', () => {
  it('is told how long it may span, which is what is taken', async () => {
    const { requestMaxHours } = jsonOf(await officer.get('/api/console'));
    const maxMs = Number(requestMaxHours) * hourMs;
    const spanning = (ms: number) => officer.post('/api/requests', form({ from: at(-ms), to: at(0) }));
    expect((await spanning(maxMs)).status).toBe(201);
    expect((await spanning(maxMs + 1_000)).body.code).toBe('range-too-long');
  });
});

describe('when a request is submitted', () => {
  it('is in the inbox with its effective scope, and is decided in one call', async () => {
    const id = await file({ urgency: 'urgent', report: 'Người dân báo mất xe' });
    const { waiting } = await inbox();
    expect(waiting).toMatchObject([
      {
        id,
        urgency: 'urgent',
        answerBy: at(2 * hourMs),
        mayDecide: true,
        report: 'Người dân báo mất xe',
        requester: { fullName: 'The officer' },
        authority: 'Công an phường Cẩm Thịnh',
        effectiveScope: [{ cameraId: camera.id, gaps: [], spans: [{ from: at(-60_000), to: at(-48_000) }] }],
      },
    ]);
    const { status, body } = await decide(custodian, id, { verdict: 'approved', reason: 'As reported' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'approved',
      expiresAt: at(30 * 24 * hourMs),
      decision: { verdict: 'approved', by: { fullName: 'The custodian' }, reason: 'As reported' },
    });
    expect((await inbox()).waiting).toEqual([]);
    expect((await officer.get(`/api/requests/${id}/cameras/${camera.id}/playlist.m3u8`)).status).toBe(200);
  });

  it('is answered by a letter, once it is decided, for those who see the request', async () => {
    const id = await file();
    expect(await letterOf(officer, id)).toMatchObject({ status: 409, code: 'request-undecided' });
    await decide(custodian, id, { verdict: 'refused', reason: because });
    const letter = await letterOf(officer, id);
    for (const part of ['Kính gửi: Công an phường Cẩm Thịnh', 'Không phê duyệt yêu cầu.', because, 'Cột 14'])
      expect(letter.text).toContain(part);
    expect((await letterOf(custodian, id, 'en')).text).toContain('Decided by The custodian');
    const seen = await letterOf(await api.as('auditor'), id, 'en');
    expect(seen.status).toBe(200);
    expect(seen.text).not.toMatch(/The (custodian|officer)/);
    expect(await letterOf(await api.as('officer', 'another'), id)).toMatchObject({ status: 404 });
  });

  it('shows what there is to the ends of what it opens, in whole GOPs: no blank where there is footage', async () => {
    await file({ from: at(-57_000), to: at(-51_000) });
    const { waiting } = await inbox();
    const opened = { from: at(-58_000), to: at(-50_000) };
    expect(waiting[0]?.effectiveScope).toMatchObject([{ ...opened, spans: [opened], gaps: [], open: [] }]);
  });

  it('is held from then on; its hold is let go when it is refused or closed, and not by hand', async () => {
    const refused = await file();
    api.clock.atMs += 1;
    const closed = await file();
    expect(await holds()).toMatchObject([
      { request_id: refused, released_at_ms: null },
      { request_id: closed, released_at_ms: null },
    ]);
    const { holds: listed } = jsonOf(await custodian.get('/api/holds')) as unknown as {
      holds: { id: string }[];
    };
    const byHand = await custodian.post(`/api/holds/${listed[0]?.id}/release`, { reason: because });
    expect([byHand.status, byHand.body.code]).toEqual([409, 'hold-of-request']);
    await decide(custodian, refused, { verdict: 'refused', reason: because });
    await decide(custodian, closed);
    expect(await holds()).toMatchObject([{ released_at_ms: noonMs + 1 }, { released_at_ms: null }]);
    const end = await officer.post(`/api/requests/${closed}/closing`, {
      outcome: 'found',
      note: 'Plate read',
    });
    expect(end.body).toMatchObject({ state: 'closed', closing: { outcome: 'found', note: 'Plate read' } });
    expect((await holds()).every(({ released_at_ms }) => released_at_ms === noonMs + 1)).toBe(true);
  });

  it('says in the list of holds what it is about to those alone whom the request is for', async () => {
    await file();
    for (const [role, name, isTold] of [
      ['officer', 'officer', true],
      ['custodian', 'custodian', true],
      ['auditor', 'auditor', true],
      ['officer', 'colleague', false],
      ['admin', 'admin', false],
    ] as const) {
      const answer = await (await api.as(role, name)).get('/api/holds');
      expect(jsonOf(answer)).toMatchObject({ holds: [{ cameras: [camera.id], isOfRequest: true }] });
      for (const word of ['caseNumber', 'reason', 'owner', 'requestId'])
        expect([name, answer.bytes.toString().includes(`"${word}"`)]).toEqual([name, isTold]);
    }
  });

  it('leaves every step in the custody log', async () => {
    const id = await file();
    await decide(custodian, id);
    await officer.post(`/api/requests/${id}/closing`, { outcome: 'not-found' });
    const events = (await custodyOf(api.database.pool)).filter(({ requestId }) => requestId === id);
    expect(events.map(({ event, role }) => [event, role])).toEqual([
      ['request-submitted', 'officer'],
      ['hold-placed', 'officer'],
      ['coverage-shown', 'officer'],
      ['request-approved', 'custodian'],
      ['hold-reviewed', 'custodian'],
      ['coverage-shown', 'custodian'],
      ['request-closed', 'officer'],
      ['hold-released', 'officer'],
    ]);
    // Free text and names stay out of the log.
    expect(JSON.stringify(events)).not.toMatch(/motorbike|The officer|usr_/);
  });

  it('has it in the log that somebody was shown its coverage, once an hour for each, before the answer', async () => {
    const id = await file();
    const other = await file();
    const shown = async () =>
      (await custodyOf(api.database.pool, 'coverage-shown')).map(({ requestId, role }) => [requestId, role]);
    const filed = [
      [id, 'officer'],
      [other, 'officer'],
    ];
    for (let i = 0; i < 3; i++) await officer.get(`/api/requests/${id}`);
    expect(await shown()).toEqual(filed);
    for (let i = 0; i < 2; i++) expect((await inbox()).waiting).toHaveLength(2);
    const listed = [...filed, ...(await inbox()).waiting.map((each) => [each.id, 'custodian'])];
    expect(await shown()).toEqual(listed);
    api.clock.atMs += 3_600_000;
    const append = vi.spyOn(api.deps.custody, 'append').mockRejectedValue(new Error('down'));
    expect((await officer.get(`/api/requests/${id}`)).status).toBe(500);
    append.mockRestore();
    expect((await officer.get(`/api/requests/${id}`)).body.effectiveScope).toHaveLength(1);
    expect(await shown()).toEqual([...listed, [id, 'officer']]);
    const [first] = await custodyOf(api.database.pool, 'coverage-shown');
    expect(first).toMatchObject({
      fromMs: noonMs - 60_000,
      toMs: noonMs - 60_000 + segmentMs,
      detail: { cameras: 1 },
    });
  });

  it('is shown by role: an officer the own ones, a custodian and an auditor all', async () => {
    const id = await file();
    const colleague = await api.as('officer', 'colleague');
    const auditor = await api.as('auditor');
    const listed = async (who: Client, query = '') =>
      (await who.get(`/api/requests${query}`)).body.requests.map((each) => each.id);
    expect(await listed(officer)).toEqual([id]);
    expect(await listed(colleague)).toEqual([]);
    expect(await listed(custodian)).toEqual([id]);
    expect(await listed(auditor)).toEqual([id]);
    expect(await listed(auditor, '?state=approved')).toEqual([]);
    expect(await listed(auditor, `?before=${at(0)}`)).toEqual([]);
    expect((await colleague.get(`/api/requests/${id}`)).status).toBe(404);
    expect((await auditor.get(`/api/requests/${id}`)).status).toBe(200);
    expect((await decide(auditor, id)).body.code).toBe('role-refused');
    expect((await auditor.post(`/api/requests/${id}/closing`, { outcome: 'found' })).status).toBe(403);
  });

  it('is refused with the field at fault', async () => {
    const { status, body } = await officer.post('/api/requests', form({ legalBasis: undefined }));
    expect([status, body.code, body.field]).toEqual([400, 'legal-basis-invalid', 'legalBasis']);
    const id = await file();
    const refusal = await decide(custodian, id, { verdict: 'refused' });
    expect([refusal.status, refusal.body.field]).toEqual([400, 'reason']);
  });
});

describe('when it is a draft', () => {
  it('is its officer’s alone, records and holds nothing, and can be worded anew until it is submitted', async () => {
    const before = (await custodyOf(api.database.pool)).length;
    const id = await file({}, '/api/drafts');
    for (const who of [custodian, await api.as('auditor'), await api.as('officer', 'colleague')])
      expect((await who.get(`/api/requests/${id}`)).status).toBe(404);
    const change = await officer.call('PUT', `/api/drafts/${id}`, form({ caseNumber: 'VA-2' }));
    expect(change.body).toMatchObject({ state: 'draft', caseNumber: 'VA-2', cameraIds: [] });
    expect(await holds()).toEqual([]);
    const ours = (await custodyOf(api.database.pool)).slice(before);
    const about = ours.filter(({ requestId }) => requestId === id);
    // Nothing but that three others were refused a look at it.
    expect(about.map(({ event }) => event)).toEqual(['denied', 'denied', 'denied']);
    const { status, body } = await officer.post(`/api/drafts/${id}/submission`);
    expect(status).toBe(201);
    expect(body).toMatchObject({ id, state: 'submitted', cameraIds: [camera.id], rescued: 0, tooLate: 0 });
    expect(await holds()).toMatchObject([{ request_id: id }]);
    const late = await officer.call('PUT', `/api/drafts/${id}`, form());
    expect([late.status, late.body.code]).toEqual([409, 'request-not-draft']);
  });

  it('is thrown away', async () => {
    const id = await file({}, '/api/drafts');
    const colleague = await api.as('officer', 'colleague');
    expect((await colleague.delete(`/api/drafts/${id}`)).status).toBe(404);
    expect((await officer.delete(`/api/drafts/${id}`)).status).toBe(204);
    expect((await officer.get(`/api/requests/${id}`)).status).toBe(404);
  });
});

describe('when two decide at once', () => {
  it('lets one win and tells the other, every time', async () => {
    const second = await api.as('custodian', 'second');
    for (let round = 0; round < 6; round++) {
      const id = await file();
      const answers = await Promise.all([
        decide(custodian, id),
        decide(second, id, { verdict: 'refused', reason: because }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const loser = answers.find(({ status }) => status === 409);
      expect(['request-changed', 'request-not-waiting']).toContain(loser?.body.code);
      const events = await custodyOf(api.database.pool);
      const decisions = events.filter(
        ({ requestId, event }) => requestId === id && /^request-(app|ref)/.test(event),
      );
      expect(decisions).toHaveLength(1);
      const { state } = jsonOf(await officer.get(`/api/requests/${id}`));
      expect(decisions[0]?.event).toBe(`request-${String(state)}`);
    }
  });

  it('submits a draft once', async () => {
    const id = await file({}, '/api/drafts');
    const submit = () => officer.post(`/api/drafts/${id}/submission`);
    const answers = await Promise.all([submit(), submit()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await holds()).toHaveLength(1);
  });
});

describe('when the requester would decide', () => {
  it('is refused, whatever the requester has become, by the catalogue as well', async () => {
    const id = await file();
    await api.database.pool.query("update app_user set role = 'custodian' where name = 'officer'");
    const { status, body } = await decide(officer, id);
    expect([status, body.code]).toEqual([403, 'own-request']);
    expect((await inbox(officer)).waiting).toMatchObject([{ id, mayDecide: false }]);
    const forged = `update request set decision = jsonb_build_object('byId', requester_id) where id = $1`;
    await expect(api.database.pool.query(forged, [id])).rejects.toThrow('request_decided_by_another');
  });
});

describe('when a custodian has a deputy', () => {
  const name = (deputy: string, fromMs: number, toMs: number) =>
    custodian.post('/api/deputies', { name: deputy, from: at(fromMs), to: at(toMs) });
  /** A technician, whose role needs no second factor. */
  const aDeputy = async (): Promise<Client> => {
    const deputy = await api.as('technician', 'deputy');
    await new Authenticators(api.clock).enrol(deputy, 'deputy');
    return deputy;
  };

  it('decides on the custodian’s behalf, in that time and no other', async () => {
    const deputy = await aDeputy();
    const id = await file();
    expect((await decide(deputy, id)).body.code).toBe('role-refused');
    expect((await deputy.get('/api/inbox')).status).toBe(403);
    const named = await name('deputy', hourMs, 2 * hourMs);
    expect(named.status).toBe(201);
    expect((await decide(deputy, id)).body.code).toBe('role-refused');
    api.clock.atMs += hourMs;
    expect((await inbox(deputy)).waiting).toMatchObject([{ id, mayDecide: true }]);
    const { body } = await decide(deputy, id);
    expect(body).toMatchObject({
      decision: { by: { fullName: 'The technician' }, onBehalfOf: { fullName: 'The custodian' } },
    });
    const [event] = await custodyOf(api.database.pool, 'request-approved');
    expect(event).toMatchObject({ role: 'technician' });
    expect(event?.subject).toMatch(/^psn_/);
    expect((await deputy.get(`/api/requests/${id}/cameras/${camera.id}/playlist.m3u8`)).status).toBe(403);
    api.clock.atMs += hourMs;
    expect((await deputy.get('/api/inbox')).status).toBe(403);
  });

  it('neither sees nor decides anything with a password alone', async () => {
    const deputy = await api.as('technician', 'deputy');
    const id = await file();
    await name('deputy', 0, hourMs);
    for (const answer of [await decide(deputy, id), await deputy.get('/api/inbox')])
      expect([answer.status, answer.body.code]).toEqual([403, 'second-factor-not-enrolled']);
  });

  it('stands in no longer when it was ended, or the custodian is none any more', async () => {
    const deputy = await aDeputy();
    const { body } = await name('deputy', 0, hourMs);
    expect((await deputy.get('/api/inbox')).status).toBe(200);
    await api.database.pool.query("update app_user set enabled = false where name = 'custodian'");
    expect((await deputy.get('/api/inbox')).status).toBe(403);
    await api.database.pool.query("update app_user set enabled = true where name = 'custodian'");
    const other = await api.as('custodian', 'other');
    expect((await other.delete(`/api/deputies/${body.id}`)).body.code).toBe('deputy-not-yours');
    expect((await custodian.delete(`/api/deputies/${body.id}`)).status).toBe(204);
    expect((await custodian.delete(`/api/deputies/${body.id}`)).body.code).toBe('deputy-ended');
    expect((await deputy.get('/api/inbox')).status).toBe(403);
    expect(jsonOf(await custodian.get('/api/deputies'))).toEqual({ deputies: [] });
  });

  it('is no officer, and nobody who is not', async () => {
    expect((await name('officer', 0, hourMs)).body.code).toBe('deputy-role');
    expect((await name('nobody', 0, hourMs)).body.code).toBe('unknown-user');
    expect((await custodian.delete('/api/deputies/dep_1')).body.code).toBe('deputy-not-found');
  });
});

describe('when it is an emergency', () => {
  const emergency = () => file({ emergencyReason: 'A child is missing since noon' }, '/api/emergencies');
  const play = (id: string) => officer.get(`/api/requests/${id}/cameras/${camera.id}/playlist.m3u8`);

  it('opens for half an hour, is flagged, and waits for its review', async () => {
    const id = await emergency();
    expect((await play(id)).status).toBe(200);
    const again = await officer.post('/api/emergencies', form({ emergencyReason: because }));
    expect([again.status, again.body.code]).toEqual([409, 'emergency-repeated']);
    expect(jsonOf(await officer.get('/api/requests'))).toMatchObject({
      requests: [{ id, urgency: 'emergency', emergency: { reason: 'A child is missing since noon' } }],
    });
    expect((await inbox()).emergencies).toMatchObject([{ id, isOverdue: false, answerBy: at(24 * hourMs) }]);
    api.clock.atMs += hourMs / 2;
    expect((await play(id)).body.code).toBe('request-expired');
    const second = await officer.post('/api/emergencies', form({ emergencyReason: because }));
    expect(jsonOf(second)).toMatchObject({ state: 'submitted' });
    expect((await custodian.post(`/api/requests/${second.body.id}/countersignature`)).status).toBe(200);
    expect((await play(second.body.id)).status).toBe(200);
    await officer.post(`/api/requests/${second.body.id}/closing`, { outcome: 'not-found' });
    await custodian.post(`/api/requests/${second.body.id}/review`, { verdict: 'justified', reason: because });
    api.clock.atMs = noonMs + 24 * hourMs;
    const later = await api.as('custodian', 'later');
    expect((await inbox(later)).emergencies).toMatchObject([{ id, isOverdue: true, isExpired: true }]);
    const review = { verdict: 'justified', reason: 'The child was found by it' };
    const { status, body } = await later.post(`/api/requests/${id}/review`, review);
    expect(status).toBe(200);
    expect(body).toMatchObject({ isOverdue: false, emergency: { review: { verdict: 'justified' } } });
    expect((await inbox(later)).emergencies).toEqual([]);
  });

  it('opens and holds nothing any more once it was found not to be one', async () => {
    const id = await emergency();
    const review = { verdict: 'not-justified', reason: 'It could have waited for us' };
    expect((await custodian.post(`/api/requests/${id}/review`, review)).body).toMatchObject({
      state: 'refused',
    });
    expect((await play(id)).body.code).toBe('request-not-approved');
    expect(await holds()).toMatchObject([{ released_at_ms: noonMs }]);
    const next = await officer.post('/api/emergencies', form({ emergencyReason: because }));
    expect([next.status, next.body.code]).toEqual([409, 'emergency-rest']);
    const again = await custodian.post(`/api/requests/${id}/review`, review);
    expect([again.status, again.body.code]).toEqual([409, 'emergency-reviewed']);
  });
});

describe('when what unapproved requests hold is capped', () => {
  it('alarms before it refuses, counts a segment once, and takes more once one is decided', async () => {
    const { rows } = await api.database.pool.query<{ size_bytes: number }>('select size_bytes from segment');
    const sizeBytes = rows[0]?.size_bytes ?? 0;
    const alarms: object[] = [];
    const log = { ...api.deps.log, error: (facts: object) => void alarms.push(facts) };
    const settings = { ...api.deps.settings, unapprovedMostBytes: 1.2 * sizeBytes };
    await api.close();
    api = await startApi(postgres, { log, settings });
    camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
    await filmed(api, camera, { fromMs: noonMs - 60_000, count: 2 });
    officer = await api.as('officer');
    custodian = await api.as('custodian');
    const next = { from: at(-60_000 + segmentMs), to: at(-60_000 + 2 * segmentMs) };

    await file();
    expect(alarms).toEqual([{ cappedBytes: sizeBytes, maxBytes: 1.2 * sizeBytes }]);
    expect((await inbox()).unapproved).toMatchObject({ heldBytes: sizeBytes, isNearMost: true });
    await file();
    const over = await officer.post('/api/requests', form(next));
    expect([over.status, over.body.code]).toEqual([409, 'held-bytes-cap']);
    expect(await holds()).toHaveLength(2);
    expect((await officer.get('/api/requests')).body.requests).toHaveLength(2);

    const emergencyReason = 'A child is missing since noon';
    expect((await officer.post('/api/emergencies', form({ ...next, emergencyReason }))).status).toBe(201);
    for (const each of (await inbox()).waiting) await decide(custodian, each.id);
    const { emergencies } = await inbox();
    const review = { verdict: 'justified', reason: 'It could not have waited' };
    await custodian.post(`/api/requests/${emergencies[0]?.id}/review`, review);
    expect((await inbox()).unapproved).toMatchObject({ heldBytes: 0, isNearMost: false });
    expect((await officer.post('/api/requests', form(next))).status).toBe(201);
  });
});

describe('when what is approved has run out', () => {
  it('keeps its hold, which is due for review, until somebody ends the request', async () => {
    const id = await file();
    await decide(custodian, id);
    expect((await inbox()).holdsDue).toEqual([]);
    api.clock.atMs += 30 * 24 * hourMs;
    const later = await api.as('custodian', 'later');
    expect((await inbox(later)).holdsDue).toMatchObject([{ requestId: id }]);
    const taken = await later.post(`/api/requests/${id}/closing`, { outcome: 'withdrawn' });
    expect(taken.body).toMatchObject({ state: 'closed', closing: { outcome: 'withdrawn' } });
    expect((await inbox(later)).holdsDue).toEqual([]);
  });
});
