import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isLiveIn, requestFacts } from '../../../src/compose/exports.ts';
import {
  canonicalJson,
  dayMs,
  formatInstant,
  minuteMs,
  sha256Hex,
  silentLog,
} from '../../../src/core/index.ts';
import { type BuildDeps, buildExport, type ExportId } from '../../../src/evidence/index.ts';
import { type EvidenceRecord, parseRecord, wordsDigest } from '../../../src/log/index.ts';
import { reportText } from '../../../src/verify/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';
import { ExportedLog, exportSealing, trustOfTests } from '../../support/export-sealing.ts';
import { MemoryThrottle } from '../../support/memory-throttle.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';
import { approved, aRecipient } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const fromMs = noonMs - 5 * minuteMs;

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let recipient: Client;
let camera: FilmedCamera;
let sealing: ReturnType<typeof exportSealing>;
let throttle: MemoryThrottle;
/** What the process logged. */
const lines: string[] = [];
const said =
  (level: string) =>
  (...given: unknown[]) => {
    lines.push(`${level} ${JSON.stringify(given)}`);
  };
const log = { ...silentLog, info: said('info'), warn: said('warn'), error: said('error') };

const renewTries = () => {
  throttle = new MemoryThrottle();
};
beforeAll(renewTries);
beforeEach(renewTries);
beforeAll(async () => {
  postgres = await startPostgres();
  const exported = new ExportedLog();
  const tries = {
    admit: (key: string) => throttle.admit(key),
    forget: (key: string) => throttle.forget(key),
  };
  api = await startApi(postgres, { signedLog: exported.log, log, throttle: tries });
  sealing = exportSealing(api, exported);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  await filmed(api, camera, { fromMs, count: 2 });
  officer = await api.as('officer');
  recipient = api.anonymous();
});
afterAll(async () => {
  await api?.close();
  await postgres?.stop();
});

interface Ready {
  readonly id: ExportId;
  readonly requestId: string;
  readonly path: string;
  /** Of the manifest, as the service says. */
  readonly sha256: string;
}

const building = (): BuildDeps => ({
  exports: api.deps.exports,
  footage: api.deps.footage,
  store: api.store,
  timeZone: 'Asia/Ho_Chi_Minh',
  agency: {},
  // Of the minutes, which are not looked at here.
  printer: { print: async () => Buffer.from('%PDF-1.7') },
  pictureAt: async () => undefined,
  clock: api.clock,
  log: silentLog,
  requestOf: requestFacts(api.deps.checkedRequests, api.deps.users, api.deps.marks),
  isLive: isLiveIn(api.deps.checkedRequests, api.clock),
  ...sealing,
});

async function aRequest(): Promise<string> {
  const range = { from: formatInstant(fromMs), to: formatInstant(fromMs + 2 * segmentMs) };
  return (await approved(api, officer, { area: { cameras: [camera.id] }, ...range })).body.id;
}

async function aBuiltExport(of?: string): Promise<Ready> {
  const requestId = of ?? (await aRequest());
  const { body } = await officer.post(`/api/requests/${requestId}/exports`);
  const id = body.id as ExportId;
  expect(await buildExport(building(), id)).toBe('done');
  const path = `/api/requests/${requestId}/exports/${id}`;
  const { manifestSha256: sha256 = '' } = (await shown(path)).archive;
  return { id, requestId, path, sha256 };
}

interface Shown {
  readonly archive: {
    readonly manifestSha256?: string;
    readonly fileName: string;
    readonly sizeBytes: number;
  };
  readonly handOvers: {
    readonly id: string;
    readonly recipient: object;
    readonly endsAt?: string;
    readonly withdrawnAt?: string;
    readonly altered?: string;
    readonly acknowledged?: { readonly record: { readonly chain: string; readonly seq: number } };
  }[];
}

const shown = async (path: string): Promise<Shown> => (await officer.get(path)).body as unknown as Shown;

async function aLink({ path }: Ready): Promise<{ readonly token: string; readonly id: string }> {
  const { status, body } = await officer.post(`${path}/hand-over-links`, aRecipient);
  expect([status, body.code]).toEqual([201, undefined]);
  const { token, handOver } = body as unknown as { token: string; handOver: { id: string } };
  return { token, id: handOver.id };
}

const read = (token: string): Promise<Answer> => recipient.post('/api/hand-over', { token });

const confirm = (token: string, sha256: string, name = 'Trần Văn Bình'): Promise<Answer> =>
  recipient.post('/api/hand-over/confirm', { token, name, sha256 });

type HandedOver = Extract<EvidenceRecord, { readonly act: 'hand-over' }>;

/** Of its request, as far as they are not sealed yet. */
async function handOversIn({ requestId }: Ready): Promise<HandedOver[]> {
  const { rows } = await api.database.pool.query<{ body: Buffer }>(
    'select body from log_outbox o join log_chain c on c.no = o.chain where c.name = $1 order by o.id',
    [`req/${requestId}`],
  );
  return rows.flatMap(({ body }) => {
    const record = parseRecord(body);
    return record.type === 'exp' && record.act === 'hand-over' ? [record] : [];
  });
}

const eventsOf = async ({ id }: Ready): Promise<string[]> =>
  (await custodyOf(api.database.pool))
    .filter(({ detail }) => detail?.exportId === id)
    .map(({ event }) => event)
    .slice(2);

describe('when the recipient of a bundle acknowledges it by a link', () => {
  let built: Ready;
  beforeAll(async () => {
    built = await aBuiltExport();
  });

  it('shows case, digest, files, size and giver, as the bundle has them and the verifier prints them', async () => {
    const zip = (await officer.get(`${built.path}/archive.zip`)).bytes;
    const files = await unzipped(zip);
    const { status, body } = await read((await aLink(built)).token);
    expect([status, body]).toMatchObject([
      200,
      {
        caseNumber: 'VA-2026/118',
        manifestSha256: sha256Hex(files.get('manifest.json') ?? Buffer.of()),
        files: files.size,
        sizeBytes: zip.length,
        givenBy: 'The officer',
        recipient: aRecipient,
        endsAt: formatInstant(noonMs + 7 * dayMs),
      },
    ]);
    const report = await verdictOnZip(zip, trustOfTests);
    const { subject, counts } = report;
    expect([subject?.manifestSha256, counts.files]).toEqual([built.sha256, files.size]);
    const groups = built.sha256.match(/.{4}/g)?.join(' ') ?? '';
    expect(reportText(report, 'vi')).toContain(`Mã SHA-256 của bản kê: ${groups}`);
    expect(reportText(report, 'en')).toContain(`SHA-256 of the manifest: ${groups}`);
    expect(JSON.stringify(body)).not.toContain(camera.id);
  });

  it('is a record of the chain of the request, an event, and shown on the export', async () => {
    const { token, id } = await aLink(built);
    expect(await confirm(token, built.sha256, ' Bình, Trần Văn ')).toMatchObject({
      status: 201,
      body: { at: formatInstant(noonMs), signer: 'Bình, Trần Văn', manifestSha256: built.sha256 },
    });
    const [record] = await handOversIn(built);
    const to = { ...aRecipient, signer: 'Bình, Trần Văn' };
    expect(record).toMatchObject({
      ...{ type: 'exp', act: 'hand-over', exp: built.id, req: built.requestId, role: 'service' },
      ...{ how: 'link', sha256: built.sha256, to: wordsDigest(record?.salt ?? '', canonicalJson(to)) },
    });
    expect(record).not.toHaveProperty('actor');
    expect(JSON.stringify(record)).not.toContain('Bình');
    const acknowledged = { how: 'link', at: formatInstant(noonMs), signer: 'Bình, Trần Văn' };
    const place = { chain: `req/${built.requestId}`, seq: record?.rseq };
    expect((await shown(built.path)).handOvers.find((each) => each.id === id)).toEqual({
      ...{ id, madeAt: formatInstant(noonMs), recipient: aRecipient },
      acknowledged: { ...acknowledged, manifestSha256: built.sha256, record: place },
    });
    expect((await eventsOf(built)).slice(-2)).toEqual(['hand-over-offered', 'export-handed-over']);
    const event = (await custodyOf(api.database.pool)).at(-1);
    expect(event).toMatchObject({ role: 'service', detail: { handOverId: id, acknowledgedBy: 'link' } });
    expect(JSON.stringify(event)).not.toContain('Bình');
  });

  it.each([
    ['wait for the signer', async () => {}],
    ['are sealed', () => sealing.askSeal()],
  ])('names what was altered of it in the catalogue, when its records %s', async (_, meanwhile) => {
    const own = await aBuiltExport();
    const { token, id } = await aLink(own);
    expect((await confirm(token, own.sha256)).status).toBe(201);
    await meanwhile();
    const altered = async () => (await shown(own.path)).handOvers.map((each) => each.altered);
    expect(await altered()).toEqual([undefined]);
    for (const [column, value, member] of [
      ['recipient_name', 'Lê Văn Khác', 'recipient'],
      ['recipient_agency', 'Công an phường khác', 'recipient'],
      ['recipient_paper', '99', 'recipient'],
      ['signer', 'Lê Văn Khác', 'recipient'],
      ['manifest_sha256', '0'.repeat(64), 'manifestSha256'],
      ['acknowledged_at_ms', noonMs + 1, 'at'],
      ['record_seq', 1, 'record'],
      ['record_chain', 'req/another', 'record'],
    ] as const) {
      const { rows } = await api.database.pool.query<{ kept: unknown }>(
        `select ${column} as kept from hand_over where id = $1`,
        [id],
      );
      const set = `update hand_over set ${column} = $2 where id = $1`;
      await api.database.pool.query(set, [id, value]);
      expect([column, await altered()]).toEqual([column, [member]]);
      await api.database.pool.query(set, [id, rows[0]?.kept]);
    }
    expect(await altered()).toEqual([undefined]);
  });

  it('leaves the chain whole: the verifier finds nothing in the records of a later export', async () => {
    const later = await aBuiltExport(built.requestId);
    const zip = (await officer.get(`${later.path}/archive.zip`)).bytes;
    const { findings } = await verdictOnZip(zip, trustOfTests);
    const told = (await unzipped(zip)).get('custody.jsonl')?.toString() ?? '';
    expect(told).toContain('"act":"hand-over"');
    expect(findings.filter(({ file = '' }) => /^(?:custody|exp)\./.test(file))).toEqual([]);
    expect((await shown(later.path)).handOvers).toEqual([]);
  });

  it('answers wrong, used, withdrawn and ended links, and texts that are none, alike', async () => {
    const [used, withdrawn, ended] = [await aLink(built), await aLink(built), await aLink(built)];
    expect((await confirm(used.token, built.sha256)).status).toBe(201);
    const link = `${built.path}/hand-over-links/${withdrawn.id}`;
    expect((await officer.delete(link)).status).toBe(204);
    expect((await officer.delete(link)).body.code).toBe('hand-over-not-found');
    const seen = async (token: string) =>
      [await read(token), await confirm(token, built.sha256)].map(({ status, body, headers }) => {
        const { requestId: _, ...problem } = body;
        return { status, problem, length: headers.get('content-length') };
      });
    const tokens = ['A'.repeat(43), used.token, withdrawn.token, '', "' or 1 = 1", used.token.slice(1)];
    const answers = await Promise.all(tokens.map(seen));
    api.clock.atMs += 7 * dayMs;
    answers.push(await seen(ended.token));
    api.clock.atMs -= 7 * dayMs;
    expect(answers[0]?.[0]).toMatchObject({ status: 403, problem: { code: 'hand-over-refused' } });
    for (const each of answers) expect(each).toEqual(answers[0]);
  });

  it('changes nothing when the link is opened, by GET, HEAD or the page', async () => {
    const { token } = await aLink(built);
    const before = [await handOversIn(built), await eventsOf(built)];
    for (const method of ['GET', 'HEAD'])
      for (const path of ['/hand-over', '/api/hand-over', `/api/hand-over/confirm?token=${token}`])
        await (await fetch(recipient.baseUrl + path, { method })).arrayBuffer();
    expect((await read(token)).status).toBe(200);
    expect((await read(token)).status).toBe(200);
    expect([await handOversIn(built), await eventsOf(built)]).toEqual(before);
    expect((await confirm(token, built.sha256)).status).toBe(201);
  });

  it('is used once, by one of two who confirm at the same time', async () => {
    const { token } = await aLink(built);
    const before = (await handOversIn(built)).length;
    const answers = await Promise.all([confirm(token, built.sha256), confirm(token, built.sha256)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
    expect(await handOversIn(built)).toHaveLength(before + 1);
  });

  it('refuses another digest by name, and stays open', async () => {
    const { token } = await aLink(built);
    const { status, body } = await confirm(token, sha256Hex(Buffer.from('another manifest')));
    expect([status, body.code, body.field]).toEqual([400, 'manifest-digest-differs', 'sha256']);
    expect((await confirm(token, 'not a digest')).body.code).toBe('manifest-digest-invalid');
    expect((await confirm(token, built.sha256, ' ')).body).toMatchObject({
      code: 'recipient-invalid',
      field: 'name',
    });
    expect((await confirm(token, built.sha256)).status).toBe(201);
  });

  it('stores and logs no token', async () => {
    const { token } = await aLink(built);
    await confirm(token, '0'.repeat(64));
    await confirm(token, built.sha256);
    const { rows } = await api.database.pool.query<{ text: string }>(
      `select row_to_json(h)::text as text from hand_over h union all select body from custody_event`,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ text }) => text).join('\n') + lines.join('\n')).not.toContain(token);
  });

  it('is acknowledged also when the request is closed, of which no bundle is downloaded any more', async () => {
    const other = await aBuiltExport();
    const { token } = await aLink(other);
    const closing = { outcome: 'handed-over' };
    expect((await officer.post(`/api/requests/${other.requestId}/closing`, closing)).status).toBe(200);
    expect((await officer.get(`${other.path}/archive.zip`)).status).toBe(403);
    expect((await confirm(token, other.sha256)).status).toBe(201);
    expect(await handOversIn(other)).toHaveLength(1);
    expect((await aLink(other)).token).not.toBe(token);
  });
});

describe('when the recipient signs a form instead', () => {
  let built: Ready;
  beforeAll(async () => {
    built = await aBuiltExport();
  });

  const signed = (over: object = {}): Promise<Answer> =>
    officer.post(`${built.path}/hand-overs`, {
      ...{ ...aRecipient, paper: '12/BB-UBND', signedOn: '2026-11-21', sha256: built.sha256 },
      ...over,
    });

  it.each([
    ['vi', 'BIÊN BẢN GIAO NHẬN', 'bản kê'],
    ['en', 'MINUTES', 'manifest'],
  ] as const)('prints the form with case and digest, and blanks (%s)', async (language, title, manifest) => {
    const path = `${built.path}/hand-over.pdf?language=${language}`;
    const { status, bytes } = await officer.get(path);
    const text = await pdfText(bytes);
    expect(status).toBe(200);
    for (const part of [title, manifest, 'VA-2026/118', built.id, (await shown(built.path)).archive.fileName])
      expect(text).toContain(part);
    expect(text.replaceAll(/\s/g, '')).toContain(built.sha256);
    expect((await officer.get(path)).bytes.equals(bytes)).toBe(true);
  });

  it.each([
    ['vi', 'GIẤY BIÊN NHẬN'],
    ['en', 'RECEIPT'],
  ])('prints the receipt with case, size and digest, for its officer alone (%s)', async (language, title) => {
    const { status, bytes } = await officer.get(`${built.path}/receipt?language=${language}`);
    const text = bytes.toString();
    const { archive } = await shown(built.path);
    expect(status).toBe(200);
    for (const part of [title, 'VA-2026/118', built.id, archive.fileName]) expect(text).toContain(part);
    expect(text.replaceAll(/[\s.,]/g, '')).toContain(`${archive.sizeBytes}byte`);
    expect(text.replaceAll(/\s/g, '')).toContain(built.sha256);
    const colleague = await api.as('officer', 'colleague');
    expect((await colleague.get(`${built.path}/receipt`)).status).toBe(404);
  });

  it('is entered by the officer: a record, an event, and shown on the export', async () => {
    const { status, body } = await signed();
    expect([status, body.code]).toEqual([201, undefined]);
    const [record] = await handOversIn(built);
    const to = { ...aRecipient, paper: '12/BB-UBND', signer: aRecipient.name, signedOn: '2026-11-21' };
    expect(record).toMatchObject({
      ...{ how: 'form', role: 'officer', sha256: built.sha256, exp: built.id },
      to: wordsDigest(record?.salt ?? '', canonicalJson(to)),
    });
    expect(record).toHaveProperty('actor');
    expect((await shown(built.path)).handOvers).toMatchObject([
      { acknowledged: { how: 'form', signedOn: '2026-11-21', signer: aRecipient.name } },
    ]);
    expect(await eventsOf(built)).toEqual(['export-handed-over']);
  });

  it.each([
    [{ signedOn: '2026-11-22' }, 'signed-on-invalid', 'signedOn'],
    [{ signedOn: '2026-11-20' }, 'signed-on-invalid', 'signedOn'],
    [{ signedOn: '21/11/2026' }, 'signed-on-invalid', 'signedOn'],
    [{ agency: '' }, 'recipient-invalid', 'agency'],
    [{ paper: 'a\nb' }, 'recipient-invalid', 'paper'],
    [{ sha256: 'f'.repeat(64) }, 'manifest-digest-differs', 'sha256'],
    [{ note: 'x' }, 'field-unknown', 'note'],
  ] as const)('refuses %j by name', async (over, code, field) => {
    const before = (await handOversIn(built)).length;
    const { status, body } = await signed(over);
    expect([status, body.code, body.field]).toEqual([400, code, field]);
    expect(await handOversIn(built)).toHaveLength(before);
  });
});

describe('when a bundle is handed over', () => {
  it('has five open links at most; one that is withdrawn, used or over makes room', async () => {
    const built = await aBuiltExport();
    const links = [];
    for (let i = 0; i < 5; i++) links.push(await aLink(built));
    const refused = await officer.post(`${built.path}/hand-over-links`, aRecipient);
    expect([refused.status, refused.body.code]).toEqual([409, 'hand-over-links-many']);
    await officer.delete(`${built.path}/hand-over-links/${links[0]?.id}`);
    await aLink(built);
    await confirm(links[1]?.token ?? '', built.sha256);
    await aLink(built);
    expect((await officer.post(`${built.path}/hand-over-links`, aRecipient)).status).toBe(409);
    api.clock.atMs += 7 * dayMs;
    officer = await api.as('officer');
    await aLink(built);
    api.clock.atMs -= 7 * dayMs;
    officer = await api.as('officer');
  });

  it('is not before it is ready, nor by another officer', async () => {
    const built = await aBuiltExport();
    const { body } = await officer.post(`/api/requests/${built.requestId}/exports`);
    const path = `/api/requests/${built.requestId}/exports/${body.id}`;
    const form = { ...aRecipient, signedOn: '2026-11-21', sha256: built.sha256 };
    for (const early of [
      await officer.post(`${path}/hand-over-links`, aRecipient),
      await officer.post(`${path}/hand-overs`, form),
      await officer.get(`${path}/hand-over.pdf`),
      await officer.get(`${path}/receipt`),
    ])
      expect([early.status, early.body.code]).toEqual([409, 'export-not-ready']);
    const colleague = await api.as('officer', 'colleague');
    const other = await colleague.post(`${built.path}/hand-over-links`, aRecipient);
    expect([other.status, other.body.code]).toEqual([404, 'request-not-found']);
  });

  it('is refused where the catalogue has another manifest than the log, or another case than was recorded', async () => {
    const [built, other] = [await aBuiltExport(), await aBuiltExport()];
    const { token } = await aLink(built);
    const { token: ofOther } = await aLink(other);
    const { pool } = api.database;
    await pool.query(`update export_file set content = content || ' ' where export_id = $1 and name = $2`, [
      built.id,
      'manifest.json',
    ]);
    await pool.query(`update request set case_number = 'VA-1' where id = $1`, [other.requestId]);
    for (const [answer, code] of [
      [await read(token), 'export-altered'],
      [await confirm(token, built.sha256), 'export-altered'],
      [await officer.post(`${built.path}/hand-over-links`, aRecipient), 'export-altered'],
      [await read(ofOther), 'request-altered'],
      [await confirm(ofOther, other.sha256), 'request-altered'],
      [await officer.get(`${other.path}/hand-over.pdf`), 'request-altered'],
      [await officer.get(`${built.path}/receipt`), 'export-altered'],
      [await officer.get(`${other.path}/receipt`), 'request-altered'],
    ] as const)
      expect([answer.status, answer.body.code]).toEqual([409, code]);
    expect([await handOversIn(built), await handOversIn(other)]).toEqual([[], []]);
  });

  it('bounds the tries of one network, right or wrong', async () => {
    const guess = () => read('B'.repeat(43));
    let last = await guess();
    for (let i = 0; i < 60 && last.status === 403; i++) last = await guess();
    expect([last.status, last.body.code]).toEqual([429, 'too-many-tries']);
  });
});
