import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostMarks, mostPictured } from '../../../src/access/index.ts';
import { createFrameDecoder } from '../../../src/adapters/ffmpeg/frame-decoder/frame-decoder.ts';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { isLiveIn, picturesFrom, requestFacts } from '../../../src/compose/exports.ts';
import { formatInstant, minuteMs, newId, silentLog } from '../../../src/core/index.ts';
import { type BuildDeps, buildExport, type ExportId, layoutOf } from '../../../src/evidence/index.ts';
import { CheckedFootage } from '../../../src/footage/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { ExportedLog, exportSealing } from '../../support/export-sealing.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aForm, approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 10 * minuteMs;
const at = (ms: number): string => formatInstant(filmedMs + ms);

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
  officer = await api.as('officer');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const form = (over: object = {}) => ({
  area: { cameras: [corner.id] },
  from: at(3_000),
  to: at(3 * segmentMs + 60_000),
  ...over,
});

/** Marks of a new approved request of the officer, as a path. */
async function marksOfRequest(): Promise<string> {
  const { body, status } = await approved(api, officer, form());
  expect(status).toBe(201);
  return `/api/requests/${body.id}/marks`;
}

const aMark = (over: object = {}) => ({ cameraId: corner.id, at: at(5_500), note: 'Người áo đỏ', ...over });

describe('when an officer marks instants of an approved request', () => {
  it('lists them by time to all who see the request, changes and removes them, and has an event for each act', async () => {
    const path = await marksOfRequest();
    const late = await officer.post(path, aMark({ at: at(20_000), note: 'Xe rẽ phải' }));
    const early = await officer.post(path, aMark({ still: true }));
    expect([late.status, early.status]).toEqual([201, 201]);
    expect(early.body).toMatchObject({
      cameraId: corner.id,
      at: at(5_500),
      note: 'Người áo đỏ',
      still: true,
    });
    const changed = await officer.patch(`${path}/${late.body.id}`, { note: 'Xe rẽ trái', still: true });
    expect(changed.body).toMatchObject({ note: 'Xe rẽ trái', still: true, changedAt: formatInstant(noonMs) });
    const ids = async (client: Client) => (await client.get(path)).body.marks.map(({ id }) => id);
    expect(await ids(officer)).toEqual([early.body.id, late.body.id]);
    expect(await ids(await api.as('custodian'))).toEqual([early.body.id, late.body.id]);
    const seen = JSON.stringify((await (await api.as('auditor')).get(path)).body);
    expect(seen).toContain('pseudonym');
    expect(seen).not.toContain('The officer');
    expect((await officer.delete(`${path}/${early.body.id}`)).status).toBe(204);
    expect((await officer.delete(`${path}/${early.body.id}`)).body.code).toBe('mark-not-found');
    expect(await ids(officer)).toEqual([late.body.id]);
    const events = await custodyOf(api.database.pool);
    const own = events.filter(({ detail }) => [early.body.id, late.body.id].includes(String(detail?.markId)));
    expect(own.map(({ event, detail }) => [event, detail?.still])).toEqual([
      ['mark-made', 'none'],
      ['mark-made', 'chosen'],
      ['mark-changed', 'chosen'],
      ['mark-removed', 'chosen'],
    ]);
    expect(own[0]).toMatchObject({
      cameraId: corner.id,
      fromMs: filmedMs + 20_000,
      requestId: path.split('/')[3],
    });
    expect(JSON.stringify(own)).not.toContain('Xe rẽ');
  });

  it('refuses what the request does not open, by name', async () => {
    const path = await marksOfRequest();
    const refusal = async (over: object) => {
      const { status, body } = await officer.post(path, aMark(over));
      return [status, body.code];
    };
    expect(await refusal({ at: at(2_000) })).toEqual([403, 'time-outside-request']);
    expect(await refusal({ cameraId: other.id })).toEqual([403, 'camera-outside-request']);
    expect(await refusal({ note: ' ' })).toEqual([400, 'mark-note-invalid']);
    expect(await refusal({ note: 'two\nlines' })).toEqual([400, 'mark-note-invalid']);
    expect(await refusal({ at: 'then' })).toEqual([400, 'instant-invalid']);
    expect(await refusal({ cameraId: 'here' })).toEqual([400, 'unknown-camera']);
    expect(await refusal({ still: 1 })).toEqual([400, 'mark-still-invalid']);
    expect(await refusal({ colour: 'red' })).toEqual([400, 'mark-field-unknown']);
    const unfilmed = await approved(api, officer, form({ area: { cameras: [other.id] } }));
    const there = `/api/requests/${unfilmed.body.id}/marks`;
    const pictured = await officer.post(there, aMark({ cameraId: other.id, still: true }));
    expect([pictured.status, pictured.body.code]).toEqual([404, 'no-picture-then']);
    const waiting = await officer.post('/api/requests', aForm(form()));
    const early = await officer.post(`/api/requests/${waiting.body.id}/marks`, aMark());
    expect([early.status, early.body.code]).toEqual([403, 'request-not-approved']);
  });

  it('changes nothing once the request is closed, and keeps what was marked', async () => {
    const path = await marksOfRequest();
    const { body } = await officer.post(path, aMark());
    await officer.post(path.replace('marks', 'closing'), { outcome: 'found' });
    const after = [
      await officer.post(path, aMark()),
      await officer.patch(`${path}/${body.id}`, { note: 'khác' }),
      await officer.delete(`${path}/${body.id}`),
    ];
    expect(after.map(({ status, body: { code } }) => [status, code])).toEqual(
      after.map(() => [403, 'request-not-approved']),
    );
    expect((await officer.get(path)).body.marks).toMatchObject([{ note: 'Người áo đỏ' }]);
  });

  it('marks nothing under a request that is closed at the same moment', async () => {
    const path = await marksOfRequest();
    const { footage } = api.deps;
    const segmentsIn = footage.segmentsIn.bind(footage);
    footage.segmentsIn = async (...asked) => {
      footage.segmentsIn = segmentsIn;
      await officer.post(path.replace('marks', 'closing'), { outcome: 'found' });
      return segmentsIn(...asked);
    };
    const { status, body } = await officer.post(path, aMark({ still: true }));
    expect([status, body.code]).toEqual([409, 'request-changed']);
    expect((await officer.get(path)).body.marks).toEqual([]);
  });

  it('takes no more than the minutes can print', async () => {
    const path = await marksOfRequest();
    const mark = (i: number, isPictured: boolean) => [newId('mark', noonMs), at(i), isPictured] as const;
    const insert = (marks: readonly (readonly [string, string, boolean])[]) =>
      api.database.pool.query(
        `insert into request_mark select id, $1, $2, 0, 'x', pictured,
           (select requester_id from request where id = $1), 0
           from unnest($3::text[], $4::boolean[]) as given (id, pictured)`,
        [path.split('/')[3], corner.id, marks.map(([id]) => id), marks.map(([, , pictured]) => pictured)],
      );
    await insert(Array.from({ length: mostPictured }, (_, i) => mark(i, true)));
    expect((await officer.post(path, aMark({ still: true }))).body.code).toBe('stills-full');
    await insert(Array.from({ length: mostMarks - mostPictured - 1 }, (_, i) => mark(i, false)));
    expect((await officer.post(path, aMark())).status).toBe(201);
    expect((await officer.post(path, aMark())).body.code).toBe('marks-full');
  });
});

const printer = createPdfPrinter();

function building(over: Partial<BuildDeps> = {}): BuildDeps {
  const { exports, footage, checkedRequests: requests, users, marks } = api.deps;
  const alterations = { note: async () => {} };
  const objects = api.store;
  return {
    exports,
    footage,
    store: objects,
    timeZone: 'Asia/Ho_Chi_Minh',
    agency: {},
    printer,
    pictureAt: picturesFrom(
      new CheckedFootage({ objects, alterations, clock: api.clock, log: silentLog }),
      createFrameDecoder(),
    ),
    clock: api.clock,
    log: silentLog,
    requestOf: requestFacts(requests, users, marks),
    isLive: isLiveIn(requests, api.clock),
    ...sealing,
    ...over,
  };
}

interface BuiltExport {
  readonly archive: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

async function exported(marks: string, deps = building()): Promise<BuiltExport> {
  const path = marks.replace('marks', 'exports');
  const { body } = await officer.post(path);
  expect(await buildExport(deps, body.id as ExportId)).toBe('done');
  const archive = `${path}/${body.id}/archive.zip`;
  return { archive, files: await unzipped((await officer.get(archive)).bytes) };
}

const minutesOf = ({ files }: BuiltExport, lang: 'vi' | 'en') =>
  pdfText(files.get(`minutes-${lang}.pdf`) ?? Buffer.alloc(0));

describe('when an export of a request with marks is built', () => {
  it('prints them in the minutes of both languages, with the frame of each chosen instant', async () => {
    const path = await marksOfRequest();
    await officer.post(path, aMark({ still: true }));
    await officer.post(path, aMark({ at: at(20_000), note: 'Xe rẽ phải' }));
    const built = await exported(path);
    const [vi, en] = [await minutesOf(built, 'vi'), await minutesOf(built, 'en')];
    for (const text of [vi, en]) {
      expect(text).toContain('Người áo đỏ');
      expect(text).toContain('Xe rẽ phải');
      // The frame of 5.5 s itself: ten a second, a keyframe at 4 s.
      expect(text).toMatch(/(?:Mốc|Mark) 1\. Cột 14, 18:50:05[.,]5 /);
    }
    expect(vi).toContain('PHỤ LỤC 3: ẢNH CHỤP');
    expect(en).toContain('ANNEX 3: STILLS');
    const pages = built.files.get('minutes-vi.pdf') ?? Buffer.alloc(0);
    const jpeg = pages.subarray(pages.indexOf(Buffer.from([0xff, 0xd8, 0xff])));
    expect(await sharp(jpeg, { failOn: 'none' }).metadata()).toMatchObject({ width: 320, height: 180 });
  });

  /** Where a file begins in the bundle. */
  async function offsetOf(archive: string, name: string): Promise<number> {
    const [exportId = ''] = /exp_[0-9a-z]+/.exec(archive) ?? [];
    const manifest = await api.deps.exports.manifest(exportId as ExportId);
    const entry = manifest?.files.findIndex((file) => file.name === name);
    const pieces = manifest ? layoutOf(manifest).pieces : [];
    const piece = pieces.find((each) => each.kind === 'content' && each.entry === entry);
    if (!piece) throw new Error(`no ${name} in the bundle`);
    return piece.offsetBytes;
  }

  it('names the camera of a still in the event of a download of the minutes alone', async () => {
    const path = await marksOfRequest();
    await officer.post(path, aMark({ still: true }));
    const { archive } = await exported(path);
    const at = await offsetOf(archive, 'minutes-vi.pdf');
    const before = (await custodyOf(api.database.pool)).length;
    await officer.call('GET', archive, undefined, { range: `bytes=${at}-${at + 9}` });
    const [issued] = (await custodyOf(api.database.pool)).slice(before);
    expect(issued).toMatchObject({ event: 'download-issued', cameraId: corner.id });
  });

  it('says so where a chosen still cannot be shown', async () => {
    const path = await marksOfRequest();
    await officer.post(path, aMark({ still: true }));
    const text = await minutesOf(await exported(path, building({ pictureAt: async () => undefined })), 'en');
    expect(text).toContain('no picture');
    expect(text).not.toContain('ANNEX 3');
  });
});
