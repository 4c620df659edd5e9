import type { Role } from '../../../src/access/index.ts';
import { createFrameDecoder } from '../../../src/adapters/ffmpeg/frame-decoder/frame-decoder.ts';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import { isLiveIn, picturesFrom, requestFacts } from '../../../src/compose/exports.ts';
import { type CameraId, formatInstant, minuteMs, silentLog } from '../../../src/core/index.ts';
import { buildExport, type ExportId } from '../../../src/evidence/index.ts';
import { CheckedFootage } from '../../../src/footage/index.ts';
import { cosign, keyFingerprint, parseNote, parseRecord, storedBundle } from '../../../src/log/index.ts';
import { type BundleManifest, unlistedNames } from '../../../src/verify/index.ts';
import { fileIn } from '../../support/evd/verdict.ts';
import type { EnteredTrust } from '../../support/evd/verifier-view.ts';
import type { BundleFiles } from '../../support/evd/zip-of.ts';
import { ExportedLog, exportSealing, testExportKey, testLogKey } from '../../support/export-sealing.ts';
import { startPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { unzipped } from '../../support/unzip.ts';
import { aUser, noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { approved } from '../api/filing.ts';
import { filmedBy } from '../api/filmed-footage.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from '../api/ward-footage.ts';
import { asTestKey, testKey } from './test-log.ts';

/** The cameras: `a` recorded all the time, `b` was away for a while, and the recorder of `c` began a second run. */
export const cams = ['a', 'b', 'c'] as const;
export type Cam = (typeof cams)[number];

/** A bundle as the service gave it out, and the log behind it. */
export interface RealExport {
  readonly zip: Buffer;
  readonly files: BundleFiles;
  readonly manifest: BundleManifest;
  readonly ids: Readonly<Record<Cam, CameraId>>;
  /** All leaves of the log, up to the newest checkpoint. */
  readonly leaves: readonly Uint8Array[];
  /** Ids of the records that are not in the bundle. */
  readonly leftOut: ReadonlySet<string>;
  /** An export of the same officer under another request. */
  readonly other: BundleFiles;
}

export const filmedMs = noonMs - 5 * minuteMs;
/** Between the second and the third segment of camera b. */
export const awayMs = 8_000;
/** From within the second segment to within the fourth: the first and the last one are the neighbours. */
export const scope = { fromMs: filmedMs + 14_000, toMs: filmedMs + 46_000 };
/** Of the market, where the cameras hang. */
const gate = { lat: 21.0312, lon: 107.3456 };
/** When the witness saw the log. */
export const witnessedMs = noonMs + 2_000;
export const witness = testKey('witness.example', 'cosignature');

/** What an officer has on paper: the keys of the service, and the witness. */
export const trustOfOfficer: EnteredTrust = {
  log: asTestKey(testLogKey).text,
  export: asTestKey(testExportKey).text,
  policy: `witness police ${witness.text}\nquorum police`,
};

/** The same as the file of a policy. */
export const policyOf = ({ log, export: exported, policy = '' }: EnteredTrust): string =>
  [`log ${log}`, ...(exported === '' ? [] : [`export ${exported}`]), policy, ''].join('\n');

/**
 * Films three cameras, has two requests approved (which holds the footage), marks instants, orders an export of each request, and builds both as the
 * worker does, on a real PostgreSQL. A witness signs each checkpoint.
 */
export async function realExport(): Promise<RealExport> {
  const postgres = await startPostgres();
  const log = new ExportedLog();
  const api = await startApi(postgres, { signedLog: log.log });
  try {
    await otherRecords(api);
    const filmed = await filmedWard(api);
    await aPerson(api, 'custodian', { name: 'decider', fullName: 'Lê Thị Hoa' });
    await aPerson(api, 'officer', { name: 'officer', fullName: 'Nguyễn Văn An' });
    const officer = await api.as('officer');
    const orders = [
      await ordered(api, officer, { area: { near: gate, radiusM: 150 }, marked: filmed.a }),
      await ordered(api, officer, { area: { cameras: [filmed.c.id] }, marked: filmed.c }),
    ];
    const zips = await built(api, { log, officer, orders });
    const [zip = Buffer.of(), other = Buffer.of()] = zips;
    const files: BundleFiles = await unzipped(zip);
    const leaves = await leavesOf(log);
    return {
      zip,
      files,
      manifest: JSON.parse(Buffer.from(fileIn(files, unlistedNames.manifest)).toString()) as BundleManifest,
      ids: { a: filmed.a.id, b: filmed.b.id, c: filmed.c.id },
      leaves,
      leftOut: leftOutOf(files, leaves),
      other: await unzipped(other),
    };
  } finally {
    await api.close();
    await postgres.stop();
  }
}

/** What else a ward states: the records of the bundle lie in a second tile of the log. */
async function otherRecords({ database: { db }, clock }: TestApi): Promise<void> {
  const beats = Array.from({ length: 250 }, () => ({ type: 'hb', site: 'site_2' }) as const);
  await db.transaction().execute((trx) => aScribe(clock).state(trx, ...beats));
}

async function filmedWard(api: TestApi): Promise<Readonly<Record<Cam, FilmedCamera>>> {
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  const at = (north: number, east: number, bearingDeg: number) => ({
    ...{ lat: gate.lat + north, lon: gate.lon + east, bearingDeg, fieldOfViewDeg: 80 },
  });
  const [a, b, c] = [
    await aCamera(api, { name: 'Cổng chợ', neighbourhoodId, place: at(0.0003, 0.0002, 220) }),
    await aCamera(api, { name: 'Cột 14', neighbourhoodId, place: at(-0.0004, 0.0005, 310) }),
    await aCamera(api, { name: 'Ngõ 5', neighbourhoodId, place: at(0.0002, -0.0007, 100) }),
  ];
  await filmedBy(api, a, { picture: 'testsrc2', fromMs: filmedMs });
  await filmedBy(api, b, { picture: 'testsrc', fromMs: filmedMs, awayMs });
  await filmedBy(api, c, { picture: 'gradients', fromMs: filmedMs, withLastGop: true });
  return { a, b, c };
}

async function aPerson(
  { deps: { users } }: TestApi,
  role: Role,
  named: { readonly name: string; readonly fullName: string },
): Promise<void> {
  const [user, event] = aUser(role, named.name);
  await users.create({ ...user, ...named }, event);
}

interface Order {
  readonly id: ExportId;
  readonly path: string;
}

async function ordered(
  api: TestApi,
  officer: Client,
  { area, marked }: { readonly area: object; readonly marked: FilmedCamera },
): Promise<Order> {
  const purpose = 'Xác minh vụ mất xe máy tại cổng chợ.';
  const range = { from: formatInstant(scope.fromMs), to: formatInstant(scope.toMs) };
  const { body: request } = await approved(api, officer, { area, ...range, purpose });
  const mark = {
    cameraId: marked.id,
    at: formatInstant(scope.fromMs + 4_500),
    note: 'Người áo đỏ dắt xe ra khỏi cổng chợ',
    still: true,
  };
  await officer.post(`/api/requests/${request.id}/marks`, mark);
  const path = `/api/requests/${request.id}/exports`;
  const { body } = await officer.post(path);
  return { id: body.id as ExportId, path: `${path}/${body.id}` };
}

async function built(
  api: TestApi,
  {
    log,
    officer,
    orders,
  }: {
    readonly log: ExportedLog;
    readonly officer: Client;
    readonly orders: readonly Order[];
  },
): Promise<Buffer[]> {
  const sealing = exportSealing(api, log);
  const { exports, footage, checkedRequests, users, marks } = api.deps;
  const alterations = { note: async () => {} };
  const checked = new CheckedFootage({ objects: api.store, alterations, clock: api.clock, log: silentLog });
  const zips: Buffer[] = [];
  for (const { id, path } of orders) {
    const done = await buildExport(
      {
        exports,
        footage,
        store: api.store,
        timeZone: 'Asia/Ho_Chi_Minh',
        agency: {
          name: 'UBND phường Cẩm Thịnh',
          superior: 'UBND tỉnh Quảng Ninh',
          place: 'Cẩm Thịnh',
        },
        printer: createPdfPrinter(),
        pictureAt: picturesFrom(checked, createFrameDecoder()),
        clock: api.clock,
        log: silentLog,
        requestOf: requestFacts(checkedRequests, users, marks),
        isLive: isLiveIn(checkedRequests, api.clock),
        logNow: () => keyFactsOf(log),
        ...sealing,
        askSeal: async () => {
          await sealing.askSeal();
          await witnessed(log);
        },
      },
      id,
    );
    if (done !== 'done') throw new Error(`the export is not built: ${done}`);
    zips.push((await officer.get(`${path}/archive.zip`)).bytes);
  }
  return zips;
}

async function keyFactsOf({ folder, key: { verifier } }: ExportedLog) {
  const head = await folder.checkpoint(verifier);
  return {
    origin: verifier.name,
    fingerprint: keyFingerprint(verifier),
    ...(head && { head: { size: head.size, rootSha256: Buffer.from(head.root).toString('hex') } }),
  };
}

/** The witness signs what the log signed last. */
async function witnessed({ folder }: ExportedLog): Promise<void> {
  const { text } = parseNote((await folder.note()) ?? Buffer.of());
  await folder.addSignatures({
    text,
    signatures: [cosign(text, witnessedMs / 1_000, witness.key, witness.privateKey)],
  });
}

async function leavesOf({ folder, key }: ExportedLog): Promise<Uint8Array[]> {
  const size = (await folder.checkpoint(key.verifier))?.size ?? 0;
  const leaves: Uint8Array[] = [];
  for (let bundle = 0; bundle * 256 < size; bundle++)
    leaves.push(...(await storedBundle(bundle, size, folder.read)));
  return leaves;
}

function leftOutOf(files: BundleFiles, leaves: readonly Uint8Array[]): ReadonlySet<string> {
  const records = [...files].filter(([name]) => /^(?:custody|exp|records|keys).*jsonl$/.test(name));
  const told = Buffer.concat(records.map(([, bytes]) => bytes)).toString();
  return new Set(
    leaves.filter((leaf) => !told.includes(Buffer.from(leaf).toString())).map((leaf) => parseRecord(leaf).id),
  );
}
