import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, rolesThatMay } from '../../../src/access/index.ts';
import { routesOf } from '../../../src/api/index.ts';
import type { RouteName } from '../../../src/client/index.ts';
import { formatInstant, newId } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aFullWard, aToken, type ThingsOfPath, theirNode } from './another-ward.ts';
import { aUser, everyRole, noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aForm } from './filing.ts';

/** Every route with a thing of a ward in its path, and what it answers when that is another ward's: one without a row does not compile. */
type AboutThing = Extract<RouteName, `${string}/:${string}`>;

const unknownThing: Readonly<Record<AboutThing, string>> = {
  'delete /api/account/sessions/:id': 'session-not-found',
  'delete /api/account/tokens/:id': 'token-not-found',
  'patch /api/users/:id': 'user-not-found',
  'put /api/users/:id/email': 'user-not-found',
  'post /api/users/:id/password-reset': 'user-not-found',
  'post /api/users/:id/second-factor-reset': 'user-not-found',
  'get /api/users/:id/sessions': 'user-not-found',
  'delete /api/users/:id/sessions': 'user-not-found',
  'delete /api/users/:id/sessions/:sessionId': 'user-not-found',
  'get /api/users/:id/tokens': 'user-not-found',
  'delete /api/users/:id/tokens/:tokenId': 'user-not-found',
  'delete /api/resets/:id': 'reset-not-found',
  'get /api/discoveries/:id': 'discovery-not-found',
  'post /api/moves/:id/accept': 'move-not-found',
  'post /api/moves/:id/refuse': 'move-not-found',
  'get /api/imports/:id': 'import-not-found',
  'patch /api/imports/:id/rows/:line': 'import-not-found',
  'post /api/imports/:id/run': 'import-not-found',
  'delete /api/imports/:id/run': 'import-not-found',
  'get /api/cameras/:id': 'camera-not-found',
  'patch /api/cameras/:id': 'camera-not-found',
  'post /api/cameras/:id/retry': 'camera-not-found',
  'get /api/cameras/:id/notices': 'camera-not-found',
  'post /api/cameras/:id/notices': 'camera-not-found',
  'delete /api/cameras/:id/notices/current': 'camera-not-found',
  'put /api/cameras/:id/notices/current/photo': 'camera-not-found',
  'get /api/cameras/:id/notices/current/photo': 'camera-not-found',
  'post /api/cameras/:id/contributors': 'camera-not-found',
  'get /api/cameras/:id/contributors': 'camera-not-found',
  'get /api/cameras/:id/pauses': 'camera-not-found',
  'post /api/cameras/:id/pauses': 'camera-not-found',
  'delete /api/cameras/:id/pauses/current': 'camera-not-found',
  'post /api/cameras/:id/withdrawal': 'camera-not-found',
  'get /api/cameras/:id/looks': 'camera-not-found',
  'get /api/cameras/:id/contributor-answer': 'camera-not-found',
  'put /api/cameras/:id/password-exception': 'camera-not-found',
  'get /api/cameras/:id/enrolment-still': 'camera-not-found',
  'post /api/cameras/:id/enrolment-still': 'camera-not-found',
  'get /api/requests/:id': 'request-not-found',
  'get /api/requests/:id/decision-letter': 'request-not-found',
  'get /api/requests/:id/footage': 'request-not-found',
  'post /api/requests/:id/closing': 'request-not-found',
  'post /api/requests/:id/countersignature': 'request-not-found',
  'post /api/requests/:id/decision': 'request-not-found',
  'post /api/requests/:id/review': 'request-not-found',
  'put /api/drafts/:id': 'request-not-found',
  'delete /api/drafts/:id': 'request-not-found',
  'post /api/drafts/:id/submission': 'request-not-found',
  'post /api/proposals/:id/answer': 'proposal-not-found',
  'delete /api/proposals/:id': 'proposal-not-found',
  'post /api/proposals/:id/link': 'proposal-not-found',
  'delete /api/deputies/:id': 'deputy-not-found',
  'get /api/requests/:id/cameras/:cameraId/playlist.m3u8': 'request-not-found',
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/init.mp4': 'request-not-found',
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number.m4s': 'request-not-found',
  'get /api/requests/:id/cameras/:cameraId/still': 'request-not-found',
  'get /api/requests/:id/cameras/:cameraId/storyboard': 'request-not-found',
  'post /api/requests/:id/exports': 'request-not-found',
  'get /api/requests/:id/exports': 'request-not-found',
  'get /api/requests/:id/exports/:exportId': 'request-not-found',
  'post /api/requests/:id/exports/:exportId/cancel': 'request-not-found',
  'get /api/requests/:id/exports/:exportId/archive.zip': 'request-not-found',
  'post /api/custody/actors/:pseudonym/open': 'actor-not-found',
  'post /api/holds/:id/review': 'hold-not-found',
  'post /api/holds/:id/release': 'hold-not-found',
  'get /api/queues/:queue/jobs': 'queue-not-found',
  'post /api/queues/:queue/failed/:jobId/retry': 'queue-not-found',
  'post /api/queues/:queue/retry': 'queue-not-found',
};

/** Where an empty form is refused before the thing is looked for. */
const forms: Readonly<Partial<Record<AboutThing, object>>> = {
  'patch /api/users/:id': { enabled: true },
  'put /api/users/:id/email': { email: 'an@ward.example' },
  'post /api/cameras/:id/contributors': { name: 'Hộ số 7', consentOn: '2026-11-01' },
  'post /api/requests/:id/closing': { outcome: 'withdrawn' },
  'post /api/requests/:id/decision': { verdict: 'approved' },
  'post /api/requests/:id/review': { verdict: 'justified', reason: 'It could not have waited' },
  'post /api/proposals/:id/answer': { verdict: 'confirmed' },
  'put /api/drafts/:id': aForm({
    area: { cameras: [newId('camera', 0)] },
    from: formatInstant(noonMs - 1_000),
    to: formatInstant(noonMs),
  }),
  'post /api/custody/actors/:pseudonym/open': { reason: 'Who looked at the market gate?' },
};

let postgres: TestPostgres;
let ours: TestApi;
let theirs: TestApi;
let things: ThingsOfPath;
const clients = new Map<TestApi, ReadonlyMap<Role, Client>>();

const signIn = async (api: TestApi): Promise<ReadonlyMap<Role, Client>> =>
  new Map(await Promise.all(everyRole.map(async (role) => [role, await api.as(role)] as const)));

beforeAll(async () => {
  postgres = await startPostgres();
  ours = await startApi(postgres);
  // Even with our keys, as from a copied data directory.
  const { settings, factorSealer, cipher, contributors } = ours.deps;
  const workerNodes = async () => new Map([[theirNode, true]]);
  theirs = await startApi(postgres, { settings, factorSealer, cipher, contributors, workerNodes });
  for (const api of [ours, theirs]) clients.set(api, await signIn(api));
  things = await aFullWard(theirs);
});
afterAll(async () => {
  await ours.close();
  await theirs.close();
  await postgres.stop();
});

const routes = routesOf({ clock: { nowMs: () => 0, monotonicMs: () => 0 }, settings: {} } as TestApi['deps']);
type AnyRoute = (typeof routes)[number];
const nameOf = ({ method, path }: AnyRoute) => `${method} ${path}` as RouteName;

function pathOf({ path }: AnyRoute): string {
  const named = path.replaceAll(/(\w+)\/:(\w+)/g, (_, noun: string, name: string) => {
    const thing = things[name === 'id' ? noun : name];
    if (thing === undefined) throw new Error(`${path}: another-ward.ts makes no ${name} of ${noun}`);
    return `${noun}/${thing}`;
  });
  return /\/(?:still|storyboard)$/.test(path) ? `${named}?at=${formatInstant(noonMs - 59_000)}` : named;
}

function call(client: Client, route: AnyRoute, headers: Record<string, string> = {}) {
  const { method } = route;
  const isWithout = method === 'get' || method === 'delete';
  const body = isWithout ? undefined : (forms[nameOf(route) as AboutThing] ?? {});
  return client.call(method.toUpperCase(), pathOf(route), body, headers);
}

const rolesOf = ({ allow }: AnyRoute): readonly Role[] =>
  allow === 'anyone' || allow === 'signed-in' || allow === 'half-signed-in' ? everyRole : rolesThatMay(allow);

describe('when somebody of another ward calls', () => {
  /** What a person of theirs may show: a session, one that owes the second factor, and the token of a program. */
  const shown: { who: string; client: () => Client; headers?: Record<string, string> }[] = [];

  /** What that browser holds of cookies, shown to our service. */
  const holding = ({ cookie, mark }: Client): Client => Object.assign(ours.anonymous(), { cookie, mark });

  beforeAll(async () => {
    for (const [role, client] of clients.get(theirs) ?? []) {
      const token = (await client.post('/api/account/tokens', aToken)).body.text;
      const authorization = `Bearer ${token}`;
      shown.push(
        { who: role, client: () => holding(client) },
        { who: `program of ${role}`, client: () => ours.anonymous(), headers: { authorization } },
      );
    }
    const half = theirs.anonymous();
    await theirs.deps.users.create(...aUser('officer', 'newcomer'));
    const { body } = await half.post('/api/session', { name: 'newcomer', password: aToken.password });
    expect(body.owes).toBe('enrolment');
    shown.push({ who: 'officer, half signed in', client: () => holding(half) });
  });

  it.each(routes.map((route) => ({ name: nameOf(route), route })))(
    'opens nothing with session, half a session or token: $name',
    async ({ route }) => {
      const refused = route.allow === 'anyone' ? (await call(ours.anonymous(), route)).status : 401;
      const statuses = shown.map(async ({ who, client, headers }) => {
        const { status } = await call(client(), route, headers);
        return [who, status];
      });
      expect(await Promise.all(statuses)).toEqual(shown.map(({ who }) => [who, refused]));
    },
  );

  it('signs in nobody of another ward by name and password', async () => {
    await theirs.deps.users.create(...aUser('auditor', 'stranger'));
    const { status, body } = await ours
      .anonymous()
      .post('/api/session', { name: 'stranger', password: aToken.password });
    expect([status, body.code]).toEqual([401, 'sign-in-refused']);
  });
});

describe('when a path names a thing of another ward', () => {
  const about = routes.filter(({ path }) => path.includes('/:'));

  it('has a row here: as the application serves them', () => {
    expect(about.map(nameOf).sort()).toEqual(Object.keys(unknownThing).sort());
  });

  it.each(about.map((route) => ({ name: nameOf(route) as AboutThing, route })))(
    'is unknown to every role that may call $name',
    async ({ name, route }) => {
      for (const role of rolesOf(route)) {
        const [here, there] = [clients.get(ours)?.get(role), clients.get(theirs)?.get(role)];
        if (!here || !there) throw new Error(`nobody is signed in as ${role}`);
        const { status, body } = await call(here, route);
        expect([role, status, body.code]).toEqual([role, 404, unknownThing[name]]);
        if (route.method === 'get') expect((await call(there, route)).body.code).not.toBe(unknownThing[name]);
      }
    },
  );
});
