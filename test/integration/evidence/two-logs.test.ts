import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { openGap } from '../../../src/adapters/postgres/recording/gap-keeping.ts';
import { lockStream } from '../../../src/adapters/postgres/recording/locked-stream.ts';
import { isLiveIn, requestFacts } from '../../../src/compose/exports.ts';
import { formatInstant, minuteMs, silentLog } from '../../../src/core/index.ts';
import { type BuildDeps, buildExport, type ExportId } from '../../../src/evidence/index.ts';
import { formatCheckpoint, formatNote, keyFingerprint, signNote } from '../../../src/log/index.ts';
import { segmentMs } from '../../support/evd/footage.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';
import { zipOf } from '../../support/evd/zip-of.ts';
import { ExportedLog, exportSealing, testLogKey, trustOfTests } from '../../support/export-sealing.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, testOrigin } from '../../support/scribe.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { approved } from '../api/filing.ts';
import { filmedBy } from '../api/filmed-footage.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from '../api/ward-footage.ts';

const filmedMs = noonMs - 5 * minuteMs;
const range = {
  from: formatInstant(filmedMs + 3_000),
  to: formatInstant(filmedMs + 4 * segmentMs + 3_000),
};

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let log: ExportedLog;
let sealing: ReturnType<typeof exportSealing>;
let cameras: readonly [FilmedCamera, FilmedCamera];
let requestPath: string;

/** One camera recorded before the signer lost its memory, the other one after; the request was approved between. */
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
  await sealing.askSeal();
  officer = await api.as('officer');
  const area = { cameras: cameras.map(({ id }) => id) };
  const { body } = await approved(api, officer, { area, ...range });
  requestPath = `/api/requests/${body.id}`;
  await sealing.desk.openNext();
  await filmedBy(api, cameras[1], { picture: 'testsrc', fromMs: filmedMs });
  await goesAway(cameras[0]);
  await sealing.askSeal();
}, 120_000);
afterAll(async () => {
  await api?.close();
  await postgres?.stop();
});

/** Behind its footage, so that the chain of its stream lies in both logs. */
const goesAway = ({ streamId }: FilmedCamera) =>
  api.database.db.transaction().execute(async (trx) => {
    const stream = await lockStream({ trx, scribe: aScribe(api.clock) }, streamId, api.clock.nowMs());
    if (!stream) throw new Error('there is no such stream');
    await openGap(stream, filmedMs + 5 * segmentMs, 'offline');
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

async function exported(): Promise<Buffer> {
  const { body } = await officer.post(`${requestPath}/exports`);
  const id = body.id as ExportId;
  expect(await buildExport(building(), id)).toBe('done');
  return (await officer.get(`${requestPath}/exports/${id}/archive.zip`)).bytes;
}

describe('when the signer lost its memory, and the next log was opened', () => {
  it('plays what either log tells of, under a request of the log before', async () => {
    for (const { id } of cameras) {
      const { status, bytes } = await officer.get(`${requestPath}/cameras/${id}/playlist.m3u8`);
      expect(status).toBe(200);
      const gop =
        bytes
          .toString()
          .split('\n')
          .find((line) => /\.m4s$/.test(line)) ?? '';
      expect(
        (await officer.get(new URL(gop, `http://api${requestPath}/cameras/${id}/`).pathname)).status,
      ).toBe(200);
    }
    const standings = await Promise.all(
      cameras.map(({ id }) =>
        api.deps.footage.segmentsIn(id, { fromMs: filmedMs, toMs: filmedMs + 5 * segmentMs }),
      ),
    );
    const states = standings.flat().map(({ standing }) => standing?.state);
    expect(states).toEqual(Array.from({ length: 10 }, () => 'sealed'));
    const { rows } = await api.database.pool.query('select distinct log from log_leaf order by log');
    expect(rows).toEqual([{ log: 1 }, { log: 2 }]);
  });

  it('still opens nothing by a request whose row was widened', async () => {
    const { pool } = api.database;
    await pool.query(`update request set to_ms = to_ms + 3600000`);
    expect((await officer.get(`${requestPath}/cameras/${cameras[0].id}/playlist.m3u8`)).body.code).toBe(
      'request-altered',
    );
    await pool.query(`update request set to_ms = to_ms - 3600000`);
  });

  describe('an export over both', () => {
    let zip: Buffer;
    let files: Map<string, Buffer>;
    beforeAll(async () => {
      zip = await exported();
      files = await unzipped(zip);
    });

    const named = async (bundle: Buffer, earlier?: Uint8Array, trusted = trustOfTests) => {
      const { status, findings } = await verdictOnZip(bundle, trusted, earlier);
      const found = findings.filter(({ what }) => !['unwitnessed', 'time-self-asserted'].includes(what));
      return [status, found.map(({ what, file = '' }) => `${what} ${file}`)];
    };

    it('is found unchanged, by the fingerprint of either log, and the verifier says that the log was opened anew', async () => {
      for (const key of [testLogKey, log.key]) {
        const trusted = { ...trustOfTests, log: [keyFingerprint(key.verifier)] };
        expect(await named(zip, undefined, trusted)).toEqual([3, ['log-opened-anew logs/2.jsonl']]);
      }
      const { findings } = await verdictOnZip(zip, trustOfTests);
      expect(findings.find(({ what }) => what === 'log-opened-anew')?.detail).toMatchObject({
        origin: testOrigin,
      });
      const proofs = files.get(`records/${cameras[0].id}/main.proofs`)?.toString().trimEnd().split('\n');
      expect([proofs?.at(0), proofs?.at(-1)]).toEqual([
        expect.stringMatching(/^\d+ /),
        expect.stringMatching(/^2:\d+ /),
      ]);
    });

    it('is refused without the link, and with one that says something else', async () => {
      const without = new Map(files);
      for (const name of ['logs/2.jsonl', 'logs/2.proofs']) without.delete(name);
      const [status, found] = await named(zipOf(without));
      expect([status, found]).toEqual([13, expect.arrayContaining(['log-without-link logs/2.jsonl'])]);
      const link = files.get('logs/2.jsonl')?.toString() ?? '';
      const other = new Map(files).set('logs/2.jsonl', Buffer.from(link.replace(/"size":\d/, '"size":9')));
      const [, differing] = await named(zipOf(other));
      expect(differing).toEqual(expect.arrayContaining(['link-differs logs/2.jsonl']));
    });

    it('is refused with another end of the log before, though its own key signed that, too', async () => {
      const text = formatCheckpoint({
        origin: testOrigin,
        size: 7,
        root: Buffer.alloc(32, 1),
        extensions: [],
      });
      const signed = formatNote({
        text,
        signatures: [signNote(text, testLogKey.verifier, testLogKey.privateKey)],
      });
      const [status, found] = await named(
        zipOf(new Map(files).set('logs/1.checkpoint', Buffer.from(signed))),
      );
      expect([status, found]).toEqual([13, expect.arrayContaining(['link-differs logs/2.jsonl'])]);
    });

    it('is refused beside a checkpoint that somebody kept, with more leaves of the log before', async () => {
      const ended = files.get('logs/1.checkpoint') ?? Buffer.of();
      expect(await named(zip, ended)).toEqual([3, ['log-opened-anew logs/2.jsonl']]);
      const text = formatCheckpoint({
        origin: testOrigin,
        size: 9_000,
        root: Buffer.alloc(32, 1),
        extensions: [],
      });
      const kept = formatNote({
        text,
        signatures: [signNote(text, testLogKey.verifier, testLogKey.privateKey)],
      });
      expect(await named(zip, kept)).toEqual([
        13,
        ['log-not-consistent --checkpoint', 'log-opened-anew logs/2.jsonl'],
      ]);
    });
  });
});
