import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, hourMs, minuteMs, sha256Hex } from '../../../src/core/index.ts';
import type { GapReason } from '../../../src/recording/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { statedRecords } from '../../support/stated-records.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const range = { fromMs: noonMs - 40 * minuteMs, toMs: noonMs - 20 * minuteMs };
/** Six decimals: the cameras of a case lie about a kilometre from those of another. */
const centres = {
  dead: { lat: 21.01, lon: 107.3 },
  paused: { lat: 21.02, lon: 107.3 },
  expired: { lat: 21.03, lon: 107.3 },
  'never-recorded': { lat: 21.04, lon: 107.3 },
  'no-camera': { lat: 21.05, lon: 107.3 },
  filmed: { lat: 21.06, lon: 107.3 },
  awaited: { lat: 21.07, lon: 107.3 },
} as const;
type Case = keyof typeof centres;

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  officer = await api.as('officer');
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  const standing = async (name: string, { lat, lon }: { lat: number; lon: number }, enrolledAtMs?: number) =>
    aCamera(api, {
      name,
      neighbourhoodId,
      place: { lat, lon, bearingDeg: 90 },
      ...(enrolledAtMs !== undefined && { enrolledAtMs }),
    });
  await silent(await standing('Cột 14', centres.dead), 'offline');
  await silent(await standing('Ngõ 5', centres.paused), 'paused');
  await silent(await standing('Cổng chợ', centres.expired), 'expired');
  await standing('Trạm y tế', centres['never-recorded'], noonMs - 10 * minuteMs);
  // 150 m north of the centre: outside the radius of 100 m, within twice of it; and one at 300 m.
  const north = (m: number) => ({ lat: centres['no-camera'].lat + m / 111_195, lon: 107.3 });
  await silent(await standing('Ngã ba gần', north(150)), 'offline');
  await silent(await standing('Ngã ba xa', north(300)), 'offline');
  await filmed(api, await standing('Nhà văn hóa', centres.filmed), { fromMs: range.fromMs, count: 1 });
  await standing('Trường học', centres.awaited);
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

/** Nothing of that time was recorded, for that reason. */
async function silent({ streamId }: FilmedCamera, reason: GapReason): Promise<void> {
  const gap = [streamId, noonMs - hourMs, noonMs, reason];
  await api.database.pool.query(
    'insert into gap (stream_id, start_ms, end_ms, reason) values ($1, $2, $3, $4)',
    gap,
  );
  await api.database.pool.query('update stream set accounted_until_ms = $2 where id = $1', [
    streamId,
    noonMs,
  ]);
}

const asked = (of: Case, over: object = {}) => ({
  caseNumber: 'VA-2026/118',
  authority: 'Công an phường Cẩm Thịnh',
  area: { near: centres[of], radiusM: 100 },
  from: formatInstant(range.fromMs),
  to: formatInstant(range.toMs),
  ...over,
});

interface Given {
  readonly id: string;
  readonly sha256: string;
  readonly grounds: string[];
  readonly record: { readonly chain: string; readonly seq: number };
}

async function given(of: Case, by: Client = officer): Promise<Given> {
  const { status, body } = await by.post('/api/negative-answers', asked(of));
  expect([status, body.code]).toEqual([201, undefined]);
  return body as unknown as Given;
}

const paperOf = async ({ id }: Given, language: 'vi' | 'en'): Promise<string> => {
  const { status, bytes } = await officer.get(`/api/negative-answers/${id}/paper.pdf?language=${language}`);
  expect(status).toBe(200);
  return pdfText(bytes);
};

const statementOf = async ({ id }: Given): Promise<Buffer> =>
  (await officer.get(`/api/negative-answers/${id}/statement.json`)).bytes;

describe('when there is no footage of a place and time', () => {
  it.each([
    ['dead', 'Cột 14', 'mất kết nối', 'offline'],
    ['paused', 'Ngõ 5', 'tạm dừng theo đề nghị', 'paused at a contributor'],
    ['expired', 'Cổng chợ', 'đã xóa theo thời hạn', 'expired'],
    ['never-recorded', 'Trạm y tế', 'camera chưa được đưa vào hệ thống', 'the camera was not enrolled yet'],
  ] as const)(
    'answers by a paper that the camera is %s, with time and reason',
    async (ground, name, vi, en) => {
      const answer = await given(ground);
      expect(answer.grounds).toEqual([ground]);
      for (const [language, reason] of [
        ['vi', vi],
        ['en', en],
      ] as const) {
        const text = await paperOf(answer, language);
        expect(text).toContain(name);
        expect(text).toContain(reason);
        expect(text).toContain('VA-2026/118');
        expect(text).toContain('18:20:00');
        expect(text.replaceAll(' ', '')).toContain(answer.sha256);
      }
      const { cameras } = JSON.parse((await statementOf(answer)).toString()) as { cameras: object[] };
      const { fromMs, toMs } = range;
      const missing = [{ ground, from: formatInstant(fromMs), to: formatInstant(toMs) }];
      expect(cameras).toMatchObject([{ name, distanceM: 0, missing }]);
    },
  );

  it('answers that no camera is there, and names those within twice the radius alone', async () => {
    const answer = await given('no-camera');
    expect(answer.grounds).toEqual(['no-camera']);
    const statement = (await statementOf(answer)).toString();
    expect(JSON.parse(statement)).toMatchObject({
      cameras: [],
      outerCameras: [{ name: 'Ngã ba gần', distanceM: 150 }],
    });
    expect(statement).not.toContain('Ngã ba xa');
    const text = await paperOf(answer, 'vi');
    expect(text).toContain('Không có camera nào của hệ thống tại địa điểm đó');
    expect(text).toContain('Ngã ba gần');
    expect(text).not.toContain('Ngã ba xa');
    // Of those outside nothing is said but that they are there.
    expect(text).not.toContain('mất kết nối');
  });

  it('names a neighbourhood as people do, and not by its id', async () => {
    const empty = await aNeighbourhood(api, 'Tổ dân phố Đông');
    const { body } = await officer.post(
      '/api/negative-answers',
      asked('dead', { area: { neighbourhood: empty } }),
    );
    const text = await paperOf(body as unknown as Given, 'vi');
    expect(text).toContain('địa bàn Tổ dân phố Đông');
    expect(text).not.toContain(empty);
  });

  it('is a record of the log and an event, with the digest of the statement', async () => {
    const answer = await given('paused');
    expect(sha256Hex(await statementOf(answer))).toBe(answer.sha256);
    const records = await statedRecords(api.database.db, 'site/');
    const record = records.find((each) => each.type === 'neg' && each.neg === answer.id);
    expect(record).toMatchObject({
      type: 'neg',
      sha256: answer.sha256,
      cams: 1,
      t0: formatInstant(range.fromMs),
      seq: answer.record.seq,
      role: 'officer',
    });
    expect(`site/${(record as { site: string }).site}`).toBe(answer.record.chain);
    expect(JSON.stringify(record)).not.toContain('VA-2026');
    const event = (await custodyOf(api.database.pool)).find(({ detail }) => detail?.negativeId === answer.id);
    expect(event).toMatchObject({ event: 'negative-stated', detail: { sha256: answer.sha256, cameras: 1 } });
  });

  it('gives the same paper again, to its officer, the custodian and the auditor; to no other officer', async () => {
    const { id } = await given('dead');
    const path = `/api/negative-answers/${id}/paper.pdf?language=en`;
    const first = await officer.get(path);
    expect((await officer.get(path)).bytes.equals(first.bytes)).toBe(true);
    for (const role of ['custodian', 'auditor'] as const)
      expect((await (await api.as(role)).get(path)).status).toBe(200);
    const colleague = await (await api.as('officer', 'colleague')).get(path);
    expect([colleague.status, colleague.body.code]).toEqual([404, 'negative-not-found']);
  });
});

describe('when there is footage, or some may still come', () => {
  it.each([
    ['filmed', {}, 'footage-there'],
    ['awaited', {}, 'footage-awaited'],
    ['no-camera', { to: formatInstant(noonMs + minuteMs) }, 'footage-awaited'],
  ] as const)('states nothing of %s', async (of, over, code) => {
    const before = (await statedRecords(api.database.db, 'site/')).length;
    const { status, body } = await officer.post('/api/negative-answers', asked(of, over));
    expect([status, body.code]).toEqual([409, code]);
    expect(await statedRecords(api.database.db, 'site/')).toHaveLength(before);
  });

  it('reads what is asked for as a form, and names the field', async () => {
    const refusal = async (over: object) => {
      const { status, body } = await officer.post('/api/negative-answers', asked('dead', over));
      return [status, body.code, body.field];
    };
    expect(await refusal({ caseNumber: '' })).toEqual([400, 'case-number-invalid', 'caseNumber']);
    expect(await refusal({ place: ' ' })).toEqual([400, 'place-name-invalid', 'place']);
    expect(await refusal({ area: {} })).toEqual([400, 'area-invalid', 'area']);
    expect(await refusal({ purpose: 'x' })).toEqual([400, 'request-field-unknown', 'purpose']);
  });
});
