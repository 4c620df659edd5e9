import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { isLiveIn, requestFacts } from '../../../src/compose/exports.ts';
import { formatInstant, minuteMs, sha256Hex, silentLog, unavailable } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { type BuildDeps, buildExport, type ExportId, layoutOf } from '../../../src/evidence/index.ts';
import { readFragmentedFile } from '../../../src/media/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';
import { originalName, unlistedNames } from '../../../src/verify/index.ts';
import { custodyOf, type LoggedEvent } from '../../support/custody.ts';
import { ExportedLog, exportSealing } from '../../support/export-sealing.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { gopMs, segmentMs } from '../../support/segment-bytes.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 10 * minuteMs;
/** Between the two runs of the corner's camera. */
const gap = { fromMs: filmedMs + 3 * segmentMs, toMs: filmedMs + 3 * segmentMs + 20_000 };

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let corner: FilmedCamera;
let other: FilmedCamera;
let sealing: ReturnType<typeof exportSealing>;

beforeAll(async () => {
  postgres = await startPostgres();
  const log = new ExportedLog();
  api = await startApi(postgres, { signedLog: log.log });
  sealing = exportSealing(api, log);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  corner = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  other = await aCamera(api, { name: 'Ngõ 5', neighbourhoodId });
  await filmed(api, corner, { fromMs: filmedMs, count: 3 });
  await filmed(api, corner, { fromMs: gap.toMs, count: 2, epoch: 2 });
  await filmed(api, other, { fromMs: filmedMs, count: 6 });
  officer = await api.as('officer');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

/** From within the second GOP of the first segment to within the last segment. */
const scope = { fromMs: filmedMs + 3_000, toMs: gap.toMs + segmentMs + 3_000 };

const scopeOf = () => ({ from: formatInstant(scope.fromMs), to: formatInstant(scope.toMs) });

/** An approved request, as a path. */
async function aRequest(cameras: readonly string[] = [corner.id, other.id]): Promise<string> {
  const { body, status } = await approved(api, officer, {
    area: { cameras },
    ...scopeOf(),
  });
  expect(status).toBe(201);
  return `/api/requests/${body.id}`;
}

const printer = createPdfPrinter();

const building = (over: Partial<BuildDeps> = {}): BuildDeps => ({
  exports: api.deps.exports,
  footage: api.deps.footage,
  store: api.store,
  timeZone: 'Asia/Ho_Chi_Minh',
  agency: {},
  printer,
  pictureAt: async () => undefined,
  clock: api.clock,
  log: silentLog,
  requestOf: requestFacts(api.deps.checkedRequests, api.deps.users, api.deps.marks),
  isLive: isLiveIn(api.deps.checkedRequests, api.clock),
  ...sealing,
  ...over,
});

interface Ordered {
  readonly id: ExportId;
  readonly path: string;
}

async function ordered(request: string): Promise<Ordered> {
  const { body, status } = await officer.post(`${request}/exports`);
  expect(status).toBe(202);
  return { id: body.id as ExportId, path: `${request}/exports/${body.id}` };
}

async function ready(request: string): Promise<Ordered> {
  const export_ = await ordered(request);
  expect(await buildExport(building(), export_.id)).toBe('done');
  return export_;
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  officer.call('GET', path, undefined, headers);

/** Every line of SHA256SUMS against the file it names; the names, sorted. */
function checked(files: ReadonlyMap<string, Buffer>): string[] {
  const lines = files.get('SHA256SUMS')?.toString().trim().split('\n') ?? [];
  return lines
    .map((line) => {
      const [sum = '', name = ''] = line.split('  ');
      expect(sha256Hex(files.get(name) ?? Buffer.alloc(0)), name).toBe(sum);
      return name;
    })
    .sort();
}

/** The names of files that a manifest lists, but the list of sums. */
const summedNames = (files: ReadonlyMap<string, Buffer>): string[] => {
  const others = new Set<string>([...Object.values(unlistedNames), 'SHA256SUMS']);
  return [...files.keys()].filter((name) => !others.has(name)).sort();
};

/** Settles when the next download is over on the side of the service: its client may know before. */
const downloadOver = (): Promise<void> =>
  new Promise((resolve) => {
    const note = api.served.noteDownload.bind(api.served);
    api.served.noteDownload = (ended) => {
      api.served.noteDownload = note;
      note(ended);
      resolve();
    };
  });

const originalsOf = async (camera: FilmedCamera): Promise<ObjectKey[]> =>
  (await api.deps.footage.segmentsIn(camera.id, scope)).map(({ objectKey }) => objectKey);

/** Their names in a bundle, by the numbers of their records. */
const namesOf = async (camera: FilmedCamera): Promise<string[]> =>
  (await api.deps.footage.segmentsIn(camera.id, scope)).map(({ record }) =>
    originalName(camera.id, record?.stream ?? '', record?.seq ?? 0),
  );

describe('when an export of an approved request is ordered', () => {
  it('is built by a job, and tells how far it is', async () => {
    const request = await aRequest();
    const { id, path } = await ordered(request);
    expect(api.queue.added.at(-1)).toMatchObject({ name: 'build-export', payload: { exportId: id } });
    expect((await get(path)).body).toMatchObject({ state: 'building', progress: { files: 0 } });
    const again = await officer.post(`${request}/exports`);
    expect([again.status, again.body.code]).toEqual([409, 'export-under-way']);
    await buildExport(building(), id);
    const { body } = await get(path);
    const { progress } = body as unknown as { progress: Record<string, number> };
    expect(body).toMatchObject({ state: 'ready', progress: { filesDone: 11, faults: 0 } });
    expect(progress.bytesDone).toBe(progress.bytes);
    expect((await get(`${request}/exports`)).body).toMatchObject({ exports: [{ id, state: 'ready' }] });
    const events = await custodyOf(api.database.pool);
    const own = events.filter(({ detail }) => detail?.exportId === id).map(({ event }) => event);
    expect(own).toEqual(['export-ordered', 'export-built']);
  });

  it('is queued also by who looks for what is to be built', async () => {
    const { id } = await ordered(await aRequest());
    expect(await api.deps.exports.building()).toContain(id);
    expect(await api.deps.exports.settle(id, { state: 'cancelled', atMs: noonMs })).toBe(true);
  });
});

describe('when a part of what the request opens is ordered', () => {
  it('tells the order, and refuses a camera, a time or a form that is none', async () => {
    const request = await aRequest([corner.id]);
    const stretch = { from: formatInstant(scope.fromMs), to: formatInstant(scope.fromMs + 60_000) };
    const refusedAs = async (body: object) => {
      const answer = await officer.post(`${request}/exports`, body);
      return [answer.status, answer.body.code, answer.body.field];
    };
    expect(await refusedAs({ cameras: [corner.id, other.id] })).toEqual([
      403,
      'camera-outside-request',
      undefined,
    ]);
    const before = formatInstant(scope.fromMs - 1);
    expect(await refusedAs({ ...stretch, from: before })).toEqual([403, 'time-outside-request', undefined]);
    expect(await refusedAs({ from: stretch.from })).toEqual([400, 'instant-missing', 'to']);
    expect(await refusedAs({ from: stretch.to, to: stretch.from })).toEqual([400, 'range-empty', 'to']);
    expect(await refusedAs({ cameras: [] })).toEqual([400, 'export-cameras-invalid', 'cameras']);
    expect(await refusedAs({ cameras: ['x'] })).toEqual([400, 'unknown-camera', 'cameras']);
    expect(await refusedAs({ clips: 'no' })).toEqual([400, 'export-footage-invalid', 'clips']);
    expect(await refusedAs({ all: true })).toEqual([400, 'export-field-unknown', 'all']);
    const choice = { cameras: [corner.id], ...stretch, originals: true, clips: false };
    const { status, body } = await officer.post(`${request}/exports`, choice);
    expect([status, body]).toMatchObject([202, { choice }]);
    expect(await api.deps.exports.settle(body.id as ExportId, { state: 'cancelled', atMs: noonMs })).toBe(
      true,
    );
  });

  it('tells of a download which footage the clips are of', async () => {
    const request = await aRequest();
    const { body } = await officer.post(`${request}/exports`, { cameras: [other.id], originals: false });
    expect(await buildExport(building(), body.id as ExportId)).toBe('done');
    const whole = await get(`${request}/exports/${body.id}/archive.zip`);
    expect(whole.status).toBe(200);
    const events = await custodyOf(api.database.pool);
    const issued = events.filter(
      (each) => each.event === 'download-issued' && each.detail?.exportId === body.id,
    );
    expect(issued.map(({ cameraId }) => cameraId)).toEqual([other.id]);
  });

  it('tells its size before, of each camera: originals as they are stored, clips by their share in time', async () => {
    const path = await aRequest();
    const { body } = await get(`${path}/export-sizes`);
    const sizes = body as unknown as {
      readonly cameras: readonly {
        readonly cameraId: string;
        readonly originalBytes: number;
        readonly clipBytes: number;
      }[];
    };
    const first = sizes.cameras.find(({ cameraId }) => cameraId === corner.id);
    const segments = await api.deps.footage.segmentsIn(corner.id, scope);
    const stored = segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    expect(first).toMatchObject({ cameraId: corner.id, originalBytes: stored });
    // Twenty-five GOPs of the thirty that five segments have.
    expect((first?.clipBytes ?? 0) / stored).toBeCloseTo(25 / 30, 1);
    const stretch = new URLSearchParams({
      from: formatInstant(gap.fromMs + 1_000),
      to: formatInstant(gap.toMs - 1_000),
    });
    const none = await get(`${path}/export-sizes?${stretch}`);
    const { cameras } = none.body as unknown as typeof sizes;
    expect(cameras).toContainEqual({
      cameraId: corner.id,
      originalBytes: 0,
      clipBytes: 0,
      besideBytes: 0,
    });
    const beyond = await get(`${path}/export-sizes?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z`);
    expect([beyond.status, beyond.body.code]).toEqual([403, 'time-outside-request']);
  });

  it('tells a size also where the index of a row was cut off: the export itself names that row', async () => {
    const path = await aRequest();
    const [segment] = await api.deps.footage.segmentsIn(corner.id, scope);
    const row = [segment?.streamId, segment?.fromMs];
    const set = (keyframes: Uint8Array | undefined) =>
      api.database.pool.query('update segment set keyframes = $3 where stream_id = $1 and start_ms = $2', [
        ...row,
        keyframes,
      ]);
    await set(Buffer.from([1]));
    const { status } = await get(`${path}/export-sizes`);
    await set(segment?.keyframes);
    expect(status).toBe(200);
  });
});

describe('when the bundle of an export is downloaded', () => {
  let archive: Ordered;
  let request: string;
  let whole: Answer;
  beforeAll(async () => {
    request = await aRequest();
    archive = await ready(request);
    whole = await get(`${archive.path}/archive.zip`);
  });

  it('has the originals byte for byte, whole segments of the request and no other', async () => {
    const files = await unzipped(whole.bytes);
    for (const camera of [corner, other]) {
      const keys = await originalsOf(camera);
      const names = [...files.keys()].filter((name) => name.startsWith(`segments/${camera.id}/`));
      expect(names).toEqual(await namesOf(camera));
      for (const [i, key] of keys.entries())
        expect(files.get(names[i] ?? '')?.equals(api.store.objects.get(key) ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('has the sum of every file', async () => {
    const files = await unzipped(whole.bytes);
    expect(checked(files)).toEqual(summedNames(files));
  });

  it('has a clip of the effective scope, with the gap in it, and says where the gap is', async () => {
    const files = await unzipped(whole.bytes);
    const clip = readFragmentedFile(files.get(`clip/${corner.id}.mp4`) ?? Buffer.alloc(0));
    if (!clip.isReadable) throw new Error(clip.damage.message);
    const { clipOrigin } = JSON.parse(files.get('request.json')?.toString() ?? '') as { clipOrigin: string };
    const shown = clip.fragments.map(
      ({ presentationTicks }) => Date.parse(clipOrigin) + (presentationTicks * 1000) / clip.track.timescale,
    );
    // GOPs from the second of the first segment to the second of the last.
    expect(shown).toHaveLength(5 + 6 + 6 + 6 + 2);
    expect(shown[0]).toBeCloseTo(filmedMs + gopMs, 0);
    expect(shown[17]).toBeCloseTo(gap.toMs, 0);
    const csv = files.get('gaps.csv')?.toString() ?? '';
    expect(csv).toContain(
      `${corner.id},Cột 14,${formatInstant(gap.fromMs)},${formatInstant(gap.toMs)},20.000,`,
    );
  });

  it('makes two halves that are the whole, and more only under the same ETag', async () => {
    const etag = whole.headers.get('etag') ?? '';
    const middle = Math.floor(whole.bytes.length / 2);
    const first = await get(`${archive.path}/archive.zip`, { range: `bytes=0-${middle - 1}` });
    const second = await get(`${archive.path}/archive.zip`, { range: `bytes=${middle}-`, 'if-range': etag });
    expect([first.status, second.status]).toEqual([206, 206]);
    expect(second.headers.get('content-range')).toBe(
      `bytes ${middle}-${whole.bytes.length - 1}/${whole.bytes.length}`,
    );
    expect(Buffer.concat([first.bytes, second.bytes]).equals(whole.bytes)).toBe(true);
    const other = await get(`${archive.path}/archive.zip`, { range: 'bytes=1-2', 'if-range': '"other"' });
    expect([other.status, other.bytes.length]).toEqual([200, whole.bytes.length]);
    const last = await get(`${archive.path}/archive.zip`, { range: 'bytes=-22' });
    expect(last.bytes.equals(whole.bytes.subarray(-22))).toBe(true);
    const beyond = await get(`${archive.path}/archive.zip`, { range: `bytes=${whole.bytes.length}-` });
    expect([beyond.status, beyond.body.code]).toEqual([416, 'range-not-satisfiable']);
  });

  it('tells its length for a progress bar, and its name', () => {
    expect(whole.headers.get('content-length')).toBe(String(whole.bytes.length));
    expect(whole.headers.get('content-disposition')).toMatch(
      /^attachment; filename="minh-chung-[a-z0-9-]+\.zip"$/,
    );
  });

  /** The events that asking for it appends, and what they leave to tell afterwards. */
  async function recorded(range?: string): Promise<LoggedEvent[]> {
    await api.served.flush();
    const before = (await custodyOf(api.database.pool)).length;
    const over = downloadOver();
    await get(`${archive.path}/archive.zip`, { ...(range && { range }) });
    await over;
    await api.served.flush();
    return (await custodyOf(api.database.pool)).slice(before);
  }

  it('is recorded for each camera before the first byte, with what was asked for', async () => {
    const issued = (await recorded()).filter(({ event }) => event === 'download-issued');
    expect(issued.map(({ cameraId }) => cameraId).sort()).toEqual([corner.id, other.id].sort());
    for (const { detail, requestId } of issued) {
      expect(request.endsWith(requestId ?? '')).toBe(true);
      const lastByte = whole.bytes.length - 1;
      expect(detail).toEqual({ exportId: archive.id, firstByte: 0, lastByte });
    }
    expect(issued.find(({ cameraId }) => cameraId === corner.id)).toMatchObject({
      fromMs: filmedMs,
      toMs: gap.toMs + 2 * segmentMs,
    });
  });

  it('is recorded for the cameras alone whose files the range touches, and without one for papers', async () => {
    const manifest = await api.deps.exports.manifest(archive.id);
    if (!manifest) throw new Error('the export is not ready');
    const entry = manifest.files.findIndex(({ name }) => name.startsWith(`segments/${other.id}/`));
    const { pieces } = layoutOf(manifest);
    const at = pieces.find((each) => each.kind === 'content' && each.entry === entry)?.offsetBytes ?? 0;
    const [footage, papers] = [await recorded(`bytes=${at}-${at + 9}`), await recorded('bytes=5-9')];
    expect(footage.map(({ event, cameraId }) => [event, cameraId])).toEqual([
      ['download-issued', other.id],
      ['download-ended', undefined],
    ]);
    expect(papers.map(({ event, cameraId }) => [event, cameraId])).toEqual([
      ['download-issued', undefined],
      ['download-ended', undefined],
    ]);
  });

  it('tells afterwards how many bytes left, and that it was all', async () => {
    const ended = (await recorded('bytes=100-199')).at(-1);
    expect(request.endsWith(ended?.requestId ?? '')).toBe(true);
    const detail = { exportId: archive.id, firstByte: 100, lastByte: 199, sentBytes: 100, result: 'whole' };
    expect(ended).toMatchObject({ event: 'download-ended', role: 'officer', detail });
  });

  it('is one look at a camera for who counts looks, in however many ranges it came', async () => {
    const looks = async () => (await api.deps.looks.ofCamera(other.id, 'UTC'))[0]?.counts.download ?? 0;
    const before = await looks();
    const second = await ready(request);
    const size = Number(
      (await officer.call('HEAD', `${second.path}/archive.zip`)).headers.get('content-length'),
    );
    const middle = Math.floor(size / 2);
    for (const range of [`bytes=0-${middle}`, `bytes=${middle - 9_999}-`])
      expect((await get(`${second.path}/archive.zip`, { range })).status).toBe(206);
    expect(await looks()).toBe(before + 1);
  });

  it('gives no byte when it cannot be recorded', async () => {
    const custody = { append: () => Promise.reject(unavailable('catalogue-unavailable', 'away')) };
    const cut = await startApi(postgres, {
      ...api.deps,
      custody: { ...api.deps.custody, ...custody },
    });
    const client = cut.anonymous();
    client.cookie = officer.cookie;
    const reads = api.store.reads;
    const { status, bytes } = await client.get(`${archive.path}/archive.zip`);
    expect([status, api.store.reads]).toEqual([503, reads]);
    expect(bytes.includes('PK')).toBe(false);
    await cut.close();
  });

  it('reads and records nothing for a HEAD', async () => {
    const [reads, events] = [api.store.reads, (await custodyOf(api.database.pool)).length];
    const head = await officer.call('HEAD', `${archive.path}/archive.zip`);
    expect(head.headers.get('content-length')).toBe(String(whole.bytes.length));
    expect([api.store.reads, (await custodyOf(api.database.pool)).length]).toEqual([reads, events]);
  });

  it.each([
    ['another officer', 404, 'request-not-found', () => api.as('officer', 'colleague'), () => archive.path],
    ['nobody', 401, 'sign-in-needed', async () => api.anonymous(), () => archive.path],
    ['a custodian', 403, 'role-refused', () => api.as('custodian', 'decider'), () => archive.path],
    [
      'another id',
      404,
      'export-not-found',
      async () => officer,
      () => `${archive.path.slice(0, -1)}${archive.path.endsWith('0') ? 1 : 0}`,
    ],
  ])('is refused to %s', async (_, status, code, who, path) => {
    const answer = await (await who()).get(`${path()}/archive.zip`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is refused through another request of the same officer', async () => {
    const { status, body } = await get(`${await aRequest([other.id])}/exports/${archive.id}/archive.zip`);
    expect([status, body.code]).toEqual([404, 'export-not-found']);
  });

  it('is refused after the request was closed, and a download under way breaks off', async () => {
    const closing = await aRequest();
    const { path } = await ready(closing);
    const { store, clock } = api;
    const original = store.get.bind(store);
    store.get = async (...asked) => {
      store.get = original;
      expect((await officer.post(`${closing}/closing`, { outcome: 'found' })).status).toBe(200);
      clock.atMs += 6_000;
      return original(...asked);
    };
    const broke = await get(`${path}/archive.zip`).then(
      () => false,
      () => true,
    );
    expect(broke).toBe(true);
    const { status, body } = await get(`${path}/archive.zip`);
    expect([status, body.code]).toEqual([403, 'request-not-approved']);
  });

  it.each(['account', 'session'] as const)(
    'breaks off when the %s behind it ends, and both are recorded',
    async (what) => {
      const { store, clock, deps } = api;
      const leaver = await api.as('officer', `leaver-${what}`);
      const user = await deps.users.byName(`leaver-${what}`);
      if (!user) throw new Error('there is no leaver');
      const body = { ...scopeOf(), area: { cameras: [corner.id] } };
      const path = `/api/requests/${(await approved(api, leaver, body)).body.id}/exports`;
      const { id } = (await leaver.post(path)).body;
      await buildExport(building(), id as ExportId);
      const event = custodyEvent({ nowMs: clock.atMs }, 'user-changed', { subject: user.id });
      const ends = {
        account: () => deps.users.change(user.id, { enabled: false }, event),
        session: () => deps.sessions.end(user.id, { allBut: undefined }, event),
      };
      const original = store.get.bind(store);
      store.get = async (...asked) => {
        store.get = original;
        await ends[what]();
        clock.atMs += 6_000;
        return original(...asked);
      };
      await api.served.flush();
      const over = downloadOver();
      const broke = leaver.get(`${path}/${id}/archive.zip`);
      await expect(broke).rejects.toThrow();
      await over;
      await api.served.flush();
      const events = (await custodyOf(api.database.pool)).slice(-2);
      expect(events.map(({ event, detail }) => [event, detail?.code ?? detail?.result])).toEqual([
        ['denied', 'sign-in-needed'],
        ['download-ended', 'broken-off'],
      ]);
    },
  );
});

describe('when building is stopped half way', () => {
  it('goes on where it was, and reads no original twice', async () => {
    const { id, path } = await ordered(await aRequest());
    const { store } = api;
    const reads: string[] = [];
    const original = store.get.bind(store);
    store.get = async (key, range) => {
      if (reads.length === 7) throw unavailable('store-unavailable', 'away');
      reads.push(key);
      return original(key, range);
    };
    await expect(buildExport(building(), id)).rejects.toMatchObject({ code: 'store-unavailable' });
    const stopped = (await get(path)).body as unknown as { progress: { filesDone: number } };
    expect(stopped.progress.filesDone).toBe(3);
    const done = new Set(reads.slice(0, 6));
    const later: string[] = [];
    store.get = async (key, range) => {
      if ((range?.sizeBytes ?? 0) === store.objects.get(key)?.length) later.push(key);
      return original(key, range);
    };
    expect(await buildExport(building(), id)).toBe('done');
    store.get = original;
    expect(later.filter((key) => done.has(key))).toEqual([]);
    const files = await unzipped((await get(`${path}/archive.zip`)).bytes);
    expect(checked(files)).toEqual(summedNames(files));
  });

  it.each(['closed', 'expired'] as const)(
    'stops when the request was %s meanwhile, and says so in the log',
    async (how) => {
      const request = await aRequest();
      const { id } = await ordered(request);
      const { store, clock } = api;
      const [original, startedAtMs] = [store.get.bind(store), clock.atMs];
      store.get = async (...asked) => {
        store.get = original;
        if (how === 'closed') await officer.post(`${request}/closing`, { outcome: 'found' });
        else clock.atMs += 31 * 86_400_000;
        return original(...asked);
      };
      expect(await buildExport(building(), id)).toBe('skipped');
      clock.atMs = startedAtMs;
      expect(await api.deps.exports.byId(id)).toMatchObject({
        state: 'cancelled',
        progress: { filesDone: 1 },
      });
      const own = (await custodyOf(api.database.pool)).filter(({ detail }) => detail?.exportId === id);
      expect(own.map(({ event, role }) => [event, role])).toEqual([
        ['export-ordered', 'officer'],
        ['export-cancelled', 'service'],
      ]);
      expect(await api.deps.exports.building()).not.toContain(id);
    },
  );

  it('stops when it was cancelled, and cannot be downloaded', async () => {
    const { id, path } = await ordered(await aRequest());
    const early = await get(`${path}/archive.zip`);
    expect([early.status, early.body.code]).toEqual([409, 'export-not-ready']);
    const { store } = api;
    const original = store.get.bind(store);
    store.get = async (...asked) => {
      store.get = original;
      expect((await officer.post(`${path}/cancel`)).body).toMatchObject({ state: 'cancelled' });
      return original(...asked);
    };
    expect(await buildExport(building(), id)).toBe('skipped');
    expect(await buildExport(building(), id)).toBe('skipped');
    const all = await custodyOf(api.database.pool, 'export-cancelled');
    const [cancelled, ...others] = all.filter(({ detail }) => detail?.exportId === id);
    expect([cancelled?.role, cancelled?.requestId, others]).toEqual(['officer', expect.any(String), []]);
    const again = await officer.post(`${path}/cancel`);
    expect([again.status, again.body.code]).toEqual([409, 'export-settled']);
    expect((await get(`${path}/archive.zip`)).body.code).toBe('export-not-ready');
  });
});

describe('when originals are not what was ingested', () => {
  it('names them, includes an altered one as it is, and leaves both out of the clip', async () => {
    const camera = await aCamera(api, {
      name: 'Cổng chợ',
      neighbourhoodId: await aNeighbourhood(api, 'Khu phố 8'),
    });
    await filmed(api, camera, { fromMs: filmedMs, count: 4 });
    const [first, altered, missing] = await originalsOf(camera);
    const [, alteredName = '', missingName = ''] = await namesOf(camera);
    if (!first || !altered || !missing) throw new Error('three originals are needed');
    const bytes = Buffer.from(api.store.objects.get(altered) ?? []);
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    api.store.objects.set(altered, bytes);
    api.store.objects.delete(missing);
    const { path } = await ready(await aRequest([camera.id]));
    expect((await get(path)).body).toMatchObject({ state: 'ready', progress: { faults: 2 } });
    const files = await unzipped((await get(`${path}/archive.zip`)).bytes);
    checked(files);
    expect(files.get(alteredName)?.equals(bytes)).toBe(true);
    expect(files.has(missingName)).toBe(false);
    const paper = await pdfText(files.get('minutes-en.pdf') ?? Buffer.alloc(0));
    expect(paper).toMatch(new RegExp(`${basename(alteredName)}, [^;]{0,60}: does not have the SHA-256`));
    expect(paper).toMatch(new RegExp(`${basename(missingName)}, [^;]{0,60}: is no longer in the store`));
    const clip = readFragmentedFile(files.get(`clip/${camera.id}.mp4`) ?? Buffer.alloc(0));
    expect(clip.isReadable && clip.fragments.length).toBe(5 + 6);
  });

  it('breaks off a download at a GOP of a clip that was flipped after it was built, and tells the auditor', async () => {
    const camera = await aCamera(api, {
      name: 'Bến xe',
      neighbourhoodId: await aNeighbourhood(api, 'Khu phố 10'),
    });
    await filmed(api, camera, { fromMs: filmedMs, count: 2 });
    const { path } = await ready(await aRequest([camera.id]));
    const [, key = ''] = await originalsOf(camera);
    const bytes = Buffer.from(api.store.objects.get(key) ?? []);
    const file = readFragmentedFile(bytes);
    const middle = (file.isReadable && file.fragments[2]?.keyframe.offsetBytes) || 0;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    api.store.objects.set(key, bytes);
    const over = downloadOver();
    await expect(get(`${path}/archive.zip`)).rejects.toThrow();
    await over;
    const [found] = await custodyOf(api.database.pool, 'footage-altered');
    expect(found).toMatchObject({ cameraId: camera.id, detail: { part: 'gop', objectKey: key } });
  });

  it('keeps out one that the store does not give, once it was tried often enough and the store is well', async () => {
    const camera = await aCamera(api, {
      name: 'Nhà văn hóa',
      neighbourhoodId: await aNeighbourhood(api, 'Khu phố 9'),
    });
    await filmed(api, camera, { fromMs: filmedMs, count: 4 });
    const [, lost] = await originalsOf(camera);
    const [, lostName = ''] = await namesOf(camera);
    const { store } = api;
    const [given, check] = [store.get.bind(store), store.check.bind(store)];
    const away = unavailable('store-unavailable', 'the disk failed: EIO');
    store.get = (key, range) => (key === lost ? Promise.reject(away) : given(key, range));
    const { id, path } = await ordered(await aRequest([camera.id]));
    const last = { isLastTry: true };
    await expect(buildExport(building(), id)).rejects.toBe(away);
    store.check = () => Promise.reject(away);
    await expect(buildExport(building(), id, last)).rejects.toBe(away);
    store.check = check;
    expect(await buildExport(building(), id, last)).toBe('done');
    store.get = given;
    expect((await get(path)).body).toMatchObject({ state: 'ready', progress: { faults: 1 } });
    const files = await unzipped((await get(`${path}/archive.zip`)).bytes);
    checked(files);
    expect(files.has(lostName)).toBe(false);
    const textOf = (name: string) => pdfText(files.get(name) ?? Buffer.alloc(0));
    const named = basename(lostName);
    expect(await textOf('minutes-en.pdf')).toMatch(
      new RegExp(`${named}, [^;]{0,60}: cannot be read from the store`),
    );
    expect(await textOf('minutes-vi.pdf')).toMatch(new RegExp(`${named}, [^;]{0,60}: không đọc được`));
    const [from, to] = [filmedMs + segmentMs, filmedMs + 2 * segmentMs].map(formatInstant);
    expect(files.get('gaps.csv')?.toString()).toContain(
      `${from},${to},${(segmentMs / 1000).toFixed(3)},unreadable`,
    );
  });
});
