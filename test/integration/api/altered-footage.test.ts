import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PostgresAlterationBook } from '../../../src/adapters/postgres/footage/alteration-book.ts';
import { canonicalJson, dayMs, formatInstant, minuteMs, sha256Hex } from '../../../src/core/index.ts';
import { digestSegment, readFragmentedFile } from '../../../src/media/index.ts';
import { footageNeed } from '../../../src/operations/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { gopMs, segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, site, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 10 * minuteMs;
const at = (ms: number): string => formatInstant(filmedMs + ms);

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let camera: FilmedCamera;
let base: string;
let segmentIds: string[];

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  segmentIds = await filmed(api, camera, { fromMs: filmedMs, count: 6 });
  officer = await api.as('officer');
  const asked = { area: { cameras: [camera.id] }, from: at(0), to: at(6 * segmentMs) };
  const { body } = await approved(api, officer, asked);
  base = `/api/requests/${body.id}/cameras/${camera.id}`;
  await officer.get(`${base}/playlist.m3u8`);
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

let before: readonly (readonly [string, Uint8Array])[] = [];
beforeAll(() => {
  before = [...api.store.objects];
});
afterEach(() => {
  for (const [key, bytes] of before) api.store.objects.set(key, bytes);
});

const gop = (segment: number, number: number) =>
  officer.get(`${base}/segments/${segmentIds[segment]}/gops/${number}.m4s`);
const still = (ms: number) => officer.get(`${base}/still?at=${at(ms)}`);
/** Of the segment: its original under `segments/`, its index under `index/`. */
const keyOf = (folder: string, segment: number): string =>
  before.map(([key]) => key).filter((key) => key.startsWith(folder))[segment] ?? '';
const stored = (key: string): Uint8Array => api.store.objects.get(key) ?? new Uint8Array();

/** Flips one bit of a stored object. */
function flip(key: string, at: number): void {
  const bytes = Uint8Array.from(stored(key));
  const offset = at < 0 ? bytes.length + at : at;
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  api.store.objects.set(key, bytes);
}

/** Where the sample data of a GOP lies in an original: in the middle of its fragment. */
function middleOfGop(segment: number, number: number): number {
  const file = readFragmentedFile(stored(keyOf('segments/', segment)));
  if (!file.isReadable) throw new Error('the original is not readable');
  const { offsetBytes = 0, sizeBytes = 0 } = file.fragments[number] ?? {};
  return offsetBytes + Math.floor(sizeBytes / 2);
}

const altered = { kind: 'application/problem+json; charset=utf-8', status: 409, code: 'footage-altered' };
const refusalOf = ({ status, headers, body }: Awaited<ReturnType<typeof gop>>) => ({
  kind: headers.get('content-type'),
  status,
  code: body.code,
});
const events = () => custodyOf(api.database.pool, 'footage-altered');

describe('when a bit of a stored original was flipped', () => {
  it('refuses the GOP that has it by name, and lets none of its bytes out', async () => {
    flip(keyOf('segments/', 0), middleOfGop(0, 2));
    const answer = await gop(0, 2);
    expect(refusalOf(answer)).toEqual(altered);
    expect(answer.body.detail).toContain(at(2 * gopMs));
    expect(answer.bytes.length).toBeLessThan(1_000);
  });

  it('tells the auditor once, with camera, time and object', async () => {
    flip(keyOf('segments/', 0), middleOfGop(0, 2));
    await gop(0, 2);
    await gop(0, 2);
    expect(await events()).toMatchObject([
      {
        cameraId: camera.id,
        fromMs: filmedMs + 2 * gopMs,
        toMs: filmedMs + 3 * gopMs,
        detail: { segmentId: segmentIds[0], part: 'gop', objectKey: keyOf('segments/', 0) },
      },
    ]);
  });

  it('plays every other GOP of the segment', async () => {
    flip(keyOf('segments/', 0), middleOfGop(0, 2));
    const others = await Promise.all([0, 1, 3, 4, 5].map((number) => gop(0, number)));
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  it('gives no still of that GOP', async () => {
    flip(keyOf('segments/', 0), middleOfGop(0, 2));
    expect(refusalOf(await still(2 * gopMs))).toEqual(altered);
    expect((await still(3 * gopMs)).status).toBe(200);
  });

  it('refuses a GOP whose head was changed, too', async () => {
    const middle = middleOfGop(0, 2);
    const moof = Buffer.from(stored(keyOf('segments/', 0))).lastIndexOf('tfdt', middle);
    flip(keyOf('segments/', 0), moof + 12);
    expect(refusalOf(await gop(0, 2))).toEqual(altered);
  });

  it('refuses the initialisation section', async () => {
    flip(keyOf('segments/', 1), 40);
    expect(refusalOf(await officer.get(`${base}/segments/${segmentIds[1]}/init.mp4`))).toEqual(altered);
    expect(refusalOf(await still(segmentMs))).toEqual(altered);
  });

  it('is told to the admin, until a day has gone by in which nobody met it', async () => {
    flip(keyOf('segments/', 0), middleOfGop(0, 2));
    await gop(0, 2);
    const book = new PostgresAlterationBook(api.database.db, api.clock, aScribe());
    const need = footageNeed(() => book.count(site));
    expect(await need.check()).toMatchObject([{ code: 'footage-altered' }]);
    api.clock.atMs += dayMs;
    const later = await need.check();
    api.clock.atMs -= dayMs;
    expect(later).toEqual([]);
  });
});

describe('when the stored index was changed', () => {
  it('reads the original whole, plays it, and tells the auditor of the index', async () => {
    flip(keyOf('index/', 2), 30);
    expect((await gop(2, 0)).status).toBe(200);
    expect((await events()).at(-1)).toMatchObject({
      detail: { part: 'index', objectKey: keyOf('index/', 2) },
    });
  });

  it('lets no original through to which it was fitted', async () => {
    flip(keyOf('segments/', 3), middleOfGop(3, 1));
    const forged = stored(keyOf('segments/', 3));
    const file = readFragmentedFile(forged);
    const digests = file.isReadable && digestSegment(forged, file);
    const document = JSON.parse(Buffer.from(stored(keyOf('index/', 3))).toString()) as object;
    api.store.objects.set(keyOf('index/', 3), Buffer.from(canonicalJson({ ...document, digests })));
    expect(refusalOf(await gop(3, 1))).toEqual(altered);
  });
});

describe('when a segment was ingested by an earlier version', () => {
  const forgetIndex = (segment: number) =>
    api.database.pool.query('update segment set index_sha256 = null, index_bytes = null where seq = $1', [
      segment,
    ]);

  it('reads it whole once, and plays it', async () => {
    await forgetIndex(4);
    const reads = api.store.reads;
    expect((await gop(4, 0)).status).toBe(200);
    expect((await gop(4, 1)).status).toBe(200);
    // The file in one piece, and two GOPs.
    expect(api.store.reads - reads).toBe(3);
  });

  it('refuses a GOP that was flipped after it was read whole', async () => {
    flip(keyOf('segments/', 4), middleOfGop(4, 3));
    expect(refusalOf(await gop(4, 3))).toEqual(altered);
    expect((await gop(4, 2)).status).toBe(200);
  });

  it('refuses all of it when any of it was flipped before', async () => {
    await forgetIndex(5);
    flip(keyOf('segments/', 5), -3);
    expect(refusalOf(await gop(5, 0))).toEqual(altered);
    expect((await events()).at(-1)).toMatchObject({ detail: { part: 'original' } });
  });
});

it('stores an index whose payload digests are those of the original', async () => {
  const index = JSON.parse(Buffer.from(stored(keyOf('index/', 0))).toString()) as {
    v: number;
    digests: { gops: { headBytes: number; payload: string }[] };
    keyframes: { gops: { offsetBytes: number; sizeBytes: number }[] };
  };
  const original = stored(keyOf('segments/', 0));
  const payloads = index.keyframes.gops.map(({ offsetBytes, sizeBytes }, i) => {
    const from = offsetBytes + (index.digests.gops[i]?.headBytes ?? 0);
    expect(Buffer.from(original.subarray(from - 4, from)).toString()).toBe('mdat');
    return sha256Hex(original.subarray(from, offsetBytes + sizeBytes));
  });
  expect([index.v, index.digests.gops.map(({ payload }) => payload)]).toEqual([2, payloads]);
});
