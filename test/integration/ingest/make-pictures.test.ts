import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFrameGrabber } from '../../../src/adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { PostgresPictureTasks } from '../../../src/adapters/postgres/ingest/picture-tasks.ts';
import {
  type AppError,
  formatInstant,
  type StreamId,
  sha256Hex,
  silentLog,
  unavailable,
} from '../../../src/core/index.ts';
import { keyframeNotWhole, pictureLate } from '../../../src/ingest/frame-grabber.ts';
import {
  type GrabbedFrame,
  makePictures,
  type PictureDeps,
  queuePictures,
} from '../../../src/ingest/index.ts';
import { parseRecord } from '../../../src/log/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import type { Run } from '../../../src/recording/index.ts';
import { aRun, aSite, aStream, enrolledMs } from '../../support/builders.ts';
import { aScribe } from '../../support/scribe.ts';
import { segmentBytes } from '../../support/segments.ts';
import { FakeGrabber, fakeEncoder } from '../api/fakes.ts';
import { h264, intraRefresh, oneSegment } from '../media/clips.ts';
import { TestCatalogue } from '../recording/catalogue.ts';
import { IngestBench } from './ingest-bench.ts';

let catalogue: TestCatalogue;
let tasks: PostgresPictureTasks;
let run: Run;
const benches: IngestBench[] = [];

beforeAll(async () => {
  catalogue = await TestCatalogue.open();
  tasks = new PostgresPictureTasks(catalogue.db, { siteId: aSite, store: 'test', scribe: aScribe() });
  await segmentBytes();
});
afterAll(() => catalogue.close());
beforeEach(async () => {
  run = aRun(await aStream(catalogue.db));
});
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

/** A segment that is in the catalogue, its pictures still to be made. */
async function ingested(given: Parameters<typeof IngestBench.make>[2] = {}, of = run): Promise<IngestBench> {
  const bench = await IngestBench.make(catalogue.segments, of, given);
  benches.push(bench);
  expect(await bench.ingest()).toBe('ingested');
  return bench;
}

const depsOf = ({ store }: IngestBench, given: Partial<PictureDeps> = {}): PictureDeps => ({
  tasks,
  store,
  grabber: new FakeGrabber(),
  encoder: fakeEncoder,
  log: silentLog,
  ...given,
});

const failing = (error: AppError): FakeGrabber =>
  Object.assign(new FakeGrabber(), { grab: () => Promise.reject(error) });

const rowOf = ({ id }: Run) =>
  catalogue.db
    .selectFrom('segment')
    .select(['has_still', 'storyboard'])
    .where('run_id', '=', id)
    .executeTakeFirstOrThrow();
const faultOf = async ({ cameraId }: Run) =>
  (
    await catalogue.db
      .selectFrom('picture_fault')
      .selectAll()
      .where('camera_id', '=', cameraId)
      .executeTakeFirst()
  )?.code;
const isDue = async ({ streamId }: Run) => (await tasks.streams()).includes(streamId);
const picturesOf = async (bench: IngestBench) =>
  [...(await bench.objects())].filter(([key]) => /^(?:snapshots|storyboards)\//.test(key));

describe('when a segment is in the catalogue', () => {
  it('gets its pictures from the stored original, and its row then tells of them', async () => {
    const bench = await ingested();
    expect(await bench.isSpooled()).toBe(false);
    expect(await rowOf(run)).toEqual({ has_still: false, storyboard: null });
    expect(await makePictures(depsOf(bench), run.streamId)).toBe(1);
    const storyboard = { tileWidth: 4, tileHeight: 2, columns: 6, gops: [0, 5] };
    expect(await rowOf(run)).toEqual({ has_still: true, storyboard });
    expect(await picturesOf(bench)).toHaveLength(2);
    expect(await makePictures(depsOf(bench), run.streamId)).toBe(0);
  });

  it('are made of the init section, read once, and of what is shown', async () => {
    const bench = await ingested();
    const ranges: unknown[] = [];
    const { store } = bench;
    const watched: ObjectStore = Object.assign(Object.create(store) as ObjectStore, {
      get: (...args: Parameters<ObjectStore['get']>) => {
        ranges.push(args[1]?.offsetBytes);
        return store.get(...args);
      },
    });
    await makePictures({ ...depsOf(bench), store: watched }, run.streamId);
    expect(ranges.filter((offsetBytes) => offsetBytes === 0)).toHaveLength(1);
    expect(ranges).toHaveLength(3);
  });

  it('states a record of each stored picture, with the number of the segment’s', async () => {
    const bench = await ingested();
    await makePictures(depsOf(bench), run.streamId);
    const { rows } = await sql<{ body: Buffer }>`
      select o.body from log_outbox o join log_chain c on c.no = o.chain
        where c.name = ${`pic/${run.cameraId}/main`} order by o.id`.execute(catalogue.db);
    const records = rows.map(({ body }) => parseRecord(body));
    const { record_seq: seq } = await catalogue.db
      .selectFrom('segment')
      .select('record_seq')
      .where('run_id', '=', run.id)
      .executeTakeFirstOrThrow();
    const pictures = await picturesOf(bench);
    const first = { type: 'pic', cam: run.cameraId, stream: 'main', seq, t: formatInstant(run.firstFrameMs) };
    expect(records).toMatchObject(pictures.map(([key, sha256]) => ({ ...first, key, sha256 })));
    expect(records).toHaveLength(2);
  });

  it('shows it in the shape that the camera is set to (quirk 26)', async () => {
    const bench = await ingested();
    await catalogue.db
      .updateTable('camera')
      .set({ display_aspect: '4:3' })
      .where('id', '=', run.cameraId)
      .execute();
    const grabber = new FakeGrabber();
    await makePictures(depsOf(bench, { grabber }), run.streamId);
    const seen = grabber.grabbed.map(({ width, height, pixelAspect }) => (width * pixelAspect) / height);
    expect(seen).toEqual([expect.closeTo(4 / 3), expect.closeTo(4 / 3)]);
  });

  it('has a task also when nobody was told: it is found and queued', async () => {
    await ingested();
    const queued: StreamId[] = [];
    await queuePictures({ tasks, announcePictures: async (streamId) => void queued.push(streamId) });
    expect(queued).toContain(run.streamId);
  });
});

describe('when the process is killed while it makes pictures', () => {
  class Killed extends Error {}
  const killedAt = (store: ObjectStore, folder: string, isDone: boolean): ObjectStore =>
    Object.assign(Object.create(store) as ObjectStore, {
      put: async (...args: Parameters<ObjectStore['put']>) => {
        if (!args[0].startsWith(folder)) return store.put(...args);
        if (isDone) await store.put(...args);
        throw new Killed();
      },
    });

  it.each([
    ['snapshots', false],
    ['snapshots', true],
    ['storyboards', false],
    ['storyboards', true],
  ])('makes the same ones at the next try (at %s, done: %s)', async (folder, isDone) => {
    const bench = await ingested();
    const killed = makePictures(
      depsOf(bench, { store: killedAt(bench.store, folder, isDone) }),
      run.streamId,
    );
    await expect(killed).rejects.toThrow(Killed);
    expect(await isDue(run)).toBe(true);
    expect(await makePictures(depsOf(bench), run.streamId)).toBe(1);
    expect(await rowOf(run)).toMatchObject({ has_still: true });
    expect(await picturesOf(bench)).toHaveLength(2);
  });

  it('gives them up by name when it happens again and again', async () => {
    const bench = await ingested();
    for (let i = 0; i < 3; i++) await tasks.begin(run.streamId);
    expect(await makePictures(depsOf(bench), run.streamId)).toBe(1);
    expect([await rowOf(run), await faultOf(run)]).toEqual([
      { has_still: false, storyboard: null },
      'no-picture',
    ]);
  });

  it('lets the picture of an earlier try stand', async () => {
    const bench = await ingested();
    const tile = { width: 4, height: 2, rgb: new Uint8Array(24) };
    const of = (jpeg: string) =>
      Object.assign(new FakeGrabber(), { grab: async () => ({ tile, jpeg: Buffer.from(jpeg) }) });
    const store = killedAt(bench.store, 'storyboards', false);
    const first = makePictures(depsOf(bench, { store, grabber: of('of one library') }), run.streamId);
    await expect(first).rejects.toThrow(Killed);
    await makePictures(depsOf(bench, { grabber: of('of another') }), run.streamId);
    const still = (await picturesOf(bench)).find(([key]) => key.startsWith('snapshots/'));
    expect(still?.[1]).toBe(sha256Hex(Buffer.from('of one library')));
    expect(await rowOf(run)).toMatchObject({ has_still: true });
  });
});

describe('when a picture does not come in its time', () => {
  it('is given up, the camera named, and the next segment makes it good', async () => {
    const bench = await ingested();
    const grabber = Object.assign(new FakeGrabber(), { asked: 0 });
    grabber.grab = () => {
      grabber.asked += 1;
      return Promise.reject(pictureLate(1));
    };
    expect(await makePictures(depsOf(bench, { grabber }), run.streamId)).toBe(1);
    expect(grabber.asked).toBe(1);
    expect([await isDue(run), await faultOf(run)]).toEqual([false, 'no-picture']);
    const next = aRun({ ...run, id: aRun().id, epoch: 2, firstFrameMs: enrolledMs + 60_000 });
    await makePictures(depsOf(await ingested({}, next)), run.streamId);
    expect(await faultOf(run)).toBeUndefined();
  });
});

describe('when a decoder never answers for one camera', () => {
  it('lets the rows and pictures of the others pass', async () => {
    const slow = await ingested();
    let give: ((frame: GrabbedFrame) => void) | undefined;
    let tellAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      tellAsked = resolve;
    });
    const grabber = Object.assign(new FakeGrabber(), {
      grab: () =>
        new Promise<GrabbedFrame>((resolve) => {
          give = resolve;
          tellAsked();
        }),
    });
    const events: string[] = [];
    const hanging = makePictures(depsOf(slow, { grabber }), run.streamId).then(() =>
      events.push('slow camera'),
    );
    await asked;
    const plain = aRun(await aStream(catalogue.db));
    const bench = await ingested({}, plain);
    events.push('row of the plain camera');
    await makePictures(depsOf(bench), plain.streamId);
    events.push('pictures of the plain camera');
    grabber.grab = () => Promise.reject(pictureLate(1));
    give?.({ tile: { width: 4, height: 2, rgb: new Uint8Array(24) }, jpeg: undefined });
    await hanging;
    expect(events).toEqual(['row of the plain camera', 'pictures of the plain camera', 'slow camera']);
  });
});

describe('when a camera refreshes its picture part by part (quirk 27)', () => {
  const grabber = createFrameGrabber({ log: silentLog, timeoutMs: 600_000 });
  afterAll(() => grabber.close());

  it('waits for no decoder: it has the still of its one IDR, and is named', async () => {
    const { bytes } = await oneSegment({
      source: 'testsrc2=size=320x240:rate=10',
      encoder: h264('-x264-params', intraRefresh),
      seconds: 24,
    });
    const bench = await ingested({ bytes, closed: { endMs: enrolledMs + 24_000 } });
    expect(await makePictures(depsOf(bench, { grabber }), run.streamId)).toBe(1);
    expect(await rowOf(run)).toMatchObject({ has_still: true, storyboard: { gops: [0] } });
    expect(await faultOf(run)).toBe('intra-refresh');
  });

  it('is named also when no segment begins with an IDR', async () => {
    const bench = await ingested();
    await makePictures(depsOf(bench, { grabber: failing(keyframeNotWhole()) }), run.streamId);
    expect([await rowOf(run), await faultOf(run)]).toEqual([
      { has_still: false, storyboard: null },
      'intra-refresh',
    ]);
  });
});

describe('when the store is away', () => {
  it('keeps the task, however often it is tried', async () => {
    const bench = await ingested();
    const away = { get: () => Promise.reject(unavailable('store-unavailable', 'away')) };
    const store = Object.assign(Object.create(bench.store) as ObjectStore, away);
    for (let i = 0; i < 5; i++)
      await expect(makePictures(depsOf(bench, { store }), run.streamId)).rejects.toThrow('away');
    expect(await makePictures(depsOf(bench), run.streamId)).toBe(1);
    expect(await rowOf(run)).toMatchObject({ has_still: true });
  });
});

describe('when the segment expires before its pictures are made', () => {
  it.each(['before they are begun', 'while they are made'])('leaves none of them: %s (I5)', async (when) => {
    const bench = await ingested();
    const forget = () => catalogue.db.deleteFrom('segment').where('run_id', '=', run.id).execute();
    const store = Object.assign(Object.create(bench.store) as ObjectStore, {
      put: async (...args: Parameters<ObjectStore['put']>) => {
        const stored = await bench.store.put(...args);
        await forget();
        return stored;
      },
    });
    if (when === 'before they are begun') await forget();
    expect(await makePictures(depsOf(bench, { store }), run.streamId)).toBe(1);
    expect([await picturesOf(bench), await isDue(run)]).toEqual([[], false]);
  });
});
