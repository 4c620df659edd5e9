import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { formatInstant } from '../../../src/core/index.ts';
import { custodyOf, type LoggedEvent } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Answer, Client } from '../api/client.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from '../api/ward-footage.ts';

const filmedMs = noonMs - 600_000;
const at = (ms: number): string => formatInstant(filmedMs + ms);

/** The fields of answers that these tests read one by one. */
interface Told {
  readonly events: readonly { readonly seq: number }[];
  readonly next: number;
  readonly head: string;
  readonly logHead: string;
  readonly fault?: { readonly seq: number; readonly kind: string };
}
const jsonOf = ({ bytes }: Answer) => JSON.parse(bytes.toString()) as Told;

let postgres: TestPostgres;
let api: TestApi;
let auditor: Client;
let camera: FilmedCamera;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  auditor = await api.as('auditor');
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu 7') });
  await filmed(api, camera, { fromMs: filmedMs, count: 3 });
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const logged = (event: string): Promise<LoggedEvent[]> => custodyOf(api.database.pool, event);
const lookUp = (who: Client) => who.get(`/api/footage?camera=${camera.id}&from=${at(0)}&to=${at(segmentMs)}`);

describe('when somebody looks footage up', () => {
  it('is in the log before the answer, and nothing is answered without', async () => {
    const officer = await api.as('officer');
    expect((await lookUp(officer)).status).toBe(200);
    const [event] = await logged('footage-searched');
    const range = { fromMs: filmedMs, toMs: filmedMs + segmentMs };
    expect(event).toMatchObject({ role: 'officer', cameraId: camera.id, ...range, detail: { cameras: 1 } });
    const down = vi.spyOn(api.deps.custody, 'append').mockRejectedValue(new Error('down'));
    expect((await lookUp(officer)).status).toBe(500);
    down.mockRestore();
  });
});

describe('when the auditor searches the log', () => {
  it('finds events newest first, page by page, and each look is an event', async () => {
    const officer = await api.as('officer');
    for (let i = 0; i < 5; i++) await lookUp(officer);
    const first = jsonOf(await auditor.get('/api/custody?event=footage-searched&limit=3'));
    const next = `/api/custody?event=footage-searched&limit=3&before=${first.next}`;
    const second = jsonOf(await auditor.get(next));
    const seqs = [...first.events, ...second.events].map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => b - a));
    expect(seqs).toHaveLength(6);
    expect(jsonOf(await auditor.get(`${next.replace(String(first.next), String(seqs[5]))}`)).events).toEqual(
      [],
    );
    expect((await logged('custody-searched')).at(-2)?.detail).toEqual({
      event: 'footage-searched',
      limit: '3',
      before: String(first.next),
    });
  });

  it('narrows by actor, camera, time, and says which filter is wrong', async () => {
    const [{ actor } = { actor: '' }] = await logged('footage-searched');
    const of = async (query: string) => jsonOf(await auditor.get(`/api/custody?${query}`)).events.length;
    expect(await of(`actor=${actor}&event=footage-searched`)).toBe(6);
    expect(await of(`actor=psn_${'0'.repeat(32)}`)).toBe(0);
    expect(await of(`camera=${camera.id}&from=${formatInstant(noonMs)}`)).toBeGreaterThan(0);
    expect(await of(`from=${formatInstant(noonMs + 3_600_000)}`)).toBe(0);
    for (const [query, code] of [
      ['actor=officer', 'actor-invalid'],
      ['event=drunk', 'custody-event-unknown'],
      ['limit=501', 'page-invalid'],
      ['before=0', 'page-invalid'],
      ['from=yesterday', 'instant-invalid'],
    ])
      expect((await auditor.get(`/api/custody?${query}`)).body.code).toBe(code);
  });

  it.each(['/api/custody', '/api/custody.csv'])(
    'keeps free text and names out of the log: %s',
    async (path) => {
      const [someone] = await api.deps.users.list();
      const before = (await custodyOf(api.database.pool)).length;
      for (const [name, value, code] of [
        ['note', 'Nguyễn Văn A', 'parameter-unknown'],
        ['request', someone?.id ?? '', 'request-id-invalid'],
        ['camera', someone?.id ?? '', 'unknown-camera'],
      ] as const) {
        const { status, body } = await auditor.get(`${path}?${name}=${encodeURIComponent(value)}`);
        expect([status, body.code, body.field]).toEqual([400, code, name]);
      }
      expect(await custodyOf(api.database.pool)).toHaveLength(before);
    },
  );

  it('names nobody', async () => {
    const { bytes } = await auditor.get('/api/custody?limit=500');
    expect(bytes.toString()).not.toMatch(/usr_|The officer/);
  });

  it('hands the same out as a file that no spreadsheet runs', async () => {
    const { bytes, headers } = await auditor.get('/api/custody.csv?event=footage-searched');
    const lines = bytes.toString().trim().split('\r\n');
    expect(lines).toHaveLength(1 + 6);
    expect(lines[1]).toContain('footage-searched');
    expect(headers.get('x-custody-head')).toMatch(/^\d+:[0-9a-f]{64}$/);
  });
});

describe('when the auditor opens a pseudonym', () => {
  it('learns who it is after an event with the reason', async () => {
    const [{ actor } = { actor: '' }] = await logged('footage-searched');
    const path = `/api/custody/actors/${actor}/open`;
    expect((await auditor.post(path, { reason: 'short' })).body.code).toBe('field-invalid');
    const { status, body } = await auditor.post(path, { reason: 'Complaint 7 of the ward' });
    expect([status, body]).toMatchObject([200, { actor, fullName: 'The officer' }]);
    const [event] = await logged('actor-opened');
    expect(event).toMatchObject({
      role: 'auditor',
      subject: actor,
      detail: { reason: 'Complaint 7 of the ward' },
    });
    const unknown = `/api/custody/actors/psn_${'0'.repeat(32)}/open`;
    expect((await auditor.post(unknown, { reason: 'Complaint 7 of the ward' })).status).toBe(404);
  });

  it('is for auditors only, and a refusal is an event', async () => {
    const admin = await api.as('admin');
    const path = '/api/custody/actors/psn_1/open';
    expect((await admin.post(path, { reason: 'I am the admin' })).status).toBe(403);
    const detail = { operation: 'openActor', code: 'role-refused' };
    expect((await logged('denied')).at(-1)).toMatchObject({ role: 'admin', detail });
  });
});

describe('when what was opened is compared with what there is', () => {
  it('counts stored, opened and served, and shows what left unopened', async () => {
    const officer = await api.as('officer');
    const by = {
      user: (await api.deps.users.byName('officer')) ?? { id: '', role: '' },
      nowMs: noonMs,
    } as never;
    const requestId = 'req_01h0000000000000000000000a' as never;
    const looked = { by, requestId, cameraId: camera.id as never, sizeBytes: 9 };
    api.served.note({ ...looked, range: { fromMs: filmedMs, toMs: filmedMs + 2_000 } });
    await api.served.flush();
    const query = `camera=${camera.id}&from=${at(0)}&to=${at(4 * segmentMs)}`;
    const { status, bytes } = await auditor.get(`/api/custody/coverage?${query}`);
    expect(status).toBe(200);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      stored: [{ from: at(0), to: at(3 * segmentMs) }],
      opened: [],
      served: [],
      unopened: [{ from: at(0), to: at(3 * segmentMs) }],
      servedUnopened: [{ from: at(0), to: at(2_000) }],
      totals: { storedMs: 3 * segmentMs, openedMs: 0, servedMs: 0 },
    });
    expect((await officer.get(`/api/custody/coverage?${query}`)).status).toBe(403);
  });
});

describe('when the chain is verified', () => {
  it('holds to the head of the log, and that it was verified is in the log', async () => {
    const verdict = jsonOf(await auditor.get('/api/custody/verify'));
    expect(verdict).toMatchObject({ isDone: true, head: verdict.logHead });
    expect(verdict).not.toHaveProperty('fault');
    expect((await logged('custody-verified')).at(-1)?.detail).toEqual({ head: verdict.head });
    const onward = jsonOf(
      await auditor.get(`/api/custody/verify?after=${verdict.head}&kept=${verdict.head}`),
    );
    expect(onward).toMatchObject({ isDone: true, count: 1 });
  });

  it('names the first fault of a log that was tampered with', async () => {
    const { pool } = api.database;
    const kept = jsonOf(await auditor.get('/api/custody/verify')).logHead;
    const search = `event = 'footage-searched' and seq = (
      select min(seq) from custody_event where event = 'footage-searched')`;
    await pool.query('alter table custody_event disable trigger custody_append_only');
    await pool.query(`update custody_event set body = replace(body, 'officer', 'auditor') where ${search}`);
    const { fault } = jsonOf(await auditor.get('/api/custody/verify'));
    expect(fault?.kind).toBe('changed');
    await pool.query(
      `update custody_event set body = replace(body, 'auditor', 'officer') where seq = ${fault?.seq ?? 0}`,
    );
    await pool.query('alter table custody_event enable always trigger custody_append_only');
    expect(jsonOf(await auditor.get(`/api/custody/verify?kept=${kept}`))).not.toHaveProperty('fault');
    const beyond = `${999_999}:${'a'.repeat(64)}`;
    expect(jsonOf(await auditor.get(`/api/custody/verify?kept=${beyond}`)).fault).toMatchObject({
      kind: 'truncated',
    });
    expect((await auditor.get('/api/custody/verify?kept=7')).body.code).toBe('custody-head-invalid');
  });

  it('names what was put in, and says what was taken out', async () => {
    const { pool } = api.database;
    await pool.query(
      `insert into custody_event (seq, body, prev_sha256, sha256)
        select 999999, replace(body, id, id || 'x'), 'a', 'b' from custody_event where seq = 1`,
    );
    expect(jsonOf(await auditor.get('/api/custody/verify')).fault).toEqual({ seq: 999_999, kind: 'added' });
    await pool.query('alter table custody_event disable trigger custody_append_only');
    await pool.query('delete from custody_event where seq = 999999 or seq = 2');
    await pool.query('alter table custody_event enable always trigger custody_append_only');
    const { fault } = jsonOf(await auditor.get('/api/custody/verify'));
    expect(fault).toMatchObject({ kind: 'missing', missing: 1 });
    expect((await logged('custody-verified')).at(-1)?.detail).toMatchObject({ fault: 'missing', missing: 1 });
  });

  it('cannot be gone on with once nothing can be appended: then nobody sees anything', async () => {
    const { pool } = api.database;
    const officer = await api.as('officer');
    await pool.query('alter table custody_event add constraint full_disk check (false) not valid');
    expect((await lookUp(officer)).status).toBe(500);
    await pool.query('alter table custody_event drop constraint full_disk');
    expect((await lookUp(officer)).status).toBe(200);
  });
});
