import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, newId } from '../../../src/core/index.ts';
import { readFragmentedFile } from '../../../src/media/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { gopMs, segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';
import { aForm, approved, decided } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

/** Five segments of six GOPs; the scope begins and ends within a GOP. */
const startMs = noonMs - 600_000;
const scope = { fromMs: startMs + 3_000, toMs: startMs + 3 * segmentMs + 3_000 };
const gopsEach = segmentMs / gopMs;
const segmentCount = 5;

const requests = ['live', 'waiting', 'expired', 'refused', 'closed', 'of another', 'none'] as const;
const cameras = ['inside', 'outside', 'unknown'] as const;
const callers = ['officer', 'colleague', 'custodian', 'nobody', 'forged'] as const;

/** Around both edges, and of GOPs and segments, to the millisecond. */
const instant = fc
  .tuple(
    fc.constantFrom(
      scope.fromMs,
      scope.toMs,
      startMs,
      startMs + segmentMs,
      startMs + segmentCount * segmentMs,
    ),
    fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2 * gopMs, max: 2 * gopMs })),
  )
  .map(([edgeMs, offMs]) => edgeMs + offMs);

const asked = fc.oneof(
  fc.record({ what: fc.constant('playlist' as const), from: instant, to: instant }),
  fc.record({ what: fc.constantFrom('still' as const, 'storyboard' as const), at: instant }),
  fc.record({
    what: fc.constantFrom('gop' as const, 'init' as const),
    segment: fc.integer({ min: 0, max: segmentCount }),
    gop: fc.oneof(
      fc.integer({ min: -1, max: gopsEach + 1 }).map(String),
      fc.constantFrom(
        'x',
        '1e0',
        '0x1',
        '%31',
        '1%00',
        '..%2f1',
        'NaN',
        '9007199254740993',
        '-0',
        '1.5',
        '+1',
        '',
      ),
    ),
  }),
);
const attempt = fc.record({
  asked,
  request: fc.oneof({ weight: 3, arbitrary: fc.constant('live' as const) }, fc.constantFrom(...requests)),
  camera: fc.oneof({ weight: 3, arbitrary: fc.constant('inside' as const) }, fc.constantFrom(...cameras)),
  caller: fc.oneof({ weight: 3, arbitrary: fc.constant('officer' as const) }, fc.constantFrom(...callers)),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

let postgres: TestPostgres;
let api: TestApi;
const requestIds = new Map<string, string>();
const cameraIds = new Map<string, string>();
const segmentIds = new Map<string, readonly string[]>();
const clients = new Map<string, Client>();
let gopBytes: readonly Buffer[];
let initBytes: Buffer;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  for (const name of ['inside', 'outside']) {
    const camera: FilmedCamera = await aCamera(api, { name, neighbourhoodId });
    cameraIds.set(name, camera.id);
    segmentIds.set(name, await filmed(api, camera, { fromMs: startMs, count: segmentCount }));
  }
  cameraIds.set('unknown', newId('camera', noonMs));
  splitStored();
  clients.set('officer', await api.as('officer'));
  clients.set('colleague', await api.as('officer', 'colleague'));
  clients.set('custodian', await api.as('custodian'));
  clients.set('nobody', api.anonymous());
  clients.set('forged', forgedFrom(clientOf('officer')));
  for (const kind of requests) requestIds.set(kind, await requestOf(kind));
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

function clientOf(name: string): Client {
  const client = clients.get(name);
  if (!client) throw new Error(`no ${name}`);
  return client;
}

/** The cookie of another session, one sign of its signature changed. */
function forgedFrom(officer: Client): Client {
  const client = api.anonymous();
  const last = officer.cookie.at(-2) === 'A' ? 'B' : 'A';
  client.cookie = `${officer.cookie.slice(0, -2)}${last}${officer.cookie.slice(-1)}`;
  return client;
}

/** The parts of a stored segment, read with the reader of boxes and not through the API. */
function splitStored(): void {
  const stored = [...api.store.objects].find(([key]) => key.startsWith('segments/'))?.[1] ?? new Uint8Array();
  const file = readFragmentedFile(stored);
  if (!file.isReadable) throw new Error('unreadable clip');
  const starts = file.fragments.map(({ offsetBytes }) => offsetBytes);
  initBytes = Buffer.from(stored.subarray(0, starts[0]));
  gopBytes = file.fragments.map(({ offsetBytes, sizeBytes }) =>
    Buffer.from(stored.subarray(offsetBytes, offsetBytes + sizeBytes)),
  );
}

async function requestOf(kind: (typeof requests)[number]): Promise<string> {
  if (kind === 'none') return newId('request', noonMs);
  const area = { cameras: [cameraIds.get('inside')] };
  const over = { area, from: formatInstant(scope.fromMs), to: formatInstant(scope.toMs) };
  const officer = clientOf(kind === 'of another' ? 'colleague' : 'officer');
  if (kind === 'waiting') return (await officer.post('/api/requests', aForm(over))).body.id;
  if (kind === 'refused') {
    const { id } = (await officer.post('/api/requests', aForm(over))).body;
    await decided(api, id, { verdict: 'refused', reason: 'Not for this case.' });
    return id;
  }
  const { id } = (await approved(api, officer, over)).body;
  // So that a GOP is refused for what became of the request, not for want of a playlist.
  await officer.get(`/api/requests/${id}/cameras/${cameraIds.get('inside')}/playlist.m3u8`);
  if (kind === 'closed') await officer.post(`/api/requests/${id}/closing`, { outcome: 'found' });
  if (kind === 'expired')
    await api.database.pool.query('update request set expires_at_ms = $1 where id = $2', [noonMs, id]);
  return id;
}

function pathOf({ asked, request, camera }: Attempt): string {
  const under = `/api/requests/${requestIds.get(request)}/cameras/${cameraIds.get(camera)}`;
  if (asked.what === 'playlist')
    return `${under}/playlist.m3u8?from=${formatInstant(asked.from)}&to=${formatInstant(asked.to)}`;
  if ('at' in asked) return `${under}/${asked.what}?at=${formatInstant(asked.at)}`;
  // A segment of the camera that is asked, or a stray one of the other.
  const ids = segmentIds.get(camera) ?? segmentIds.get('outside') ?? [];
  const segment = `${under}/segments/${ids[asked.segment] ?? `${newId('run', startMs)}-0`}`;
  return asked.what === 'init' ? `${segment}/init.mp4` : `${segment}/gops/${asked.gop}.m4s`;
}

const reaches = (fromMs: number, toMs: number): boolean => fromMs < scope.toMs && toMs > scope.fromMs;

/** Whether the scope allows it, worked out anew from what was filmed; what is not there is not allowed either. */
function isAllowed({ asked, request, camera, caller }: Attempt): boolean {
  const isTheirs =
    (request === 'live' && caller === 'officer') || (request === 'of another' && caller === 'colleague');
  if (!isTheirs || camera !== 'inside') return false;
  switch (asked.what) {
    case 'playlist':
      return asked.from < asked.to && asked.from >= scope.fromMs && asked.to <= scope.toMs;
    case 'still':
    case 'storyboard':
      return asked.at >= scope.fromMs && asked.at < scope.toMs;
    case 'init':
      return (
        asked.segment < segmentCount && reaches(segmentStart(asked.segment), segmentStart(asked.segment + 1))
      );
    case 'gop': {
      const number = Number(decodeURIComponent(asked.gop));
      const isGop = asked.gop !== '' && Number.isInteger(number) && number >= 0 && number < gopsEach;
      const fromMs = segmentStart(asked.segment) + number * gopMs;
      return isGop && asked.segment < segmentCount && reaches(fromMs, fromMs + gopMs);
    }
  }
}

const segmentStart = (index: number): number => startMs + index * segmentMs;

/** What was served must be a part of the scope, byte for byte. */
function checkServed({ asked }: Attempt, { bytes }: Answer): void {
  if (asked.what === 'init') expect(bytes.equals(initBytes)).toBe(true);
  if (asked.what === 'gop') {
    const number = Number(decodeURIComponent(asked.gop));
    expect(bytes.equals(gopBytes[number] ?? Buffer.of())).toBe(true);
  }
  if (asked.what !== 'playlist') return;
  const ids = segmentIds.get('inside') ?? [];
  for (const [, id = '', number = ''] of bytes.toString().matchAll(/segments\/([^/]+)\/gops\/(\d+)\.m4s/g)) {
    const fromMs = segmentStart(ids.indexOf(id)) + Number(number) * gopMs;
    expect(reaches(fromMs, fromMs + gopMs)).toBe(true);
  }
}

/** Refusals in the log, those that are counted in one event included. */
async function deniedCount(): Promise<number> {
  await api.deps.denials.flush();
  const events = await custodyOf(api.database.pool, 'denied');
  return events.reduce((sum, { detail }) => sum + Number(detail?.count ?? 1), 0);
}

const denials = ['role-refused', 'request-not-found', 'segment-not-found'];
const isDenial = ({ status, body }: Answer): boolean => status === 403 || denials.includes(body.code);

describe('when somebody feels for the edges of a scope', () => {
  it('gives nothing outside of it, reads nothing of it, and records each denial', async () => {
    const before = await deniedCount();
    let denied = 0;
    let served = 0;
    await fc.assert(
      fc.asyncProperty(attempt, async (each) => {
        const reads = api.store.reads;
        const answer = await clientOf(each.caller).get(pathOf(each));
        if (answer.status < 300) {
          expect(isAllowed(each)).toBe(true);
          checkServed(each, answer);
          served += 1;
          return;
        }
        expect(api.store.reads).toBe(reads);
        expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        if (isDenial(answer)) denied += 1;
      }),
      { numRuns: 600 },
    );
    expect(served).toBeGreaterThan(20);
    expect(denied).toBeGreaterThan(100);
    expect((await deniedCount()) - before).toBe(denied);
  }, 300_000);

  it('gives all that is inside', async () => {
    const inside = fc.record({
      segment: fc.integer({ min: 0, max: segmentCount - 1 }),
      gop: fc.integer({ min: 0, max: gopsEach - 1 }),
    });
    await fc.assert(
      fc.asyncProperty(inside, async ({ segment, gop }) => {
        const each: Attempt = {
          request: 'live',
          camera: 'inside',
          caller: 'officer',
          asked: { what: 'gop', segment, gop: String(gop) },
        };
        const { status } = await clientOf('officer').get(pathOf(each));
        expect(status === 200).toBe(isAllowed(each));
      }),
    );
  });
});
