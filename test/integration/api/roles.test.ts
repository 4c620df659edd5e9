import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesThatMay } from '../../../src/access/index.ts';
import { createApp, routesOf } from '../../../src/api/index.ts';
import type { RouteName } from '../../../src/client/index.ts';
import { newId } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { everyRole, noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';

let postgres: TestPostgres;
let api: TestApi;
const clients = new Map<string, Client>();

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  for (const role of everyRole) clients.set(role, await api.as(role));
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

/** Whom the table lets in; what is behind the door is for other tests. */
const expected: Readonly<Record<RouteName, readonly string[]>> = {
  'get /healthz': ['nobody', ...everyRole],
  'get /readyz': ['nobody', ...everyRole],
  'get /metrics': ['nobody', ...everyRole],
  'get /api/openapi.json': ['nobody', ...everyRole],
  'get /api/docs': ['nobody', ...everyRole],
  'get /api/docs.css': ['nobody', ...everyRole],
  'post /api/first-admin': ['nobody', ...everyRole],
  'post /api/link': ['nobody', ...everyRole],
  'post /api/link/use': ['nobody', ...everyRole],
  'post /api/session': ['nobody', ...everyRole],
  'get /api/session': everyRole,
  'delete /api/session': everyRole,
  'get /api/account/second-factor': everyRole,
  'post /api/account/second-factor': everyRole,
  'post /api/account/second-factor/confirm': everyRole,
  'post /api/account/password': everyRole,
  'put /api/account/email': everyRole,
  'get /api/account/sessions': everyRole,
  'delete /api/account/sessions': everyRole,
  'delete /api/account/sessions/:id': everyRole,
  'get /api/account/tokens': everyRole,
  'post /api/account/tokens': everyRole,
  'delete /api/account/tokens/:id': everyRole,
  'get /api/users': ['admin'],
  'post /api/users': ['admin'],
  'put /api/users/:id/email': ['admin'],
  'get /api/resets': ['custodian', 'auditor', 'admin'],
  'delete /api/resets/:id': ['custodian', 'auditor', 'admin'],
  'post /api/users/:id/password-reset': ['admin'],
  'post /api/users/:id/second-factor-reset': ['admin'],
  'get /api/users/:id/sessions': ['admin'],
  'delete /api/users/:id/sessions': ['admin'],
  'delete /api/users/:id/sessions/:sessionId': ['admin'],
  'get /api/users/:id/tokens': ['admin'],
  'delete /api/users/:id/tokens/:tokenId': ['admin'],
  'get /api/founding': ['custodian', 'admin'],
  'post /api/founding/offer': ['custodian', 'admin'],
  'post /api/founding/closing': ['custodian', 'admin'],
  'get /api/founding/paper': ['custodian', 'admin'],
  'get /api/proposals': ['custodian', 'auditor', 'admin'],
  'post /api/proposals': ['admin'],
  'post /api/proposals/:id/answer': ['custodian', 'auditor'],
  'delete /api/proposals/:id': ['admin'],
  'post /api/proposals/:id/link': ['admin'],
  'get /api/console': everyRole,
  'get /api/system': ['technician', 'admin'],
  'patch /api/users/:id': ['admin'],
  'get /api/neighbourhoods': everyRole,
  'post /api/neighbourhoods': ['technician', 'admin'],
  'post /api/discoveries': ['technician'],
  'get /api/discoveries/:id': ['technician'],
  'get /api/moves': ['technician'],
  'post /api/moves/:id/accept': ['technician'],
  'post /api/moves/:id/refuse': ['technician'],
  'get /api/cameras': everyRole,
  'post /api/stream-trials': ['technician'],
  'post /api/cameras': ['technician'],
  'get /api/cameras/:id': ['technician'],
  'patch /api/cameras/:id': ['technician'],
  'post /api/cameras/:id/retry': ['technician'],
  'get /api/cameras.csv': ['technician'],
  'get /api/imports/template.csv': ['technician'],
  'post /api/imports': ['technician'],
  'get /api/imports/:id': ['technician'],
  'patch /api/imports/:id/rows/:line': ['technician'],
  'post /api/imports/:id/run': ['technician'],
  'delete /api/imports/:id/run': ['technician'],
  'get /api/cameras/:id/notices': everyRole,
  'post /api/cameras/:id/notices': ['technician'],
  'delete /api/cameras/:id/notices/current': ['technician'],
  'put /api/cameras/:id/notices/current/photo': ['technician'],
  'get /api/cameras/:id/notices/current/photo': everyRole,
  'get /api/ledger': ['technician', 'custodian', 'auditor', 'admin'],
  'post /api/cameras/:id/contributors': ['technician'],
  'get /api/cameras/:id/contributors': ['admin'],
  'get /api/cameras/:id/pauses': ['technician', 'custodian', 'auditor'],
  'post /api/cameras/:id/pauses': ['custodian'],
  'delete /api/cameras/:id/pauses/current': ['custodian'],
  'post /api/cameras/:id/withdrawal': ['custodian'],
  'get /api/cameras/:id/looks': ['custodian', 'auditor'],
  'get /api/cameras/:id/contributor-answer': ['custodian'],
  'get /api/health/cameras': ['technician'],
  'get /api/to-do': ['technician'],
  'put /api/cameras/:id/password-exception': ['technician'],
  'get /api/cameras/:id/enrolment-still': ['technician'],
  'post /api/cameras/:id/enrolment-still': ['technician'],
  'get /api/places': everyRole,
  'get /api/map': everyRole,
  'post /api/map': ['technician', 'admin'],
  'post /api/gazetteer': ['technician', 'admin'],
  'get /api/footage': ['officer', 'custodian', 'auditor'],
  'post /api/requests': ['officer'],
  'get /api/requests': ['officer', 'custodian', 'auditor'],
  'get /api/requests/:id': ['officer', 'custodian', 'auditor'],
  'get /api/requests/:id/footage': ['officer', 'custodian', 'auditor'],
  'post /api/requests/:id/closing': ['officer', 'custodian'],
  'post /api/emergencies': ['officer'],
  'get /api/emergencies': ['officer', 'custodian'],
  'post /api/requests/:id/countersignature': ['officer', 'custodian'],
  'post /api/drafts': ['officer'],
  'put /api/drafts/:id': ['officer'],
  'delete /api/drafts/:id': ['officer'],
  'post /api/drafts/:id/submission': ['officer'],
  'get /api/inbox': ['custodian'],
  'post /api/requests/:id/decision': ['custodian'],
  'get /api/requests/:id/decision-letter': ['officer', 'custodian', 'auditor'],
  'post /api/requests/:id/review': ['custodian'],
  'get /api/deputies': ['officer', 'custodian', 'auditor'],
  'post /api/deputies': ['custodian'],
  'delete /api/deputies/:id': ['custodian'],
  'get /api/requests/:id/cameras/:cameraId/playlist.m3u8': ['officer'],
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/init.mp4': ['officer'],
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number.m4s': ['officer'],
  'get /api/requests/:id/cameras/:cameraId/still': ['officer'],
  'get /api/requests/:id/cameras/:cameraId/storyboard': ['officer'],
  'post /api/requests/:id/exports': ['officer'],
  'get /api/requests/:id/exports': ['officer'],
  'get /api/requests/:id/exports/:exportId': ['officer'],
  'post /api/requests/:id/exports/:exportId/cancel': ['officer'],
  'get /api/requests/:id/exports/:exportId/archive.zip': ['officer'],
  'get /api/custody': ['auditor'],
  'get /api/custody.csv': ['auditor'],
  'post /api/custody/actors/:pseudonym/open': ['auditor'],
  'get /api/custody/verify': ['auditor'],
  'get /api/custody/coverage': ['auditor'],
  'get /api/holds': ['officer', 'custodian', 'auditor', 'admin'],
  'post /api/holds': ['officer', 'custodian'],
  'post /api/holds/:id/review': ['custodian'],
  'post /api/holds/:id/release': ['custodian'],
  'get /api/retention': ['custodian', 'auditor', 'admin'],
  'put /api/retention': ['admin'],
  'get /api/retention/forecast': ['custodian', 'auditor', 'admin'],
  'post /api/retention/forecast': ['admin'],
  'get /api/retention/receipts': ['custodian', 'auditor', 'admin'],
  'post /api/retention/clock': ['admin'],
  'post /api/retention/stop': ['custodian', 'admin'],
  'get /api/queues': ['admin'],
  'get /api/queues/:queue/jobs': ['admin'],
  'post /api/queues/:queue/failed/:jobId/retry': ['admin'],
  'post /api/queues/:queue/retry': ['admin'],
};

const concrete = (path: string): string =>
  path
    .replace(':exportId', newId('export', noonMs))
    .replace(':cameraId', newId('camera', noonMs))
    .replace(':sessionId', newId('session', noonMs))
    .replace(':tokenId', newId('token', noonMs))
    .replace(':segmentId', `${newId('run', noonMs)}-0`)
    .replace(':number', '0')
    .replace(':line', '2')
    .replace(':queue', 'watch-coverage.ward')
    .replace(':jobId', 'watch-coverage')
    .replace(':id', newId('request', noonMs));

describe('when a route is called', () => {
  const doors = Object.entries(expected).flatMap(([route, allowed]) =>
    ['nobody', ...everyRole].map((who) => ({ route, who, isAllowed: allowed.includes(who) })),
  );

  it.each(doors)('$route lets $who in: $isAllowed', async ({ route, who, isAllowed }) => {
    const [method = '', path = ''] = route.split(' ');
    const own = clients.get(who);
    const client = api.anonymous();
    client.cookie = own?.cookie ?? '';
    const body = method === 'get' || method === 'delete' ? undefined : {};
    // Signing out would end the session that the next case needs.
    if (route === 'delete /api/session' && isAllowed)
      client.cookie = (await api.as('officer', `leaver-${who}`)).cookie;
    const answer = await client.call(method.toUpperCase(), concrete(path), body);
    const isShut = ['sign-in-needed', 'role-refused'].includes(answer.body.code);
    expect(isShut).toBe(!isAllowed);
    if (!isAllowed) expect(answer.status).toBe(who === 'nobody' ? 401 : 403);
  });
});

describe('when the application is built', () => {
  it('has exactly the routes of this table', () => {
    expect(mounted(createApp(api.deps)).sort()).toEqual(Object.keys(expected).sort());
  });

  it('names in every route who may call it', () => {
    for (const { method, path, allow } of routesOf(api.deps)) {
      const named = expected[`${method} ${path}` as RouteName];
      if (allow === 'anyone') expect(named).toContain('nobody');
      else if (allow === 'signed-in' || allow === 'half-signed-in') expect(named).toEqual(everyRole);
      else expect(named).toEqual(rolesThatMay(allow));
    }
  });

  it('refuses every query parameter that the schema of a route does not name', async () => {
    for (const { method, path, query } of routesOf(api.deps)) {
      if (!query) continue;
      const answer = await api.anonymous().call(method.toUpperCase(), `${concrete(path)}?stranger=1`);
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
