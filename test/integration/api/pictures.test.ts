import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFrameDecoder } from '../../../src/adapters/ffmpeg/frame-decoder/frame-decoder.ts';
import { createFrameGrabber } from '../../../src/adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { createImageEncoder } from '../../../src/adapters/sharp/image-encoder.ts';
import { formatInstant, sha256Hex, silentLog } from '../../../src/core/index.ts';
import type { FrameGrabber } from '../../../src/ingest/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 600_000;
const at = (ms: number): string => formatInstant(filmedMs + ms);

let postgres: TestPostgres;
let grabber: FrameGrabber;
let api: TestApi;
let officer: Client;
let base: string;
let segmentIds: readonly string[];

/** The same as with fakes, with the real decoder and encoder: do real bytes become real pictures? */
beforeAll(async () => {
  postgres = await startPostgres();
  grabber = createFrameGrabber({ log: silentLog });
  const decoding = {
    grabber,
    encoder: createImageEncoder(),

    decodeFrame: createFrameDecoder(),
  };
  api = await startApi(postgres, { decoding });
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  const camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  segmentIds = await filmed(api, camera, { fromMs: filmedMs, count: 2 });
  officer = await api.as('officer');
  const { body } = await approved(api, officer, {
    area: { cameras: [camera.id] },
    from: at(0),
    to: at(segmentMs + 1_000),
  });
  base = `/api/requests/${body.id}/cameras/${camera.id}`;
});
afterAll(async () => {
  await api.close();
  await grabber.close();
  await postgres.stop();
});

describe('when pictures are made of stored bytes', () => {
  it('a still is a JPEG of the whole picture, and another GOP is another picture', async () => {
    const [first, second] = await Promise.all(
      [0, 2_000].map((ms) => officer.get(`${base}/still?at=${at(ms)}`)),
    );
    const { format, width, height } = await sharp(first?.bytes).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 320, height: 180 });
    expect(first?.bytes.equals(second?.bytes ?? Buffer.alloc(0))).toBe(false);
  });

  it('a storyboard at the edge is a WebP of the cells that the request opens', async () => {
    const { headers, bytes } = await officer.get(`${base}/storyboard?at=${at(segmentMs)}`);
    const layout = JSON.parse(headers.get('x-storyboard-layout') ?? '') as {
      from: string;
      to: string;
      times: string[];
    };
    const { format, width } = await sharp(bytes).metadata();
    const { from, to, times } = layout;
    const segment = { from: at(segmentMs), to: at(2 * segmentMs) };
    expect({ format, from, to, times }).toEqual({ format: 'webp', ...segment, times: [at(segmentMs)] });
    expect(width).toBeGreaterThan(100);
  });
});

describe('when a box of the picture is searched for changes', () => {
  const box = { left: 0.2, top: 0.2, width: 0.5, height: 0.5 };
  const search = (over: object = {}) =>
    officer.post(`${base}/changes`, { from: at(0), to: at(segmentMs), box, ...over });

  it('compares the pictures within the request, shows none, and is recorded with its box', async () => {
    const before = (await custodyOf(api.database.pool)).length;
    const { status, body } = await search({ to: at(segmentMs + 1_000) });
    expect({ status, body }).toMatchObject({ status: 200, body: { cut: false, unsearched: [] } });
    const { pictures, moments } = body as unknown as { pictures: number; moments: { at: string }[] };
    // The second segment's first picture is in the request, no other of it.
    expect(pictures).toBe(3);
    expect(moments.every((moment) => moment.at <= at(segmentMs))).toBe(true);
    const events = (await custodyOf(api.database.pool)).slice(before);
    expect(events).toMatchObject([{ event: 'changes-searched', detail: { box: '20, 20, 50, 50' } }]);
  });

  it.each([
    [{ from: 'soon' }, 'instant-invalid', 'from'],
    [{ to: at(0) }, 'range-empty', 'to'],
    [{ to: at(7 * 3_600_000) }, 'range-too-long', 'to'],
    [{ box: { ...box, left: -0.1 } }, 'box-place-invalid', 'box.left'],
    [{ box: { ...box, height: 0.001 } }, 'box-side-invalid', 'box.height'],
    [{ box: { ...box, left: 0.6 } }, 'picture-box-invalid', 'box'],
    [{ box: 'all' }, 'picture-box-invalid', 'box'],
    [{ boxes: [] }, 'change-search-field-unknown', 'boxes'],
  ])('refuses %j', async (over, code, field) => {
    const { status, body } = await search(over);
    expect({ status, body }).toMatchObject({ status: 400, body: { code, field } });
  });

  it('refuses a user who has nine searches under way', async () => {
    const lock = await api.database.pool.connect();
    try {
      await lock.query('begin; lock table segment in access exclusive mode');
      const asked = Array.from({ length: 10 }, () => search());
      // The others wait for the table.
      const { status, headers, body } = await Promise.race(asked);
      expect({ status, body }).toMatchObject({ status: 429, body: { code: 'too-many-searches' } });
      expect(headers.get('retry-after')).toBe('5');
      await lock.query('rollback');
      const statuses = (await Promise.all(asked)).map((answer) => answer.status);
      expect(statuses.filter((each) => each === 200)).toHaveLength(9);
    } finally {
      lock.release(true);
    }
    expect(await search()).toMatchObject({ status: 200 });
  });

  it('opens nothing beyond the request', async () => {
    const { status, body } = await search({ from: at(0), to: at(2 * segmentMs) });
    expect({ status, body }).toMatchObject({ status: 403, body: { code: 'time-outside-request' } });
  });
});

describe('when the frame on the screen is kept', () => {
  const path = (gop: number, frame: number) =>
    `${base}/segments/${segmentIds[0]}/gops/${gop}/frames/${frame}.jpg`;

  it('is that frame with its time and digest, and says in itself whose it is', async () => {
    const before = (await custodyOf(api.database.pool)).length;
    const { status, headers, bytes } = await officer.get(path(1, 7));
    expect(status).toBe(200);
    // A keyframe every 2 s, ten frames a second.
    expect(headers.get('x-frame-time')).toBe(at(2_700));
    expect(headers.get('x-frame-error')).toBe('0');
    const digest = Buffer.from(sha256Hex(bytes), 'hex').toString('base64');
    expect(headers.get('repr-digest')).toBe(`sha-256=:${digest}:`);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 180 });
    const [, requestId, cameraId] = /requests\/(\w+)\/cameras\/(\w+)/.exec(base) ?? [];
    const comment = JSON.parse(bytes.subarray(6, 4 + bytes.readUInt16BE(4)).toString()) as object;
    expect(comment).toMatchObject({ camera: 'Cột 14', cameraId, requestId, time: at(2_700), errorMs: 0 });
    expect(comment).toMatchObject({ segmentId: segmentIds[0], gop: 1, frame: 7 });
    const told = (await custodyOf(api.database.pool)).slice(before);
    const range = { fromMs: filmedMs + 2_000, toMs: filmedMs + 4_000 };
    const detail = { sha256: sha256Hex(bytes), segmentId: segmentIds[0], gop: 1, frame: 7 };
    expect(told).toMatchObject([{ event: 'still-issued', requestId, cameraId, ...range, detail }]);
  });

  it('is found in the log by the digest of its file: who was given it, and when', async () => {
    const auditor = await api.as('auditor');
    const [frame, keyframe] = [await officer.get(path(1, 8)), await officer.get(`${base}/still?at=${at(0)}`)];
    const found = async (query: string) =>
      (await auditor.get(`/api/custody?${query}`)).body as unknown as { events: { detail: object }[] };
    for (const [{ bytes }, shown] of [
      [frame, { gop: 1, frame: 8 }],
      [keyframe, { gop: 0, frame: 0 }],
    ] as const) {
      const sha256 = sha256Hex(bytes);
      const { events } = await found(`digest=${sha256.toUpperCase()}`);
      expect(events[0]).toMatchObject({
        event: 'still-issued',
        role: 'officer',
        detail: { sha256, ...shown },
      });
      expect(new Set(events.map(({ detail }) => JSON.stringify(detail))).size).toBe(1);
      const sessions = (await auditor.get(`/api/custody/sessions?digest=${sha256}`)).body;
      expect(sessions).toMatchObject({ sessions: [{ role: 'officer' }] });
    }
    expect((await found(`digest=${'0'.repeat(64)}`)).events).toEqual([]);
    const { body } = await auditor.get('/api/custody?digest=portrait.jpg');
    expect(body).toMatchObject({ code: 'digest-invalid', field: 'digest' });
  });

  it('does not leave when its event cannot be written, and no event stands where there is no picture', async () => {
    const before = (await custodyOf(api.database.pool)).length;
    const down = vi.spyOn(api.deps.custody, 'append').mockRejectedValue(new Error('down'));
    expect((await officer.get(path(1, 7))).headers.get('content-type')).not.toBe('image/jpeg');
    expect((await officer.get(`${base}/still?at=${at(0)}`)).headers.get('content-type')).not.toBe(
      'image/jpeg',
    );
    down.mockRestore();
    await officer.get(path(1, 20));
    expect(await custodyOf(api.database.pool)).toHaveLength(before);
  });

  it('is refused outside the request, and where there is none', async () => {
    expect((await officer.get(path(1, 20))).body.code).toBe('frame-not-found');
    expect((await officer.get(path(1, 0).replace('0.jpg', 'x.jpg'))).body.code).toBe('frame-not-found');
    expect((await officer.get(path(6, 0))).body.code).toBe('gop-not-found');
    const outside = path(3, 0).replace(`${segmentIds[0]}`, `${segmentIds[1]}`);
    expect((await officer.get(outside)).body.code).toBe('time-outside-request');
  });

  it('is the keyframe alone on a slow line, under the playlist that was issued', async () => {
    const gop = `${base}/segments/${segmentIds[0]}/gops/1`;
    expect((await officer.get(`${gop}/keyframe.m4s`)).body.code).toBe('playlist-not-issued');
    await officer.get(`${base}/playlist.m3u8`);
    const whole = await officer.get(`${gop}.m4s`);
    const { status, headers, bytes } = await officer.get(`${gop}/keyframe.m4s`);
    expect([status, headers.get('x-gop-bytes')]).toEqual([200, `${whole.bytes.length}`]);
    expect(bytes.length).toBeLessThan(whole.bytes.length);
    expect(bytes.subarray(4, 8).toString()).toBe('moof');
  });
});

describe('when a camera squeezes its pictures, and a technician says which shape they have (quirk 26)', () => {
  it('a still has that shape, and a storyboard from before keeps its own', async () => {
    const technician = await api.as('technician');
    const cameraPath = `/api/cameras/${base.split('/').at(-1)}`;
    expect((await technician.patch(cameraPath, { displayAspect: '4:3' })).body.displayAspect).toBe('4:3');
    const still = await officer.get(`${base}/still?at=${at(0)}`);
    expect(await sharp(still.bytes).metadata()).toMatchObject({ width: 320, height: 240 });
    const { headers, bytes } = await officer.get(`${base}/storyboard?at=${at(segmentMs)}`);
    const layout = JSON.parse(headers.get('x-storyboard-layout') ?? '') as Record<string, number>;
    const { width = 0, height = 0 } = await sharp(bytes).metadata();
    expect(width / height).toBe((layout.tileWidth ?? 0) / (layout.tileHeight ?? 1));
    await technician.patch(cameraPath, { displayAspect: null });
    const again = await officer.get(`${base}/still?at=${at(0)}`);
    expect(await sharp(again.bytes).metadata()).toMatchObject({ width: 320, height: 180 });
  });
});

describe('when the pictures of a segment are still to be made', () => {
  it('says so, and not that there are none', async () => {
    const { pool } = api.database;
    await pool.query('update segment set storyboard = null');
    const path = `${base}/storyboard?at=${at(0)}`;
    expect((await officer.get(path)).body).toMatchObject({ code: 'no-storyboard-then' });
    await pool.query(`insert into picture_task
      select stream_id, start_ms, run_id, seq, camera_id, epoch, store from segment`);
    expect((await officer.get(path)).body).toMatchObject({ code: 'storyboard-not-ready' });
  });
});
