import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { isLiveIn, requestFacts } from '../../../src/compose/exports.ts';
import { formatInstant, minuteMs, sha256Hex, silentLog } from '../../../src/core/index.ts';
import { type BuildDeps, buildExport, type ExportId, SealedLog } from '../../../src/evidence/index.ts';
import {
  formatNote,
  keyFingerprint,
  type NoteKey,
  noteKey,
  parseNote,
  signNote,
} from '../../../src/log/index.ts';
import { originalName, streamRecordsName } from '../../../src/verify/index.ts';
import { gopMs, segmentMs } from '../../support/evd/footage.ts';
import { flipped, verdictOnZip } from '../../support/evd/verdict.ts';
import {
  ExportedLog,
  exportSealing,
  testExportKey,
  testLogKey,
  trustOfTests,
} from '../../support/export-sealing.ts';
import { keysOf } from '../../support/log-files.ts';
import { readByMediaInfo, readByMp4box } from '../../support/mp4-readers.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { testOrigin } from '../../support/scribe.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { approved } from '../api/filing.ts';
import { filmedBy } from '../api/filmed-footage.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from '../api/ward-footage.ts';

const filmedMs = noonMs - 5 * minuteMs;
/** The second camera was away between its second and its third segment. */
const awayMs = 20_000;
/** From within the first segment to within the last. */
const scope = { fromMs: filmedMs + 3_000, toMs: filmedMs + 4 * segmentMs + 3_000 };

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let log: ExportedLog;
let sealing: ReturnType<typeof exportSealing>;
let cameras: readonly [FilmedCamera, FilmedCamera];
let restarted: FilmedCamera;

beforeAll(async () => {
  postgres = await startPostgres();
  log = new ExportedLog();
  api = await startApi(postgres, { signedLog: log.log });
  sealing = exportSealing(api, log);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  cameras = [
    await aCamera(api, { name: 'Cột 14', neighbourhoodId }),
    await aCamera(api, { name: 'Ngõ 5', neighbourhoodId }),
  ];
  await filmedBy(api, cameras[0], { picture: 'testsrc2', fromMs: filmedMs });
  await filmedBy(api, cameras[1], { picture: 'testsrc', fromMs: filmedMs, awayMs });
  restarted = await aCamera(api, { name: 'Ngõ 9', neighbourhoodId });
  await filmedBy(api, restarted, { picture: 'gradients', fromMs: filmedMs, withLastGop: true });
  officer = await api.as('officer');
}, 120_000);
afterAll(async () => {
  await api?.close();
  await postgres?.stop();
});

const building = (): BuildDeps => ({
  exports: api.deps.exports,
  footage: api.deps.footage,
  store: api.store,
  timeZone: 'Asia/Ho_Chi_Minh',
  agency: {},
  printer: createPdfPrinter(),
  pictureAt: async () => undefined,
  clock: api.clock,
  log: silentLog,
  requestOf: requestFacts(api.deps.checkedRequests, api.deps.users, api.deps.marks),
  isLive: isLiveIn(api.deps.checkedRequests, api.clock),
  ...sealing,
});

async function ordered(
  of: readonly FilmedCamera[] = cameras,
  choice?: object,
): Promise<{ readonly id: ExportId; readonly path: string }> {
  const area = { cameras: of.map(({ id }) => id) };
  const range = { from: formatInstant(scope.fromMs), to: formatInstant(scope.toMs) };
  const { body: request } = await approved(api, officer, { area, ...range });
  const path = `/api/requests/${request.id}/exports`;
  const { body } = await officer.post(path, choice);
  return { id: body.id as ExportId, path: `${path}/${body.id}` };
}

async function exported(of: readonly FilmedCamera[] = cameras, choice?: object): Promise<Buffer> {
  const { id, path } = await ordered(of, choice);
  expect(await buildExport(building(), id)).toBe('done');
  return (await officer.get(`${path}/archive.zip`)).bytes;
}

/** What the verifier finds, without the warnings that a lone test ward gives. */
async function found(zip: Buffer): Promise<string[]> {
  const { findings } = await verdictOnZip(zip, trustOfTests);
  return findings
    .filter(({ what }) => !['gap', 'unwitnessed', 'time-self-asserted'].includes(what))
    .map(({ what, file = '' }) => `${what} ${file}`);
}

describe('when an export is built of footage that the log tells of', () => {
  let zip: Buffer;
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    zip = await exported();
    files = await unzipped(zip);
  });

  it('is found unchanged by the verifier, which warns of the gap, and that no witness saw the log', async () => {
    const { status, findings, counts } = await verdictOnZip(zip, trustOfTests);
    expect([status, findings.map(({ what }) => what)]).toEqual([
      3,
      ['gap', 'unwitnessed', 'time-self-asserted'],
    ]);
    expect(findings[0]?.detail).toMatchObject({ reason: 'offline' });
    expect(counts.records).toBeGreaterThan(2 * 5);
  });

  it('says in its minutes how to verify it, by both fingerprints', async () => {
    for (const language of ['vi', 'en']) {
      const text = await pdfText(files.get(`minutes-${language}.pdf`) ?? Buffer.of());
      const joined = text.replaceAll(/\s/g, '');
      expect(joined).toContain('minhchungverify--policypolicy.txt');
      for (const key of [testLogKey, testExportKey]) expect(joined).toContain(keyFingerprint(key.verifier));
    }
  });

  it('has originals, indexes, pictures, clips and records of each camera', () => {
    const has = (pattern: RegExp) => [...files.keys()].filter((name) => pattern.test(name)).length;
    expect([has(/^segments\//), has(/^clip\//), has(/^index\//)]).toEqual([8, 2, 2]);
    expect([has(/^pictures\/.*1\.jpg$/), has(/^pictures\/.*2\.webp$/)]).toEqual([8, 8]);
    expect(has(/^records\/cam_[^/]+\/(?:main|camera|pictures)\.(?:jsonl|proofs)$/)).toBe(12);
  });

  it('has a clip of which mp4box.js reads every frame and the gap, and MediaInfo every frame', async () => {
    const clip = files.get(`clip/${cameras[1].id}.mp4`) ?? Buffer.of();
    // Eleven GOPs before the camera went, and four after it was back.
    const [gops, framesOfGop] = [11 + 4, 20];
    const { longestStepS, ...read } = readByMp4box(clip);
    expect(read).toEqual({ codec: 'avc1.42c00a', samples: gops * framesOfGop, syncSamples: gops });
    expect(longestStepS).toBeCloseTo((awayMs + gopMs) / 1_000, 3);
    // It adds up the durations of the samples, so that a gap does not count.
    expect(await readByMediaInfo(clip)).toEqual({
      format: 'AVC',
      frames: gops * framesOfGop,
      footageS: (gops * gopMs) / 1_000,
    });
  });
});

describe('when less than the request opens is ordered', () => {
  const kindsOf = (files: ReadonlyMap<string, Buffer>) =>
    ['segments', 'clip', 'index', 'pictures', 'records'].filter((folder) =>
      [...files.keys()].some((name) => name.startsWith(`${folder}/`)),
    );
  const minutesOf = async (files: ReadonlyMap<string, Buffer>) =>
    (await pdfText(files.get('minutes-en.pdf') ?? Buffer.of())).replaceAll(/\s+/g, ' ');

  it('has originals alone, without a remark of the verifier: a clip can be joined from them', async () => {
    const zip = await exported(cameras, { clips: false });
    const files = await unzipped(zip);
    expect(kindsOf(files)).toEqual(['segments', 'index', 'pictures', 'records']);
    expect(await found(zip)).toEqual([]);
    expect(await minutesOf(files)).toContain('Not taken clips (as the requester chose)');
  });

  it('has clips alone, whose GOPs the verifier compares with the log, and says that originals were not ordered', async () => {
    const zip = await exported(cameras, { originals: false });
    const files = await unzipped(zip);
    expect(kindsOf(files)).toEqual(['clip', 'index', 'pictures', 'records']);
    expect(await found(zip)).toEqual(['without-originals custody.jsonl']);
    expect(await minutesOf(files)).toContain('Not taken originals (as the requester chose)');
    expect(files.get('README.txt')?.toString()).not.toContain('segments/');
  });

  it('has papers alone, and the verifier says so', async () => {
    const zip = await exported(cameras, { originals: false, clips: false });
    const files = await unzipped(zip);
    expect(kindsOf(files)).toEqual(['records']);
    expect(await found(zip)).toEqual(['without-originals custody.jsonl']);
    const { subject } = await verdictOnZip(zip, trustOfTests);
    expect(subject).toMatchObject({ originals: 'without', clips: 'without' });
  });

  it('has one camera and a stretch, and both verifier and minutes say that it is a part', async () => {
    const stretch = { fromMs: filmedMs + segmentMs + 1_000, toMs: filmedMs + 2 * segmentMs - 1_000 };
    const range = { from: formatInstant(stretch.fromMs), to: formatInstant(stretch.toMs) };
    const zip = await exported(cameras, { cameras: [cameras[1].id], ...range, clips: false });
    const files = await unzipped(zip);
    const named = [...files.keys()].filter((name) => name.startsWith('segments/'));
    expect(named).toHaveLength(1);
    expect(named[0]).toContain(cameras[1].id);
    expect(await found(zip)).toEqual(['part-of-request custody.jsonl']);
    expect(await minutesOf(files)).toMatch(/Not taken camera Cột 14; the time .+; the time .+; clips \(as/);
    expect(JSON.parse(files.get('request.json')?.toString() ?? '')).toMatchObject({
      taken: { ...range, originals: 'with', clips: 'without' },
    });
  });

  it('is refused where the catalogue says another order than the log', async () => {
    const { id, path } = await ordered(cameras, { originals: false });
    const altered = api.database.db.updateTable('export').set({ with_originals: true });
    await altered.where('id', '=', id).execute();
    await buildExport(building(), id);
    expect((await officer.get(path)).body).toMatchObject({ state: 'failed', failure: 'order-altered' });
  });
});

describe('when a run began with the GOP that the run before it ended with', () => {
  it('is found unchanged: the clip shows a GOP as often as it was recorded', async () => {
    expect(await found(await exported([restarted]))).toEqual([]);
  });
});

describe('when the signer of the log is away', () => {
  it('waits, says since when, and is built when the signer is back', async () => {
    const { id, path } = await ordered();
    sealing.desk.isAway = true;
    await expect(buildExport(building(), id)).rejects.toMatchObject({ code: 'seal-pending' });
    expect((await officer.get(path)).body).toMatchObject({
      state: 'building',
      sealAwaitedSince: formatInstant(noonMs),
    });
    sealing.desk.isAway = false;
    expect(await buildExport(building(), id)).toBe('done');
    const { body } = await officer.get(path);
    expect(body).toMatchObject({ state: 'ready' });
    expect(body).not.toHaveProperty('sealAwaitedSince');
  });

  it('gives out no bundle before the log has sealed what it says of it', async () => {
    const { id, path } = await ordered();
    const { exports } = api.deps;
    const build = exports.build.bind(exports);
    exports.build = async (...given) => {
      const isBuilt = await build(...given);
      sealing.desk.isAway = true;
      return isBuilt;
    };
    await expect(buildExport(building(), id)).rejects.toMatchObject({ code: 'seal-pending' });
    exports.build = build;
    expect((await officer.get(`${path}/archive.zip`)).body.code).toBe('export-not-ready');
    sealing.desk.isAway = false;
    const reads = api.store.reads;
    expect(await buildExport(building(), id)).toBe('done');
    expect(api.store.reads).toBe(reads);
    expect(await found((await officer.get(`${path}/archive.zip`)).bytes)).toEqual([]);
  });
});

describe('when an original was changed together with its row', () => {
  it('A22 is named as altered, because its record counts', async () => {
    const [segment] = await api.deps.footage.segmentsIn(cameras[0].id, scope);
    if (!segment) throw new Error('there is no segment');
    const kept = api.store.objects.get(segment.objectKey) ?? Buffer.of();
    const other = flipped(kept);
    const row = (sha256: string) =>
      api.database.db
        .updateTable('segment')
        .set({ sha256 })
        .where('object_key', '=', segment.objectKey)
        .execute();
    api.store.objects.set(segment.objectKey, other);
    await row(sha256Hex(other));
    const { id, path } = await ordered();
    await buildExport(building(), id);
    expect((await officer.get(path)).body).toMatchObject({ progress: { faults: 1 } });
    const name = originalName(cameras[0].id, 'main', segment.record?.seq ?? 0);
    expect(await found((await officer.get(`${path}/archive.zip`)).bytes)).toContain(
      `original-differs ${name}`,
    );
    api.store.objects.set(segment.objectKey, kept);
    await row(segment.sha256);
  });
});

describe('when the key of the log changes while an export is built', () => {
  it('fails, because its bundle names the key of before', async () => {
    const { id, path } = await ordered();
    const next = noteKey(testOrigin, keysOf('d8'.repeat(32)).privateKey);
    const read = async (path: string) => {
      const bytes = await log.folder.read(path);
      return bytes && path === 'checkpoint' ? signedBy(next, bytes) : bytes;
    };
    const opened = [sealing.openLog, () => SealedLog.open(read, next.verifier)];
    const openLog = () => (opened.shift() ?? sealing.openLog)();
    await buildExport({ ...building(), openLog }, id);
    expect((await officer.get(path)).body).toMatchObject({ state: 'failed', failure: 'log-key-changed' });
  });
});

describe('when the key of the log was changed before an export', () => {
  it('is found unchanged by the fingerprint of before and by the new one', async () => {
    log.next = noteKey(testOrigin, keysOf('e9'.repeat(32)).privateKey);
    const next = keyFingerprint(log.next.verifier);
    await sealing.askSeal();
    const zip = await exported();
    expect((await unzipped(zip)).get('keys/log.jsonl')?.toString()).toContain('"type":"key"');
    for (const pinned of [trustOfTests, { ...trustOfTests, log: [next] }])
      expect((await verdictOnZip(zip, pinned)).findings.map(({ what }) => what)).toEqual([
        'gap',
        'unwitnessed',
        'time-self-asserted',
      ]);
  });
});

describe('when footage has no record', () => {
  const loseRecords = (camera: FilmedCamera) =>
    api.database.db
      .updateTable('segment')
      .set({ record_seq: null })
      .where('camera_id', '=', camera.id)
      .execute();

  it('is exported without signatures where an earlier version left it, as that version did', async () => {
    await loseRecords(cameras[1]);
    sealing.desk.isAdopted = false;
    const { id, path } = await ordered();
    expect(await buildExport(building(), id)).toBe('done');
    sealing.desk.isAdopted = true;
    const files = await unzipped((await officer.get(`${path}/archive.zip`)).bytes);
    expect(files.has('manifest.json')).toBe(false);
    expect(files.has(`segments/${cameras[1].id}/0001.mp4`)).toBe(true);
  });

  it('is left out of a signed bundle where somebody took the records from the rows, and the verifier names it', async () => {
    await loseRecords(cameras[1]);
    const zip = await exported();
    const files = await unzipped(zip);
    expect([...files.keys()].filter((name) => name.startsWith(`segments/${cameras[1].id}/`))).toEqual([]);
    expect(await found(zip)).toContain(`original-missing ${streamRecordsName(cameras[1].id, 'main')}`);
    expect(files.get('gaps.csv')?.toString()).toContain(',unknown');
  });
});

function signedBy({ verifier, privateKey }: NoteKey, note: Uint8Array): Uint8Array {
  const { text } = parseNote(note);
  return formatNote({ text, signatures: [signNote(text, verifier, privateKey)] });
}
