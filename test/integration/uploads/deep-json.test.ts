import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../../../src/api/routes.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from '../api/api-harness.ts';

let postgres: TestPostgres;
let api: TestApi;
let baseUrl: string;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  ({ baseUrl } = await api.as('technician'));
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const send = async (path: string, body: string | Uint8Array, type = 'application/json', method = 'POST') => {
  const response = await fetch(baseUrl + path, {
    method,
    headers: { origin: baseUrl, 'content-type': type },
    body: typeof body === 'string' ? body : Uint8Array.from(body),
  });
  return { status: response.status, text: await response.text() };
};

const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const objects = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;

describe('when a body nests without end', () => {
  it('is refused by every route that takes one, without a stack', async () => {
    const taking = routesOf(api.deps).filter(({ body }) => body);
    expect(taking.length).toBeGreaterThan(20);
    for (const { method, path } of taking) {
      const { status, text } = await send(
        path.replaceAll(/:\w+/g, 'x'),
        lists,
        undefined,
        method.toUpperCase(),
      );
      expect([path, status]).toEqual([path, 400]);
      expect(JSON.parse(text)).toMatchObject({ code: 'body-too-deep' });
      expect(text).not.toMatch(/node_modules|\.ts\b/);
    }
  });

  it.each([
    ['lists', lists],
    ['objects', objects],
    ['lists in a field', `{"name":${lists}}`],
    ['lists that never end', '['.repeat(200_000)],
  ])('is refused: %s', async (_, body) => {
    expect((await send('/api/neighbourhoods', body)).status).toBe(400);
  });

  it('is refused in UTF-16, where bytes of a letter look like brackets', async () => {
    const body = Buffer.from(`{"a":"\u2200","b":${lists.slice(50_000, 150_000)}}`, 'utf16le');
    const { status, text } = await send('/api/neighbourhoods', body, 'application/json; charset=utf-16le');
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([400, 'body-not-json']);
  });
});
