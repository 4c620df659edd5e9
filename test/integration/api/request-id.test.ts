import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/adapters/pino/log.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from './api-harness.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const lines: string[] = [];
let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  postgres = await startPostgres();
  const log = createLog('info', 'api', { write: (line) => void lines.push(line) });
  api = await startApi(postgres, {
    log,
    measureFreeSpace: () => Promise.reject(new Error('the disk is no disk')),
  });
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

describe('when a call is answered', () => {
  it('bears an id of its own, never the one that the client sent', async () => {
    const sent = '11111111-1111-4111-8111-111111111111';
    const ids = new Set<string | null>([sent]);
    for (let i = 0; i < 3; i++) {
      const { headers } = await api
        .anonymous()
        .call('GET', '/healthz', undefined, { 'x-request-id': sent, 'request-id': sent });
      expect(headers.get('x-request-id')).toMatch(uuid);
      ids.add(headers.get('x-request-id'));
    }
    expect(ids.size).toBe(4);
  });
});

describe('when a call is refused', () => {
  it.each(['/api/cameras', '/nothing/here.txt', '/api/first-admin'])(
    'tells the id in the problem: %s',
    async (path) => {
      const { status, headers, body } = await api.anonymous().post(path, { wrong: true });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).toMatchObject({ requestId: headers.get('x-request-id') });
      expect(body.requestId).toMatch(uuid);
    },
  );
});

describe('when a call fails behind the session and the catalogue', () => {
  it('is found in the log by the id of its problem', async () => {
    const admin = await api.as('admin');
    lines.length = 0;
    const { status, body } = await admin.get('/api/retention/forecast');
    expect([status, body.detail]).toEqual([500, 'Something went wrong on our side. It has been logged.']);
    const [line, ...others] = lines.map((each) => JSON.parse(each) as Record<string, unknown>);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ requestId: body.requestId, err: { message: 'the disk is no disk' } });
  });
});
