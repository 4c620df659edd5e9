import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/index.ts';
import { routesOf } from '../../../src/api/index.ts';
import type { RouteName } from '../../../src/client/index.ts';
import { type CameraId, formatInstant, newId } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { everyRole, noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aForm, approved, aRecipient, aSignedForm, decided, expired } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

/** What the request in the path is to the officer who calls. */
const situations = ['wrong scope', 'waiting', 'expired', 'refused', 'of another'] as const;
type Situation = (typeof situations)[number];

/** The status in each situation, in their order. */
type Row = readonly [number, number, number, number, number];

/** Of the roles that a route lets in at all; every other is refused with 403, and everybody without a session with 401. */
type Expected = Readonly<Partial<Record<Role, Row>>>;

const footage: Expected = { officer: [403, 403, 403, 403, 404] };
const seen: Row = [200, 200, 200, 200, 200];
const decidedOnly: Row = [200, 409, 200, 200, 200];
const draftOnly: Expected = { officer: [409, 409, 409, 409, 404] };
/** Of an export, or a mark, that the request has not. */
const oneOfNone: Expected = { officer: [404, 404, 404, 404, 404] };

/** Every route with a request in its path: one without a row does not compile. */
type AboutRequest = Extract<RouteName, `${string} /api/${'requests' | 'drafts'}/:id${string}`>;

const matrix: Readonly<Record<AboutRequest, Expected>> = {
  'get /api/requests/:id': { officer: [200, 200, 200, 200, 404], custodian: seen, auditor: seen },
  'get /api/requests/:id/footage': { officer: [200, 200, 200, 200, 404], custodian: seen, auditor: seen },
  'post /api/requests/:id/decision': { custodian: [409, 200, 409, 409, 409] },
  'get /api/requests/:id/sheet': { officer: [200, 200, 200, 200, 404], custodian: seen, auditor: seen },
  'get /api/requests/:id/decision-letter': {
    officer: [200, 409, 200, 200, 404],
    custodian: decidedOnly,
    auditor: decidedOnly,
  },
  'post /api/requests/:id/countersignature': {
    officer: [409, 409, 409, 409, 404],
    custodian: [409, 409, 409, 409, 409],
  },
  'post /api/requests/:id/letters': { officer: [409, 409, 409, 409, 404] },
  'get /api/requests/:id/marks': { officer: [200, 200, 200, 200, 404], custodian: seen, auditor: seen },
  'post /api/requests/:id/marks': footage,
  'patch /api/requests/:id/marks/:markId': oneOfNone,
  'delete /api/requests/:id/marks/:markId': oneOfNone,
  'post /api/requests/:id/review': { custodian: [409, 409, 409, 409, 409] },
  'post /api/requests/:id/closing': {
    officer: [200, 200, 200, 409, 404],
    custodian: [200, 403, 200, 409, 200],
  },
  'put /api/drafts/:id': draftOnly,
  'delete /api/drafts/:id': draftOnly,
  'post /api/drafts/:id/submission': draftOnly,
  'get /api/requests/:id/cameras/:cameraId/playlist.m3u8': footage,
  'get /api/requests/:id/cameras/:cameraId/variants.m3u8': footage,
  'get /api/requests/:id/cameras/:cameraId/copy.m3u8': footage,
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number/frames/:frame.jpg': footage,
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number/init.mp4': footage,
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/copies/:number.m4s': footage,
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/init.mp4': footage,
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number.m4s': footage,
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number/keyframe.m4s': footage,
  'get /api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number/frames/:frame.jpg': footage,
  'get /api/requests/:id/cameras/:cameraId/still': footage,
  'get /api/requests/:id/cameras/:cameraId/storyboard': footage,
  'post /api/requests/:id/cameras/:cameraId/changes': footage,
  'post /api/requests/:id/exports': { officer: [202, 403, 403, 403, 404] },
  'get /api/requests/:id/exports': { officer: [200, 200, 200, 200, 404] },
  'get /api/requests/:id/export-sizes': { officer: [200, 403, 403, 403, 404] },
  'get /api/requests/:id/exports/:exportId': oneOfNone,
  'post /api/requests/:id/exports/:exportId/cancel': oneOfNone,
  'get /api/requests/:id/exports/:exportId/archive.zip': oneOfNone,
  'post /api/requests/:id/exports/:exportId/hand-over-links': oneOfNone,
  'delete /api/requests/:id/exports/:exportId/hand-over-links/:handOverId': oneOfNone,
  'get /api/requests/:id/exports/:exportId/hand-over.pdf': oneOfNone,
  'get /api/requests/:id/exports/:exportId/receipt': oneOfNone,
  'post /api/requests/:id/exports/:exportId/hand-overs': oneOfNone,
};

const startMs = noonMs - 60_000;
const at = (ms: number): string => formatInstant(startMs + ms);
const clients = new Map<Role, Client>();
let postgres: TestPostgres;
let api: TestApi;
let inside: FilmedCamera;
let outside: FilmedCamera;
let segments: ReadonlyMap<FilmedCamera, string>;
let colleague: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  inside = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  outside = await aCamera(api, { name: 'Ngõ 5', neighbourhoodId });
  const filmedBy = async (camera: FilmedCamera) =>
    [camera, (await filmed(api, camera, { fromMs: startMs, count: 1 }))[0] ?? ''] as const;
  segments = new Map([await filmedBy(inside), await filmedBy(outside)]);
  for (const role of everyRole) clients.set(role, await api.as(role));
  colleague = await api.as('officer', 'colleague');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const form = () => ({ area: { cameras: [inside.id] }, from: at(0), to: at(segmentMs) });

async function requestIn(situation: Situation): Promise<string> {
  const officer = clients.get('officer');
  if (!officer) throw new Error('no officer');
  if (situation === 'of another') return (await approved(api, colleague, form())).body.id;
  const filed = await officer.post('/api/requests', aForm(form()));
  const { id } = filed.body;
  if (situation === 'waiting') return id;
  if (situation === 'refused') await decided(api, id, { verdict: 'refused', reason: 'Not for this case.' });
  else await decided(api, id, { verdict: 'approved' });
  if (situation === 'expired') await expired(api, id, noonMs);
  return id;
}

const bodies: Readonly<Partial<Record<AboutRequest, (cameraId: CameraId) => object>>> = {
  'post /api/requests/:id/letters': () => ({ authority: 'Công an', number: '45/YC', day: '2026-11-21' }),
  'post /api/requests/:id/marks': (cameraId) => ({ cameraId, at: at(1_000), note: 'A motorbike passes' }),
  'post /api/requests/:id/cameras/:cameraId/changes': () => ({ from: at(1_000), to: at(2_000) }),
  'post /api/requests/:id/decision': () => ({ verdict: 'approved' }),
  'post /api/requests/:id/review': () => ({ verdict: 'justified', reason: 'It could not have waited' }),
  'post /api/requests/:id/closing': () => ({ outcome: 'withdrawn' }),
  'post /api/requests/:id/exports/:exportId/hand-over-links': () => aRecipient,
  'post /api/requests/:id/exports/:exportId/hand-overs': () => aSignedForm,
  'put /api/drafts/:id': () => aForm(form()),
};

const cameraOf = (situation: Situation): FilmedCamera => (situation === 'wrong scope' ? outside : inside);

function pathOf(route: AboutRequest, id: string, situation: Situation): string {
  const camera = cameraOf(situation);
  const [, path = ''] = route.split(' ');
  const query = /\/(?:still|storyboard)$/.test(path) ? `?at=${at(1_000)}` : '';
  return `${path}${query}`
    .replace(':cameraId', camera.id)
    .replace(':segmentId', segments.get(camera) ?? '')
    .replace(':exportId', newId('export', noonMs))
    .replace(':markId', newId('mark', noonMs))
    .replace(':handOverId', newId('handOver', noonMs))
    .replace(':number', '0')
    .replace(':frame', '0')
    .replace(':id', id);
}

function call(client: Client, route: AboutRequest, id: string, situation: Situation) {
  const [method = ''] = route.split(' ');
  const body =
    method === 'get' || method === 'delete' ? undefined : (bodies[route]?.(cameraOf(situation).id) ?? {});
  return client.call(method.toUpperCase(), pathOf(route, id, situation), body);
}

const aboutRequests = (): string[] =>
  routesOf({ clock: { nowMs: () => 0, monotonicMs: () => 0 }, settings: {} } as TestApi['deps'])
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => /^\w+ \/api\/(?:requests|drafts)\/:id/.test(route));

describe('when a route has a request in its path', () => {
  it('has a row here: as the application serves them', () => {
    expect(Object.keys(matrix).sort()).toEqual(aboutRequests().sort());
  });

  const routes = Object.keys(matrix) as AboutRequest[];
  const cases = routes.flatMap((route) => situations.map((situation) => ({ route, situation })));

  it.each(cases)('answers $route by role, the request $situation', async ({ route, situation }) => {
    let id = await requestIn(situation);
    const without = await call(api.anonymous(), route, id, situation);
    expect([without.status, without.body.code]).toEqual([401, 'sign-in-needed']);
    for (const role of everyRole) {
      const row = matrix[route][role];
      const answer = await call(clients.get(role) ?? api.anonymous(), route, id, situation);
      const expected = row?.[situations.indexOf(situation)] ?? 403;
      expect([role, answer.status, answer.bytes.length > 0 || answer.status === 204]).toEqual([
        ...[role, expected, true],
      ]);
      if (!row) expect(answer.body.code).toBe('role-refused');
      // What a role that may has done to it is not there for the next one.
      if (row && !route.startsWith('get')) id = await requestIn(situation);
    }
  });
});
