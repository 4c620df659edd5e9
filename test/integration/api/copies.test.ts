import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCopyEncoder } from '../../../src/adapters/ffmpeg/copy-encoder.ts';
import { PostgresAlterationBook } from '../../../src/adapters/postgres/footage/alteration-book.ts';
import { PostgresFootageRepository } from '../../../src/adapters/postgres/footage/footage-repository.ts';
import { connectWorker } from '../../../src/adapters/redis/connect.ts';
import { answerTo, listenTo } from '../../../src/adapters/redis/copy-post.ts';
import { formatInstant, minuteMs, silentLog } from '../../../src/core/index.ts';
import {
  CheckedFootage,
  CopyDesk,
  type CopyOrder,
  copyCodec,
  createAnswerSealer,
  makeCopy,
} from '../../../src/footage/index.ts';
import { type Processor, processor, queueName } from '../../../src/jobs/index.ts';
import { readFragmentedFile, readInit, samplesOfGop } from '../../../src/media/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { footageChecksIn } from '../../support/footage-checks.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { TestRedis } from '../../support/redis.ts';
import { aScribe } from '../../support/scribe.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { JobBench } from '../jobs/job-bench.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, bytesOfSegment, type FilmedCamera, filmed } from './ward-footage.ts';

/** Two segments of H.265, a minute before; then one of H.264. */
const filmedMs = noonMs - 10 * minuteMs;
const at = (ms: number): string => formatInstant(filmedMs + ms);
const framesOfGop = 20;
const maxWaiting = 2;
const sealer = createAnswerSealer(new Uint8Array(32).fill(1));

let postgres: TestPostgres;
let redis: TestRedis;
let bench: JobBench;
let api: TestApi;
let officer: Client;
let camera: FilmedCamera;
let ids: string[];
let base: string;
let closeRedis = async () => {};

const copyProcessor = (): Processor => {
  const { clock, store, database } = api;
  const alterations = new PostgresAlterationBook(database.db, clock, aScribe());
  const making = {
    footage: new PostgresFootageRepository(database.db, footageChecksIn(database.db, clock)),
    checked: new CheckedFootage({ objects: store, alterations, clock, log: silentLog }),
    encode: createCopyEncoder(),
    sealer,
    answer: answerTo(bench.producer, bench.where.wardId),
    clock,
    log: silentLog,
  };
  return processor({ name: 'make-copy', concurrency: 1, process: (order) => makeCopy(making, order) });
};

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), TestRedis.start()]);
  bench = new JobBench(redis.url);
  await bench.connected();
  const listening = connectWorker(redis.url, () => {});
  const copies = new CopyDesk({
    waiting: async () => (await bench.reader.counts(queueName('make-copy', {}), 0)).waiting,
    queue: (order) => bench.jobs.add('make-copy', order),
    listen: listenTo(listening, bench.where.wardId),
    sealer,
    clock: { nowMs: () => api.clock.nowMs(), monotonicMs: () => api.clock.nowMs() },
    log: silentLog,
    limits: { maxWaiting },
  });
  api = await startApi(postgres, { copies });
  closeRedis = async () => {
    listening.disconnect();
    await bench.close();
    await redis.close();
  };
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  const h265 = await filmed(api, camera, { fromMs: filmedMs, count: 2, codec: 'h265' });
  ids = [...h265, ...(await filmed(api, camera, { fromMs: filmedMs + 2 * segmentMs, count: 1, epoch: 2 }))];
  officer = await api.as('officer');
  const scope = { area: { cameras: [camera.id] }, from: at(2_000), to: at(3 * segmentMs) };
  const { body } = await approved(api, officer, scope);
  base = `/api/requests/${body.id}/cameras/${camera.id}`;
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
  await closeRedis();
});

// Records sort by time: what one test makes comes after what the last one made.
beforeEach(() => {
  api.clock.atMs += 1;
});

const copyPath = (segment: number, gop: number, file = '.m4s') =>
  `${base}/segments/${ids[segment]}/copies/${gop}${file}`;
const recorded = async () => (await custodyOf(api.database.pool)).filter(({ event }) => event !== 'denied');

describe('when the ways to play are asked for', () => {
  it('names the original with its codecs first, then the copy', async () => {
    const { status, bytes } = await officer.get(`${base}/variants.m3u8?from=${at(2_000)}&to=${at(4_000)}`);
    const codec = readInit(await bytesOfSegment('h265')).track.codecString.replace('hev1', 'hvc1');
    expect(status).toBe(200);
    const lines = bytes.toString().split('\n');
    const rate = /^#EXT-X-STREAM-INF:BANDWIDTH=\d+,/;
    expect(lines.slice(2, 6).map((line) => line.replace(rate, ''))).toEqual([
      `CODECS="${codec}",RESOLUTION=320x180,STABLE-VARIANT-ID="original"`,
      `playlist.m3u8?from=${at(2_000)}&to=${at(4_000)}`,
      `CODECS="${copyCodec}",STABLE-VARIANT-ID="copy-h264"`,
      `copy.m3u8?from=${at(2_000)}&to=${at(4_000)}`,
    ]);
  });

  it('names both codecs of a range in which the camera was changed, and no copy of H.264 alone', async () => {
    const whole = (await officer.get(`${base}/variants.m3u8`)).bytes.toString();
    expect(whole).toMatch(/CODECS="hvc1\.[^",]+,avc1\.[0-9a-f]{6}"/);
    const late = `?from=${at(2 * segmentMs)}&to=${at(3 * segmentMs)}`;
    const h264 = (await officer.get(`${base}/variants.m3u8${late}`)).bytes.toString();
    expect(h264).not.toContain('copy');
    expect(h264).toMatch(/CODECS="avc1\.[0-9a-f]{6}"/);
  });
});

describe('when no playlist of the copy was issued', () => {
  it('orders none, and gives none out', async () => {
    const { status, body } = await officer.get(copyPath(0, 1));
    expect([status, body.code]).toEqual([403, 'playlist-not-issued']);
    expect((await bench.reader.counts('make-copy', 0)).waiting).toBe(0);
  });
});

describe('when the queue is full', () => {
  it('answers so at once, with a cause and a remedy', async () => {
    const third = { from: segmentMs + 6_000, to: segmentMs + 7_000 };
    await officer.get(`${base}/copy.m3u8?from=${at(third.from)}&to=${at(third.to)}`);
    const order = (number: number): CopyOrder => ({
      cameraId: camera.id,
      segmentId: ids[0] as CopyOrder['segmentId'],
      gop: number,
      desk: '00000000-0000-4000-8000-000000000000',
      order: `00000000-0000-4000-8000-00000000000${number}`,
      // Nobody waits for them: the worker of the next tests skips them.
      untilMs: 0,
    });
    for (let number = 0; number < maxWaiting; number++) await bench.jobs.add('make-copy', order(number));
    const { status, body, headers } = await officer.get(copyPath(1, 3));
    expect([status, body.code]).toEqual([503, 'copy-queue-full']);
    expect(headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('when a copy is played', () => {
  let lines: string[];
  beforeAll(async () => {
    bench.work('make-copy', copyProcessor().process);
    lines = (await officer.get(`${base}/copy.m3u8`)).bytes.toString().split('\n');
  });

  it('records the playlist as one of copies, before any byte of one leaves', async () => {
    expect((await recorded()).at(-1)).toMatchObject({ event: 'playlist-issued', detail: { copy: 'h264' } });
    expect(lines.filter((line) => line.endsWith('.m4s'))).toHaveLength(5 + 6 + 6);
    expect(lines).toContain(`segments/${ids[0]}/copies/1.m4s`);
    expect(lines).toContain(`#EXT-X-MAP:URI="segments/${ids[0]}/copies/1/init.mp4"`);
    // H.264 is played as it is.
    expect(lines).toContain(`segments/${ids[2]}/gops/0.m4s`);
    expect(lines).toContain(`#EXT-X-MAP:URI="segments/${ids[2]}/init.mp4"`);
  });

  it('has each frame at its time, and is marked as derived', async () => {
    const original = await bytesOfSegment('h265');
    const file = readFragmentedFile(original);
    if (!file.isReadable) throw new Error('no segment');
    const { offsetBytes, sizeBytes } = file.fragments[1] ?? file.fragments[0];
    const gop = original.subarray(offsetBytes, offsetBytes + sizeBytes);
    const [init, fragment] = [
      await officer.get(copyPath(0, 1, '/init.mp4')),
      await officer.get(copyPath(0, 1)),
    ];
    expect([init.status, fragment.status]).toEqual([200, 200]);
    const copied = samplesOfGop(init.bytes, fragment.bytes);
    expect(copied.track.codecString).toBe(copyCodec);
    expect(copied.presentationTicks).toHaveLength(framesOfGop);
    expect(copied.presentationTicks).toEqual(samplesOfGop(original, gop).presentationTicks);
    for (const { headers } of [init, fragment]) expect(headers.get('x-derived-from')).toBe('h265');
    expect(
      (await officer.get(`${base}/segments/${ids[0]}/gops/1.m4s`)).headers.get('x-derived-from'),
    ).toBeNull();
  });

  it('gives the frame of the original that it shows as a still', async () => {
    const [copied, original] = await Promise.all(
      ['copies', 'gops'].map((kind) => officer.get(`${base}/segments/${ids[0]}/${kind}/1/frames/3.jpg`)),
    );
    expect([copied?.status, original?.status]).toEqual([200, 200]);
    expect(copied?.headers.get('x-frame-time')).toBe(at(2_300));
    expect(copied?.bytes).toEqual(original?.bytes);
  });

  it('is made once, and that it was made and given out is recorded', async () => {
    const bytes = (await officer.get(copyPath(1, 2))).bytes;
    expect((await officer.get(copyPath(1, 2))).bytes).toEqual(bytes);
    await api.served.flush();
    const range = { fromMs: filmedMs + segmentMs + 4_000, toMs: filmedMs + segmentMs + 6_000 };
    const marked = { copy: 'h264', encoder: 'libx264' };
    const events = (await recorded()).filter(({ fromMs }) => fromMs === range.fromMs);
    expect(events).toMatchObject([
      { event: 'copies-made', ...range, detail: { gops: 1, sizeBytes: bytes.length, ...marked } },
      { event: 'gops-served', ...range, detail: { gops: 2, sizeBytes: 2 * bytes.length, ...marked } },
    ]);
  });

  it('is no way around the scope', async () => {
    const codes = async (path: string) => (await officer.get(path)).body.code;
    expect(await codes(copyPath(0, 0))).toBe('time-outside-request');
    expect(await codes(copyPath(2, 0))).toBe('copy-not-needed');
    expect(await codes(copyPath(0, 6))).toBe('gop-not-found');
    const colleague = await api.as('officer', 'colleague');
    expect((await colleague.get(copyPath(0, 1))).status).toBe(404);
  });

  it('is refused where the original is not what was recorded', async () => {
    const [key = '', bytes] = [...api.store.objects].find(([name]) => name.startsWith('segments/')) ?? [];
    const altered = Buffer.from(bytes ?? []);
    const spoilt = altered.length - 2_000;
    altered[spoilt] = (altered[spoilt] ?? 0) ^ 1;
    api.store.objects.set(key, altered);
    const { status, body } = await officer.get(copyPath(0, 5));
    api.store.objects.set(key, bytes ?? altered);
    expect([status, body.code]).toEqual([409, 'footage-altered']);
  });
});
