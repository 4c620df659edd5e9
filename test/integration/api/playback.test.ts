import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant, minuteMs, unavailable } from '../../../src/core/index.ts';
import { keyframeOf, readFragmentedFile } from '../../../src/media/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { gopMs, segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { pictureOf } from './fakes.ts';
import { aForm, approved, expired } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

/** Footage begins here; five segments, a minute. */
const filmedMs = noonMs - 10 * minuteMs;
const at = (ms: number): string => formatInstant(filmedMs + ms);

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let corner: FilmedCamera;
let other: FilmedCamera;
let requestId: string;
let segmentIds: string[];

/** From within the second GOP of the first segment to within the second GOP of the fourth. */
const scope = { fromMs: 3_000, toMs: 3 * segmentMs + 3_000 };

const fileRequest = (who: Client, cameras: string[], { fromMs, toMs } = scope) =>
  approved(api, who, { area: { cameras }, from: at(fromMs), to: at(toMs) });

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  corner = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  other = await aCamera(api, { name: 'Ngõ 5', neighbourhoodId });
  segmentIds = await filmed(api, corner, { fromMs: filmedMs, count: 5 });
  await filmed(api, other, { fromMs: filmedMs, count: 1 });
  officer = await api.as('officer');
  requestId = (await fileRequest(officer, [corner.id])).body.id;
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

// Records sort by time: what one test makes comes after what the last one made.
beforeEach(() => {
  api.clock.atMs += 1;
});

const under = (request = requestId, camera: string = corner.id) =>
  `/api/requests/${request}/cameras/${camera}`;
const playlistPath = (query = '', base = under()) => `${base}/playlist.m3u8${query}`;
const gopPath = (segment: number, gop: number, base = under()) =>
  `${base}/segments/${segmentIds[segment]}/gops/${gop}.m4s`;
/** What was opened; refusals are events of their own. */
const recorded = async () => (await custodyOf(api.database.pool)).filter(({ event }) => event !== 'denied');

describe('when a request is filed', () => {
  it('waits, and says what it would really open, and what of it is missing', async () => {
    const toMs = 6 * segmentMs;
    const area = { cameras: [corner.id] };
    const { status, body } = await officer.post(
      '/api/requests',
      aForm({ area, from: at(scope.fromMs), to: at(toMs) }),
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'submitted', from: at(scope.fromMs), to: at(toMs) });
    // Rounded out to the GOP of 2 s, and to the segment, that hold the first instant.
    expect(body.effectiveScope).toMatchObject([
      {
        cameraId: corner.id,
        name: 'Cột 14',
        from: at(2_000),
        to: at(toMs),
        originals: { from: at(0), to: at(toMs) },
        spans: [{ from: at(2_000), to: at(5 * segmentMs) }],
        open: [{ from: at(5 * segmentMs), to: at(toMs) }],
      },
    ]);
    expect((await officer.get(playlistPath('', under(body.id)))).body.code).toBe('request-not-approved');
  });

  it('is recorded in the same transaction', async () => {
    const [first] = (await recorded()).filter(({ requestId: id }) => id === requestId);
    const window = { fromMs: filmedMs + scope.fromMs, toMs: filmedMs + scope.toMs };
    expect(first).toMatchObject({ event: 'request-submitted', ...window });
  });

  it('is its own requester’s alone', async () => {
    const colleague = await api.as('officer', 'colleague');
    expect((await colleague.get(`/api/requests/${requestId}`)).status).toBe(404);
    expect((await colleague.get('/api/requests')).body.requests).toEqual([]);
    const { body } = await officer.get('/api/requests');
    expect(body.requests.map(({ id }) => id)).toContain(requestId);
  });

  it('keeps the cameras that its area meant then', async () => {
    const place = { lat: 21, lon: 107 };
    const file = (area: object) => officer.post('/api/requests', aForm({ area, from: at(0), to: at(1_000) }));
    const { body } = await file({ neighbourhood: 'Khu phố 7' });
    expect(body.cameraIds.sort()).toEqual([corner.id, other.id].sort());
    const nowhere = await file({ near: place, radiusM: 10 });
    expect([nowhere.status, nowhere.body.code]).toEqual([400, 'area-without-cameras']);
  });
});

describe('when a playlist is asked for', () => {
  it('lists whole GOPs of the range, and records what it opens before it leaves', async () => {
    const before = (await recorded()).length;
    const { status, headers, bytes } = await officer.get(playlistPath());
    const text = bytes.toString();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toContain('application/vnd.apple.mpegurl');
    // GOPs 1 to 5 of the first segment, all of two more, and two of the fourth.
    expect(text.match(/\.m4s$/gm)).toHaveLength(5 + 6 + 6 + 2);
    expect(text.match(/#EXT-X-DISCONTINUITY/g)).toHaveLength(3);
    expect(text).toContain(`#EXT-X-PROGRAM-DATE-TIME:${at(2_000)}`);
    expect(text).toContain('#EXT-X-ENDLIST');
    const rows = await recorded();
    const opened = { fromMs: filmedMs + 2_000, toMs: filmedMs + 3 * segmentMs + 4_000 };
    expect(rows.slice(before)).toMatchObject([{ event: 'playlist-issued', cameraId: corner.id, ...opened }]);
  });

  it('is answered with bytes that are the stored ones', async () => {
    const playlist = (await officer.get(playlistPath())).bytes.toString();
    const init = playlist.match(/URI="([^"]+)"/)?.[1];
    const gops = playlist
      .split('\n')
      .filter((line) => line.endsWith('.m4s') && line.includes(`${segmentIds[1]}`));
    const parts = [
      `${under()}/segments/${segmentIds[1]}/init.mp4`,
      ...gops.map((url) => `${under()}/${url}`),
    ];
    const fetched = await Promise.all(parts.map(async (path) => (await officer.get(path)).bytes));
    const [, stored] = [...api.store.objects].find(([key]) => key.startsWith('segments/')) ?? [];
    const played = Buffer.concat(fetched);
    const trailer = Buffer.from(stored ?? []).subarray(played.length);
    expect(init).toBe(`segments/${segmentIds[0]}/init.mp4`);
    expect(
      Buffer.from(stored ?? [])
        .subarray(0, played.length)
        .equals(played),
    ).toBe(true);
    // All but the index of fragments that ffmpeg leaves at the end, which no player of GOPs needs.
    expect(trailer.subarray(4, 8).toString()).toBe('mfra');
  });

  it('is refused when it would be hours long', async () => {
    const { body } = await fileRequest(officer, [corner.id], { fromMs: 0, toMs: 7 * 60 * minuteMs });
    const { status, body: problem } = await officer.get(playlistPath('', under(body.id)));
    expect([status, problem.code, problem.field]).toEqual([400, 'range-too-long', 'to']);
  });

  it('stays open while its range is not over', async () => {
    const live = { fromMs: 0, toMs: 20 * minuteMs };
    const { body } = await fileRequest(officer, [corner.id], live);
    const { bytes } = await officer.get(playlistPath('', under(body.id)));
    expect(bytes.toString()).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(bytes.toString()).not.toContain('#EXT-X-ENDLIST');
  });
});

describe('when a still is asked for', () => {
  const still = (ms: number, base = under()) => officer.get(`${base}/still?at=${at(ms)}`);

  it('is the keyframe at or before the instant, and says its time', async () => {
    const { status, headers, bytes } = await still(segmentMs + 5_999);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/jpeg');
    expect(headers.get('x-frame-time')).toBe(at(segmentMs + 2 * gopMs));
    const [stored] = [...api.store.objects.values()];
    const file = readFragmentedFile(stored ?? new Uint8Array());
    const fragment = file.isReadable && file.fragments[2];
    if (!file.isReadable || !fragment) throw new Error('unreadable clip');
    expect(bytes).toEqual(pictureOf(keyframeOf(stored ?? new Uint8Array(), file.track, fragment)));
  });

  it('may begin before the scope, as its GOP does', async () => {
    expect((await still(scope.fromMs)).headers.get('x-frame-time')).toBe(at(2_000));
  });

  it('is recorded first', async () => {
    await still(segmentMs);
    const opened = { fromMs: filmedMs + segmentMs, toMs: filmedMs + segmentMs + gopMs };
    expect((await recorded()).at(-1)).toMatchObject({ event: 'still-issued', ...opened });
  });

  it('does not reach back before the request through a gap', async () => {
    const after = { fromMs: 5 * segmentMs + 1_000, toMs: 6 * segmentMs };
    const { body } = await fileRequest(officer, [corner.id], after);
    const { status, body: problem } = await still(5 * segmentMs + 2_000, under(body.id));
    expect([status, problem.code]).toEqual([403, 'time-outside-request']);
  });

  it('says when there is none', async () => {
    const { body } = await fileRequest(officer, [corner.id], { fromMs: -minuteMs, toMs: -30_000 });
    const { status, body: problem } = await still(-40_000, under(body.id));
    expect([status, problem.code]).toEqual([404, 'no-picture-then']);
  });
});

const layoutIn = (headers: Headers) =>
  JSON.parse(headers.get('x-storyboard-layout') ?? '') as { times: string[]; [field: string]: unknown };

describe('when a storyboard is asked for', () => {
  const board = (ms: number) => officer.get(`${under()}/storyboard?at=${at(ms)}`);

  it('is the stored one where the request opens all of it', async () => {
    const { headers, bytes } = await board(segmentMs + 1);
    const layout = layoutIn(headers);
    expect(bytes.toString()).toMatch(/^webp /);
    expect(layout).toMatchObject({ segmentId: segmentIds[1], columns: 6 });
    // One tile every ten seconds.
    expect(layout.times).toEqual([at(segmentMs), at(segmentMs + 10_000)]);
    expect((await recorded()).at(-1)).toMatchObject({ event: 'storyboard-issued' });
  });

  it('is made anew of the tiles that the request opens at its edge', async () => {
    const { headers, bytes } = await board(3 * segmentMs);
    const { times } = layoutIn(headers);
    expect(times).toEqual([at(3 * segmentMs)]);
    expect(bytes.toString()).toBe('webp 4x2');
  });
});

describe('when somebody reaches beyond the scope', () => {
  const readsDuring = async (act: () => Promise<unknown>): Promise<number> => {
    const before = api.store.reads;
    await act();
    return api.store.reads - before;
  };
  const expectRefusal = async (client: Client, path: string, status: number, code: string) => {
    const records = (await recorded()).length;
    const reads = await readsDuring(async () => {
      const answer = await client.get(path);
      expect([answer.status, answer.body.code, answer.headers.get('content-type')]).toEqual([
        ...[status, code],
        'application/problem+json; charset=utf-8',
      ]);
    });
    expect([reads, (await recorded()).length]).toEqual([0, records]);
  };

  it('records the refusal', async () => {
    // A minute later: so many in one would be told as a count.
    api.clock.atMs += minuteMs;
    const stranger = await api.as('officer', 'stranger');
    await expectRefusal(stranger, playlistPath(), 404, 'request-not-found');
    const [denied] = (await custodyOf(api.database.pool, 'denied')).slice(-1);
    const detail = { operation: 'getPlaylist', code: 'request-not-found' };
    expect(denied).toMatchObject({ role: 'officer', requestId, cameraId: corner.id, detail });
  });

  beforeAll(async () => {
    await officer.get(playlistPath());
  });

  it.each([
    [
      'a playlist beyond the end',
      'time-outside-request',
      () => playlistPath(`?from=${at(4_000)}&to=${at(3 * segmentMs + 3_001)}`),
    ],
    [
      'a playlist before the start',
      'time-outside-request',
      () => playlistPath(`?from=${at(2_999)}&to=${at(4_000)}`),
    ],
    ['a still before the start', 'time-outside-request', () => `${under()}/still?at=${at(2_999)}`],
    ['a still at the end', 'time-outside-request', () => `${under()}/still?at=${at(scope.toMs)}`],
    ['a storyboard at the end', 'time-outside-request', () => `${under()}/storyboard?at=${at(scope.toMs)}`],
    ['a GOP before the first', 'time-outside-request', () => gopPath(0, 0)],
    ['a GOP after the last', 'time-outside-request', () => gopPath(3, 2)],
    ['another camera', 'camera-outside-request', () => playlistPath('', under(requestId, other.id))],
  ])('refuses %s', async (_, code, path) => {
    await expectRefusal(officer, path(), 403, code);
  });

  it('serves the GOPs at both edges', async () => {
    expect((await officer.get(gopPath(0, 1))).status).toBe(200);
    expect((await officer.get(gopPath(3, 1))).status).toBe(200);
  });

  it.each([
    ['a segment outside', 404, 'segment-not-found', () => gopPath(4, 0)],
    [
      'a segment of another camera',
      403,
      'camera-outside-request',
      () => gopPath(0, 1, under(requestId, other.id)),
    ],
    ['a GOP that is not there', 404, 'gop-not-found', () => gopPath(1, 6)],
    ['a GOP without a number', 404, 'gop-not-found', () => gopPath(1, 0).replace('/0.m4s', '/x.m4s')],
    ['a camera that cannot be', 404, 'camera-not-found', () => playlistPath('', under(requestId, 'front'))],
    ['a request that is not', 404, 'request-not-found', () => playlistPath('', under('req_1'))],
  ])('does not know %s', async (_, status, code, path) => {
    await expectRefusal(officer, path(), status, code);
  });

  it('does not know the request of another, by any of its routes', async () => {
    const colleague = await api.as('officer', 'colleague');
    const paths = [playlistPath(), `${under()}/still?at=${at(segmentMs)}`, gopPath(1, 0)];
    for (const path of paths) await expectRefusal(colleague, path, 404, 'request-not-found');
  });

  it('serves no GOP before a playlist was issued under that request', async () => {
    const { body } = await fileRequest(officer, [corner.id]);
    await expectRefusal(officer, gopPath(1, 0, under(body.id)), 403, 'playlist-not-issued');
    const init = `${under(body.id)}/segments/${segmentIds[1]}/init.mp4`;
    await expectRefusal(officer, init, 403, 'playlist-not-issued');
  });

  it('serves no GOP outside the playlists issued, though the request opens it', async () => {
    const { body } = await fileRequest(officer, [corner.id]);
    const base = under(body.id);
    await officer.get(playlistPath(`?from=${at(segmentMs)}&to=${at(segmentMs + 2_000)}`, base));
    expect((await officer.get(gopPath(1, 0, base))).status).toBe(200);
    await expectRefusal(officer, gopPath(1, 1, base), 403, 'playlist-not-issued');
  });

  it('serves nothing after the request expired or was closed', async () => {
    const { body } = await fileRequest(officer, [corner.id]);
    const base = under(body.id);
    await officer.get(playlistPath('', base));
    await expired(api, body.id, noonMs);
    for (const path of [gopPath(1, 0, base), playlistPath('', base), `${base}/still?at=${at(segmentMs)}`]) {
      await expectRefusal(officer, path, 403, 'request-expired');
    }
    expect((await officer.post(`/api/requests/${body.id}/closing`, { outcome: 'found' })).status).toBe(200);
    await expectRefusal(officer, gopPath(1, 0, base), 403, 'request-not-approved');
  });
});

describe('when the record of an access cannot be committed', () => {
  it('answers 503 and lets no byte out', async () => {
    const { custody } = api.deps;
    const failing = {
      append: () => Promise.reject(unavailable('catalogue-unavailable', 'PostgreSQL cannot be reached')),
      hasIssuedPlaylist: custody.hasIssuedPlaylist.bind(custody),
    };
    const cut = await startApi(postgres, { ...api.deps, custody: failing });
    const client = cut.anonymous();
    client.cookie = officer.cookie;
    for (const path of [
      playlistPath(),
      `${under()}/still?at=${at(segmentMs)}`,
      `${under()}/storyboard?at=${at(segmentMs)}`,
    ]) {
      const before = api.store.reads;
      const { status, body, bytes } = await client.get(path);
      expect([status, body.code]).toEqual([503, 'catalogue-unavailable']);
      expect(bytes.toString()).not.toMatch(/EXTM3U|jpeg|webp/);
      // A still is made first, because its event has the digest of its file.
      if (!path.includes('/still?')) expect(api.store.reads).toBe(before);
    }
    await cut.close();
  });
});

describe('when the store is away', () => {
  it('answers 503, and says nothing of keys', async () => {
    api.store.isDown = true;
    const { status, body } = await officer.get(gopPath(1, 0));
    api.store.isDown = false;
    expect([status, body.code]).toEqual([503, 'footage-unreadable']);
  });
});
