import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesThatMay } from '../../../src/access/index.ts';
import { createApp, routesOf } from '../../../src/api/index.ts';
import type { RouteName } from '../../../src/client/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from './api-harness.ts';
import { routeNames } from './matrix/cells.ts';
import { matrix } from './matrix/table.ts';

let postgres: TestPostgres;
let api: TestApi;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

describe('when the application is built', () => {
  it('has exactly the routes of the matrix', () => {
    expect(mounted(createApp(api.deps)).sort()).toEqual([...routeNames].sort());
  });

  it('names in every route who may call it', () => {
    for (const { method, path, allow } of routesOf(api.deps)) {
      const { who } = matrix[`${method} ${path}` as RouteName];
      if (allow === 'anyone') expect(who.by).toBe('anyone');
      else if (allow === 'signed-in' || allow === 'half-signed-in')
        expect(who).toEqual({ by: 'account', isHalf: allow === 'half-signed-in' });
      else expect(who).toMatchObject({ by: 'role', roles: rolesThatMay(allow) });
    }
  });

  it('refuses every query parameter that the schema of a route does not name', async () => {
    for (const { method, path, query } of routesOf(api.deps)) {
      if (!query) continue;
      const answer = await api.anonymous().call(method.toUpperCase(), `${path}?stranger=1`);
      const { code, field } = answer.body;
      expect([path, answer.status, code, field]).toEqual([path, 400, 'parameter-unknown', 'stranger']);
    }
  });

  it('answers 404 elsewhere, as a problem', async () => {
    const { status, headers, body } = await api.anonymous().get('/api/nothing');
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'route-not-found' });
    expect(headers.get('content-type')).toContain('application/problem+json');
  });
});

/** What Express really serves, by its own account. */
function mounted(app: Express): string[] {
  const { stack } = app.router as unknown as { stack: { route?: { path: string; methods: object } }[] };
  return stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : [],
  );
}
