import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillGaps } from '../../../src/adapters/postgres/recording/gap-keeping.ts';
import { advance, lockStream } from '../../../src/adapters/postgres/recording/locked-stream.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import {
  dayMs,
  formatInstant,
  hourMs,
  minuteMs,
  silentLog,
  type TimeRange,
} from '../../../src/core/index.ts';
import type { GapReason } from '../../../src/recording/index.ts';
import { expireSegments, planExpiry } from '../../../src/retention/index.ts';
import { flipped, verdictOnZip } from '../../support/evd/verdict.ts';
import { zipOf } from '../../support/evd/zip-of.ts';
import { ExportedLog, exportSealing, trustOfTests } from '../../support/export-sealing.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, site, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const enrolledAtMs = noonMs - 26 * hourMs;
const today: TimeRange = { fromMs: noonMs - 40 * minuteMs, toMs: noonMs - 20 * minuteMs };
/** Within footage of six minutes that is older than a day. */
const yesterday: TimeRange = { fromMs: noonMs - dayMs - 20 * minuteMs, toMs: noonMs - dayMs - 15 * minuteMs };

/** The cameras of a case lie about a kilometre from those of another. */
const cases = {
  dead: { lat: 21.01, range: today },
  paused: { lat: 21.02, range: today },
  expired: { lat: 21.03, range: yesterday },
  'never-recorded': { lat: 21.04, range: today },
  'no-camera': { lat: 21.05, range: today },
} as const;
type Case = keyof typeof cases;

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let sealing: ReturnType<typeof exportSealing>;
const cameras = new Map<string, FilmedCamera>();

beforeAll(async () => {
  postgres = await startPostgres();
  const database = await postgres.database();
  const log = new ExportedLog();
  sealing = exportSealing({ database }, log);
  api = await startApi(
    postgres,
    {
      signedLog: log.log,
      proofs: sealing,
      adoption: async () => ({ untilMs: enrolledAtMs, isDone: true }),
    },
    database,
  );
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  const standing = async (name: string, lat: number, sinceMs = enrolledAtMs) => {
    const place = { lat, lon: 107.3, bearingDeg: 90 };
    cameras.set(name, await aCamera(api, { name, neighbourhoodId, place, enrolledAtMs: sinceMs }));
    return name;
  };
  const whole = { fromMs: enrolledAtMs, toMs: noonMs };
  await missed(await standing('Cột 14', cases.dead.lat), whole, 'offline');
  await missed(await standing('Ngõ 5', cases.paused.lat), whole, 'paused');
  await expired(await standing('Cổng chợ', cases.expired.lat));
  await standing('Trạm y tế', cases['never-recorded'].lat, noonMs - 10 * minuteMs);
  // 150 m north of the centre: outside the radius of 100 m, within twice of it.
  await standing('Ngã ba', cases['no-camera'].lat + 150 / 111_195);
  officer = await api.as('officer');
}, 120_000);
afterAll(async () => {
  await api?.close();
  await postgres?.stop();
});

const cameraOf = (name: string): FilmedCamera => {
  const found = cameras.get(name);
  if (!found) throw new Error(`no camera ${name}`);
  return found;
};

/** As the recorder's end and its next start leave a gap. */
const missed = (name: string, range: TimeRange, reason: GapReason) =>
  api.database.db.transaction().execute(async (trx) => {
    const stream = await lockStream({ trx, scribe: aScribe(api.clock) }, cameraOf(name).streamId, noonMs);
    if (!stream) throw new Error('no stream');
    await fillGaps(stream, range, reason);
    await advance(stream);
  });

/** Recorded, and deleted after its day. */
async function expired(name: string): Promise<void> {
  const fromMs = yesterday.fromMs - minuteMs;
  const toMs = fromMs + 6 * minuteMs;
  await missed(name, { fromMs: enrolledAtMs, toMs: fromMs }, 'recorder');
  await filmed(api, cameraOf(name), { fromMs, count: 30 });
  await missed(name, { fromMs: toMs, toMs: noonMs }, 'offline');
  const book = new PostgresDeletionRepository(api.database.db, aScribe(api.clock));
  const holds = new PostgresHoldRepository(api.database.db, aScribe(api.clock));
  const of = { siteId: site, store: 'memory' };
  const policy = { days: 1, neighbourhoods: [], cameras: [], minimumDays: 0, requireClockSync: false };
  await planExpiry({ book, holds, clock: api.clock }, of, policy);
  const deps = { book, store: api.store, clock: api.clock, log: silentLog };
  expect(await expireSegments(deps, of, { mayBegin: true })).toBe(30);
}

async function given(of: Case): Promise<string> {
  const { lat, range } = cases[of];
  const { status, body } = await officer.post('/api/negative-answers', {
    caseNumber: 'VA-2026/118',
    area: { near: { lat, lon: 107.3 }, radiusM: 100 },
    from: formatInstant(range.fromMs),
    to: formatInstant(range.toMs),
  });
  expect([status, body.code]).toEqual([201, undefined]);
  return body.id;
}

const proofs = new Map<Case, Promise<Map<string, Buffer>>>();

/** The files of the proof, made once for each ground. */
function proofOf(of: Case): Promise<Map<string, Buffer>> {
  const made = proofs.get(of) ?? given(of).then(downloaded);
  proofs.set(of, made);
  return made;
}

async function downloaded(id: string): Promise<Map<string, Buffer>> {
  const { status, bytes } = await officer.get(`/api/negative-answers/${id}/proof.zip`);
  expect(status).toBe(200);
  return unzipped(bytes);
}

/** What both platforms find, without the warnings that a lone ward gives. */
async function found(files: ReadonlyMap<string, Uint8Array>) {
  const { status, findings, answer } = await verdictOnZip(zipOf(files), trustOfTests);
  const told = findings.filter(({ what }) => !['unwitnessed', 'time-self-asserted'].includes(what));
  return { status, found: told.map(({ what, file = '' }) => `${what} ${file}`.trim()), answer };
}

/** The same with one file gone, or another. */
function changed(
  files: ReadonlyMap<string, Buffer>,
  name: RegExp,
  change?: (content: Buffer) => Buffer,
): Map<string, Uint8Array> {
  const names = [...files.keys()].filter((each) => name.test(each));
  expect(names.length, String(name)).toBeGreaterThan(0);
  const kept = [...files].map(
    ([each, content]) => [each, names.includes(each) ? change?.(content) : content] as const,
  );
  return new Map(kept.flatMap(([each, content]) => (content ? [[each, content]] : [])));
}

const replaced = (from: string, to: string) => (content: Buffer) => {
  expect(content.toString()).toContain(from);
  return Buffer.from(content.toString().replace(from, to));
};

describe('when an answer says that there is no footage', () => {
  it.each(['dead', 'paused', 'expired', 'never-recorded', 'no-camera'] as const)(
    'comes with the records that prove it, which the verifier reads: %s',
    async (ground) => {
      const files = await proofOf(ground);
      const verdict = await found(files);
      expect([verdict.status, verdict.found]).toEqual([3, []]);
      expect(verdict.answer).toMatchObject({ case: 'VA-2026/118', grounds: [ground] });
    },
  );

  it.each([
    ['dead', /\/main\.(?:jsonl|proofs)$/, 'silence-unproved', 15],
    ['paused', /\/main\.(?:jsonl|proofs)$/, 'silence-unproved', 15],
    ['expired', /-later\.(?:jsonl|proofs)$/, 'silence-disproved', 15],
    ['never-recorded', /\/camera\.(?:jsonl|proofs)$/, 'camera-without-records', 15],
    ['no-camera', /\/camera\.(?:jsonl|proofs)$/, 'camera-without-records', 15],
    ['dead', /site\/.*\.(?:jsonl|proofs)$/, 'answer-not-recorded', 15],
    ['dead', /^checkpoint$/, 'file-missing', 11],
  ] as const)('is refused where the records of %s in %s are gone', async (ground, name, what, status) => {
    const verdict = await found(changed(await proofOf(ground), name));
    expect([verdict.status, verdict.found.map((each) => each.split(' ')[0])]).toEqual([
      status,
      expect.arrayContaining([what]),
    ]);
  });

  it.each([
    ['dead', /main\.jsonl$/, replaced('"offline"', '"paused"'), 'record-not-proved', 13],
    ['paused', /main\.jsonl$/, replaced('"paused"', '"expired"'), 'record-not-proved', 13],
    ['expired', /later\.jsonl$/, replaced('"days"', '"quota"'), 'record-not-proved', 13],
    ['never-recorded', /camera\.jsonl$/, replaced(':50:00.000Z', ':10:00.000Z'), 'record-not-proved', 13],
    [
      'no-camera',
      /statement\.json$/,
      replaced('"distanceM":150', '"distanceM":180'),
      'statement-altered',
      10,
    ],
    ['dead', /statement\.json$/, replaced('VA-2026/118', 'VA-2026/119'), 'statement-altered', 10],
  ] as const)('names the file that was altered: %s in %s', async (ground, name, change, what, status) => {
    const verdict = await found(changed(await proofOf(ground), name, change));
    expect(verdict.status).toBe(status);
    expect(verdict.found.some((each) => each.startsWith(what) && name.test(each))).toBe(true);
  });

  it('is refused with a finding of the file, whichever one has a bit flipped', async () => {
    const files = await proofOf('expired');
    for (const name of files.keys()) {
      const exactly = new RegExp(`^${name.replaceAll('.', '\\.')}$`);
      const verdict = await found(changed(files, exactly, (content) => Buffer.from(flipped(content))));
      expect([10, 12, 13, 20], name).toContain(verdict.status);
      const tells = [name, name.replace(/proofs$/, 'jsonl')];
      expect(
        verdict.found.some((each) => tells.includes(each.split(' ')[1] ?? '')),
        name,
      ).toBe(true);
    }
  });

  it('has no file that nothing proves', async () => {
    const files = new Map<string, Uint8Array>([...(await proofOf('dead')), ['papers/x', Buffer.from('x')]]);
    expect(await found(files)).toMatchObject({ status: 11, found: ['file-unlisted papers/x'] });
  });

  it('is not given out before the signer sealed its records', async () => {
    const id = await given('dead');
    sealing.desk.isAway = true;
    const { status, body } = await officer.get(`/api/negative-answers/${id}/proof.zip`);
    expect([status, body.code]).toEqual([503, 'seal-pending']);
    sealing.desk.isAway = false;
    expect((await found(await downloaded(id))).status).toBe(3);
  });

  it('is for its officer, the custodian and the auditor; for no other officer', async () => {
    const path = `/api/negative-answers/${await given('paused')}/proof.zip`;
    for (const role of ['custodian', 'auditor'] as const)
      expect((await (await api.as(role)).get(path)).status).toBe(200);
    const colleague = await (await api.as('officer', 'colleague')).get(path);
    expect([colleague.status, colleague.body.code]).toEqual([404, 'negative-not-found']);
  });
});

describe('when the log was opened anew since', () => {
  it('is proved by the records of both logs, and the verifier says so', async () => {
    await proofOf('expired');
    await sealing.desk.openNext();
    for (const of of ['dead', 'expired'] as const) {
      const files = await downloaded(await given(of));
      expect([...files.keys()]).toEqual(expect.arrayContaining(['logs/1.checkpoint', 'logs/2.jsonl']));
      const { status, findings } = await verdictOnZip(zipOf(files), trustOfTests);
      const warnings = findings.map(({ what }) => what);
      expect([status, warnings.filter((what) => what === 'log-opened-anew')]).toEqual([
        3,
        ['log-opened-anew'],
      ]);
      const without = new Map([...files].filter(([name]) => !name.startsWith('logs/2.')));
      const refused = await verdictOnZip(zipOf(without), trustOfTests);
      expect([refused.status, refused.findings.map(({ what }) => what)]).toEqual([
        13,
        expect.arrayContaining(['log-without-link']),
      ]);
    }
  });
});
