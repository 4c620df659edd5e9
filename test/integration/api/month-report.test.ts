import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, minuteMs } from '../../../src/core/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';
import { aForm } from './filing.ts';
import { aCamera, aNeighbourhood, filmed } from './ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let auditor: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const camera = await aCamera(api, {
    name: 'Cột 14 nhà ông Bình',
    neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7'),
  });
  await filmed(api, camera, { fromMs: noonMs - 5 * minuteMs, count: 2 });
  const officer = await api.as('officer');
  const [from, to] = [formatInstant(noonMs - 5 * minuteMs), formatInstant(noonMs - 4 * minuteMs)];
  const form = aForm({ area: { cameras: [camera.id] }, from, to });
  await officer.post('/api/requests', form);
  const { letter: _, ...unwritten } = form as { letter?: object };
  await officer.post('/api/emergencies', { ...unwritten, emergencyReason: 'A child is missing since noon' });
  auditor = await api.as('auditor');
  api.clock.atMs += minuteMs;
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const jsonOf = ({ bytes }: Answer) => JSON.parse(bytes.toString()) as { readonly [field: string]: unknown };
const opened = async () =>
  (await custodyOf(api.database.pool)).filter(({ event }) => event === 'month-reported');

describe('when an auditor opens the report of a month', () => {
  it('has the figures so far of the running month, beside those of the month before', async () => {
    const { status, ...answer } = await auditor.get('/api/month-report?month=2026-11');
    const report = jsonOf({ status, ...answer });
    expect(status).toBe(200);
    expect(report).toMatchObject({
      ...{
        month: '2026-11',
        isRunning: true,
        from: '2026-10-31T17:00:00.000Z',
        to: '2026-11-30T17:00:00.000Z',
      },
      madeAt: formatInstant(noonMs + minuteMs),
      figures: {
        events: { 'request-submitted': 1, 'emergency-opened': 1, 'hold-placed': 2, 'month-reported': 1 },
        requests: {
          all: { filed: 2, approved: 0, refused: 0, emergencies: 1, unjustified: 0, withoutLetter: 1 },
          byAuthority: [{ name: 'Công an phường Cẩm Thịnh', filed: 2 }],
        },
        standing: { holds: 2, paused: 0, withdrawn: 0 },
      },
      before: { events: {}, requests: { all: { filed: 0 } } },
    });
  });

  it('names no person, no case and no camera', async () => {
    for (const path of [
      '/api/month-report?month=2026-11',
      '/api/month-report/sheet?month=2026-11&language=en',
    ])
      expect((await auditor.get(path)).bytes.toString()).not.toMatch(
        /The officer|usr_|psn_|cam_|req_|Cột 14|VA-2026/,
      );
  });

  it.each([
    ['vi', 'Tháng chưa kết thúc: số liệu tính đến', 'Khẩn cấp chưa bổ sung văn bản yêu cầu'],
    ['en', 'The month is not over: figures until', 'Emergencies without a written request'],
  ])('is printed as a sheet of the office (%s)', async (language, ...texts) => {
    const { status, bytes, headers } = await auditor.get(
      `/api/month-report/sheet?month=2026-11&language=${language}`,
    );
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const text of texts) expect(bytes.toString()).toContain(text);
  });

  it('is an event before the answer, each time', async () => {
    const before = (await opened()).length;
    await auditor.get('/api/month-report?month=2026-10');
    await auditor.get('/api/month-report/sheet?month=2026-10');
    const events = await opened();
    expect(events.slice(before).map(({ detail }) => detail)).toEqual([
      { month: '2026-10' },
      { month: '2026-10' },
    ]);
  });

  it.each([
    ['', 'month-invalid'],
    ['?month=2026-13', 'month-invalid'],
    ['?month=2026-12', 'month-future'],
  ])('is refused without an event, with the field: %s', async (query, code) => {
    const before = (await opened()).length;
    for (const path of ['/api/month-report', '/api/month-report/sheet']) {
      const { status, body } = await auditor.get(`${path}${query}`);
      expect([status, body.code, body.field]).toEqual([400, code, 'month']);
    }
    expect(await opened()).toHaveLength(before);
  });
});
