import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, may } from '../../../src/access/index.ts';
import { routesOf } from '../../../src/api/index.ts';
import { formatInstant, hourMs } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aForm } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const at = (ms: number): string => formatInstant(noonMs + ms);
const why = 'As the report says, word for word';
const people = ['officer', 'custodian', 'technician', 'admin'] as const;

let postgres: TestPostgres;
let api: TestApi;
let camera: FilmedCamera;
let auditor: Client;
/** What answers must not hold. */
let told: readonly string[];
const ids: Record<string, string> = {};

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  camera = await aCamera(api, {
    ...{ name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') },
    place: { lat: 21.05, lon: 107.35 },
  });
  await filmed(api, camera, { fromMs: noonMs - 60_000, count: 1 });
  const [officer, custodian, , admin] = await Promise.all(people.map((role) => api.as(role)));
  if (!officer || !custodian || !admin) throw new Error('nobody signed in');
  auditor = await api.as('auditor');
  await workOf(officer, custodian, admin);
  const users = await api.deps.users.list();
  told = users.filter(({ role }) => role !== 'auditor').flatMap(({ id, fullName }) => [id, fullName]);
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

/** One of everything that has somebody's hand in it. */
async function workOf(officer: Client, custodian: Client, admin: Client): Promise<void> {
  const range = { from: at(-60_000), to: at(segmentMs - 60_000) };
  const form = aForm({ area: { cameras: [camera.id] }, ...range });
  const filed = async (path: string, body: object) => (await officer.post(path, body)).body.id;
  const [asked, emergency] = [
    await filed('/api/requests', form),
    await filed('/api/emergencies', { ...form, emergencyReason: why }),
  ];
  const until = { from: at(0), to: at(24 * hourMs) };
  const done = [
    await custodian.post('/api/deputies', { name: 'technician', ...until }),
    await custodian.post(`/api/requests/${asked}/decision`, { verdict: 'approved', reason: why }),
    await custodian.post(`/api/requests/${emergency}/review`, { verdict: 'justified', reason: why }),
    await officer.post('/api/holds', {
      cameras: [camera.id],
      ...range,
      caseNumber: 'VV-1',
      reason: why,
      reviewAt: at(24 * hourMs),
    }),
    await admin.call('PUT', '/api/retention', { days: 30, minimumDays: 7, neighbourhoods: [], cameras: [] }),
    await officer.get(`/api/requests/${asked}/cameras/${camera.id}/playlist.m3u8`),
    await officer.post(`/api/requests/${asked}/closing`, { outcome: 'found', note: why }),
  ];
  expect(done.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
  const nowhere = { near: { lat: 21.2, lon: 107.5 }, radiusM: 100 };
  const negative = await filed('/api/negative-answers', {
    ...{ caseNumber: 'VV-1', authority: 'Công an phường', area: nowhere },
    ...range,
  });
  const { rows } = await api.database.pool.query<{ id: string }>(
    `select id from custody_event where event = 'playlist-issued'`,
  );
  Object.assign(ids, { asked, emergency, negative, look: rows[0]?.id });
}

const mine = /^\/api\/(?:session|account)/;

/** Every page of the API that an auditor may open, of both requests where it is of one, and of the negative answer. */
const opened = (): string[] =>
  routesOf(api.deps)
    .filter(({ method, allow }) => method === 'get' && allow !== 'anyone' && allow !== 'half-signed-in')
    .filter(({ allow }) => allow === 'signed-in' || may('auditor', allow as Action))
    .filter(({ path }) => !mine.test(path))
    .flatMap(({ path }) =>
      path.startsWith('/api/requests/')
        ? [ids.asked, ids.emergency].map((id = '') => path.replace(':id', id))
        : [
            path
              .replace(':eventId', ids.look ?? '')
              .replace(':id', (path.includes('/negative-answers/') ? ids.negative : camera.id) ?? ''),
          ],
    );

const needed: Readonly<Record<string, string>> = {
  '/api/footage': `?camera=@&from=${at(-60_000)}&to=${at(0)}`,
  '/api/month-report': '?month=2026-11',
  '/api/month-report/sheet': '?month=2026-11',
  '/api/custody/coverage': `?camera=@&from=${at(-60_000)}&to=${at(0)}`,
  '/api/places': '?q=cho',
};

describe('when an auditor reads', () => {
  it('is told nobody’s name and nobody’s id, on any page: a pseudonym is opened with a reason, or not at all', async () => {
    const paths = opened();
    expect(paths).toContain('/api/holds');
    expect(paths).toContain(`/api/requests/${ids.emergency}`);
    for (const path of paths) {
      const answer = await auditor.get(path + (needed[path] ?? '').replace('@', camera.id));
      const text = Buffer.from(answer.bytes).toString('utf8');
      const shown = { path, status: answer.status, told: told.filter((secret) => text.includes(secret)) };
      expect(shown).toEqual({ path, status: path.endsWith('/photo') ? 404 : 200, told: [] });
    }
  });

  it('finds in the log whoever asked, by the same pseudonym', async () => {
    const { requester } = (await auditor.get(`/api/requests/${ids.asked}`)).body as unknown as {
      requester: { pseudonym: string };
    };
    const { events } = (await auditor.get(`/api/custody?request=${ids.asked}`)).body as unknown as {
      events: { event: string; actor: string }[];
    };
    expect(events.find(({ event }) => event === 'request-submitted')?.actor).toBe(requester.pseudonym);
  });
});

interface Looked {
  readonly sessions: readonly {
    readonly id: string;
    readonly requestId: string;
    readonly caseNumber: string;
    readonly cameraIds: readonly string[];
    readonly looks: number;
    readonly events: number;
  }[];
}

describe('when an auditor reads who looked', () => {
  const looked = async (query: string) =>
    (await auditor.get(`/api/custody/sessions${query}`)).body as unknown as Looked;

  it('finds one row for the session, by case, request, person, camera, place and kind', async () => {
    const { sessions } = await looked('');
    expect(sessions).toMatchObject([
      { requestId: ids.asked, caseNumber: 'VA-2026/118', cameraIds: [camera.id], looks: 1, events: 1 },
    ]);
    const near = 'near=21.05,107.35&radiusM=500';
    for (const query of [
      ...['case=2026/118', 'case=va-', `request=${ids.asked}`, `camera=${camera.id}`, near],
      ...['neighbourhood=Khu phố 7', 'event=playlist-issued', `from=${at(-1)}&to=${at(1)}`, 'order=oldest'],
    ])
      expect([query, (await looked(`?${query}`)).sessions.length]).toEqual([query, 1]);
    for (const query of [
      ...['case=other', `request=${ids.emergency}`, 'near=10,106&radiusM=500', 'event=still-issued'],
      ...[`case=other&request=${ids.asked}`, `camera=${camera.id}&near=10,106&radiusM=500`, `from=${at(1)}`],
    ])
      expect([query, (await looked(`?${query}`)).sessions.length]).toEqual([query, 0]);
  });

  it('says which filter is wrong, and keeps free text out of the log', async () => {
    const searches = async () => {
      const { rows } = await api.database.pool.query<{ body: string }>(
        `select body from custody_event where event = 'custody-searched' order by seq`,
      );
      return rows.map(({ body }) => (JSON.parse(body) as { detail: object }).detail);
    };
    const before = (await searches()).length;
    for (const [query, code] of [
      ['after=1.2', 'page-invalid'],
      ['order=random', 'page-invalid'],
      ['limit=101', 'page-invalid'],
      [`case=${'9'.repeat(101)}`, 'case-number-invalid'],
      ['neighbourhood=nowhere', 'unknown-neighbourhood'],
      ['near=21,107', 'radius-invalid'],
      ['who=an', 'parameter-unknown'],
    ])
      expect((await auditor.get(`/api/custody/sessions?${query}`)).body.code).toBe(code);
    expect((await auditor.get('/api/custody/sessions/cus_1')).body.code).toBe('looking-session-not-found');
    expect(await searches()).toHaveLength(before);
    await looked('?case=Nguyễn Văn A');
    await looked('?case=va-2026');
    await auditor.get(`/api/custody/sessions/${ids.look}`);
    expect((await searches()).slice(before)).toEqual([
      { rows: 'sessions' },
      { rows: 'sessions', caseNumber: 'va-2026' },
      { session: ids.look },
    ]);
  });

  it('has the events of what is filtered in the file, by case and by place', async () => {
    const linesOf = async (query: string) =>
      Buffer.from((await auditor.get(`/api/custody.csv?${query}`)).bytes)
        .toString()
        .trim()
        .split('\r\n');
    const ofCase = await linesOf('case=VA-2026&event=playlist-issued');
    expect(ofCase).toHaveLength(2);
    expect(ofCase[1]).toContain(ids.asked);
    expect(await linesOf('neighbourhood=Khu phố 7&event=playlist-issued')).toEqual(ofCase);
    expect(await linesOf('case=other')).toHaveLength(1);
  });
});
