import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { certificatesIn, httpTimeStampAuthority } from '../../../src/adapters/pkijs/time-stamp-authority.ts';
import { tokenParts } from '../../../src/adapters/pkijs/token-parts.ts';
import { isLiveIn, requestFacts } from '../../../src/compose/exports.ts';
import { formatInstant, minuteMs, silentLog } from '../../../src/core/index.ts';
import { type BuildDeps, buildExport, type ExportId } from '../../../src/evidence/index.ts';
import { cosign, parseNote } from '../../../src/log/index.ts';
import type { TrustedKeys } from '../../../src/verify/index.ts';
import { StampedHeads } from '../../../src/witness/index.ts';
import { segmentMs } from '../../support/evd/footage.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';
import { ExportedLog, exportSealing, trustOfTests } from '../../support/export-sealing.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startTimeStampServer, type TimeStampServer } from '../../support/time-stamp-server.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { approved } from '../api/filing.ts';
import { filmedBy } from '../api/filmed-footage.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from '../api/ward-footage.ts';
import { testKey } from '../verify/test-log.ts';

const filmedMs = noonMs - 5 * minuteMs;
const witness = testKey('witness.example', 'cosignature');

let postgres: TestPostgres;
let authority: TimeStampServer;
let api: TestApi;
let officer: Client;
let log: ExportedLog;
let sealing: ReturnType<typeof exportSealing>;
let camera: FilmedCamera;
let trusted: TrustedKeys;

beforeAll(async () => {
  postgres = await startPostgres();
  authority = await startTimeStampServer();
  const { token } = await stampedBy(authority).stamp(Buffer.from('a checkpoint'));
  const timestamp = tokenParts(token).certificates.map(({ der }) =>
    createHash('sha256').update(der).digest('hex'),
  );
  trusted = { ...trustOfTests, timestamp, witnesses: [witness.key] };
}, 120_000);
afterAll(async () => {
  await authority?.close();
  await postgres?.stop();
});

beforeEach(async () => {
  log = new ExportedLog();
  api = await startApi(postgres, { signedLog: log.log });
  sealing = exportSealing(api, log);
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  await filmedBy(api, camera, { picture: 'testsrc2', fromMs: filmedMs });
  officer = await api.as('officer');
  return () => api.close();
}, 120_000);

const stampedBy = ({ url, ca }: TimeStampServer) => httpTimeStampAuthority(url, certificatesIn(ca));

const stamps = () =>
  new StampedHeads({ log: log.folder, authority: stampedBy(authority), clock: new HandClock() });

/** As a witness signs the stored checkpoint, and the signer keeps it. */
async function cosigned(): Promise<void> {
  const { text } = parseNote((await log.folder.note()) ?? Buffer.of());
  const signatures = [cosign(text, Math.floor(Date.now() / 1_000), witness.key, witness.privateKey)];
  await log.folder.addSignatures({ text, signatures });
  await log.folder.keepWitnessed(parseNote((await log.folder.note()) ?? Buffer.of()));
}

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

/** Builds an export; `then` is what happens outside each time that somebody asked for a seal. */
async function exported(then: () => Promise<void>) {
  const range = { from: formatInstant(filmedMs), to: formatInstant(filmedMs + 4 * segmentMs) };
  const { body: request } = await approved(api, officer, { area: { cameras: [camera.id] }, ...range });
  const path = `/api/requests/${request.id}/exports`;
  const { body } = await officer.post(path);
  const askSeal = async () => {
    await sealing.askSeal();
    await then();
  };
  expect(await buildExport({ ...building(), askSeal }, body.id as ExportId)).toBe('done');
  const zip = (await officer.get(`${path}/${body.id}/archive.zip`)).bytes;
  const { status, findings, recorded } = await verdictOnZip(zip, trusted);
  return {
    names: [...(await unzipped(zip)).keys()],
    // The cameras of the tests filmed at another time than that of this machine.
    status: findings.some(({ code }) => code !== 3 && code !== 14) ? status : 3,
    found: findings.map(({ what, file = '' }) => `${what} ${file}`.trim()),
    by: recorded?.by,
  };
}

const stampOrPass = () => stamps().stamp({ isAwaited: true });

describe('when an export is built of a log that others saw', () => {
  it('has the checkpoint that the authority stamped, and its token', async () => {
    await sealing.askSeal();
    await stampOrPass();
    const { names, status, found, by } = await exported(stampOrPass);
    expect([status, by]).toEqual([3, 'timestamp']);
    expect(found.filter((each) => each.startsWith('time'))).toEqual([]);
    expect(names).toContain('checkpoint.tsr');
    expect(names.filter((name) => name.startsWith('heads/'))).toEqual([]);
  });

  it('has the newest one before it, while the authority is away', async () => {
    await sealing.askSeal();
    await stampOrPass();
    const { names, status, found } = await exported(async () => {});
    expect(status).toBe(3);
    expect(found).toContain('timestamp-missing checkpoint');
    const heads = names.filter((name) => name.startsWith('heads/')).map((name) => name.split('.').at(-1));
    expect(heads).toEqual(['checkpoint', 'consistency', 'tsr']);
    expect(names).not.toContain('checkpoint.tsr');
  });

  it('has the checkpoint that the witnesses signed', async () => {
    await sealing.askSeal();
    await cosigned();
    const { status, found, by } = await exported(cosigned);
    expect([status, by]).toEqual([3, 'witness']);
    expect(found).not.toContain('unwitnessed checkpoint');
  });

  it('is built without, where nobody ever saw the log', async () => {
    const { names, status, found } = await exported(async () => {});
    expect(status).toBe(3);
    expect(found).toEqual(expect.arrayContaining(['unwitnessed checkpoint', 'timestamp-missing checkpoint']));
    expect(names.filter((name) => /^heads|tsr$/.test(name))).toEqual([]);
  });

  it('passes over what somebody else put in the place of the stamped checkpoint', async () => {
    await sealing.askSeal();
    await log.folder.keepStamp((await log.folder.note()) ?? Buffer.of(), Buffer.alloc(70_000));
    const forged = testKey('minhchung.internal/another/evidence/01');
    const { names, status } = await exported(async () => {
      const { text } = parseNote((await log.folder.note()) ?? Buffer.of());
      const signatures = [cosign(text, 1, forged.key, forged.privateKey)];
      await log.folder.keepWitnessed({ text, signatures });
    });
    expect(status).toBe(3);
    expect(names.filter((name) => /^heads|tsr$/.test(name))).toEqual([]);
  });
});
