import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrameGrabber } from '../../../src/adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { createImageEncoder } from '../../../src/adapters/sharp/image-encoder.ts';
import { formatInstant, silentLog } from '../../../src/core/index.ts';
import type { FrameGrabber } from '../../../src/ingest/index.ts';
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

/** The same as with fakes, with the real decoder and encoder: do real bytes become real pictures? */
beforeAll(async () => {
  postgres = await startPostgres();
  grabber = createFrameGrabber({ log: silentLog });
  api = await startApi(postgres, { decoding: { grabber, encoder: createImageEncoder() } });
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  const camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  await filmed(api, camera, { fromMs: filmedMs, count: 2 });
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
