import type { TimeRange } from '../core/index.ts';
import { isShortened, isSignedFile } from './as-listed.ts';
import { checkClips } from './clip/clips.ts';
import {
  type BundleManifest,
  cameraRecordsName,
  custodyName,
  keyRecordsName,
  pictureRecordsName,
  siteRecordsName,
  unlistedNames,
} from './manifest/index.ts';
import { walkChain } from './records/chain-walk.ts';
import { msOf, ofType } from './records/kinds.ts';
import type { ProvedRecord, ProvingLog, RecordReader } from './records/proved-records.ts';
import { type StreamRecords, streamRecords } from './records/stream-records.ts';
import { checkCoverage, deletionsIn } from './rules/coverage.ts';
import { checkFootageTimes } from './rules/footage-time.ts';
import { checkHolds } from './rules/holds.ts';
import { checkOriginals } from './rules/originals.ts';
import { checkPictures } from './rules/pictures.ts';
import { checkExportRecord, checkHandOvers, checkOrder, type OrderedExport } from './rules/request.ts';
import { tellProvenance } from './rules/told.ts';
import type { Verifying } from './verifying.ts';

/** The request's chain. */
export interface CustodyRecords {
  readonly records: readonly ProvedRecord[];
  /** What came after the manifest, to the record that names it. */
  readonly exported: readonly ProvedRecord[];
  readonly ordered?: OrderedExport;
}

/** The request's chain is whole, from its first record to that of the export, and says what was ordered. */
export async function checkCustody(
  verifying: Verifying,
  reader: RecordReader,
  {
    manifest,
    manifestSha256,
    log,
    sealing,
  }: {
    readonly manifest: BundleManifest;
    readonly manifestSha256: string;
    readonly log: ProvingLog;
    /** The later checkpoint. */
    readonly sealing: ProvingLog | undefined;
  },
): Promise<CustodyRecords> {
  const { findings } = verifying;
  const chain = `req/${manifest.request.id}`;
  const records = await reader.read(custodyName, log);
  const exported = sealing ? await reader.read(unlistedNames.exportRecords, sealing) : [];
  checkExportRecord(exported, { manifest, sha256: manifestSha256 }, findings);
  if (!(await isSignedFile(verifying, manifest, custodyName))) {
    // Lines that are gone are a hole, whatever else was done to the file.
    const until = exported[0]?.place?.seq ?? manifest.order.rseq + 1;
    if (isShortened(verifying, manifest, custodyName) && records.length < until - 1)
      findings.add('chain-hole', { file: custodyName, detail: { until: until - 1 } });
    return { records, exported };
  }
  const end = walkChain(records, { chain, from: 'start' }, findings);
  walkChain(exported, { chain, from: 'consecutive' }, findings, end);
  checkHandOvers([...records, ...exported], findings);
  const ordered = checkOrder(records, manifest, findings);
  return { records, exported, ...(ordered && { ordered }) };
}

/** Changes of keys from the first one on; the records of sites, which tell how the clock of the service went. */
export async function readKeysAndSites(
  { bundle, findings }: Verifying,
  reader: RecordReader,
  { manifest, log }: { readonly manifest: BundleManifest; readonly log: ProvingLog },
): Promise<ProvedRecord[]> {
  const all: ProvedRecord[] = [];
  for (const use of ['log', 'export'] as const) {
    const records = await reader.read(keyRecordsName(use), log);
    walkChain(records, { chain: `key/${use}`, from: 'start' }, findings);
    all.push(...records);
  }
  const sites = manifest.files.flatMap(({ path }) => /^records\/site\/([^/]+)\.jsonl$/.exec(path)?.[1] ?? []);
  for (const site of sites.filter((each) => bundle.has(siteRecordsName(each)))) {
    const records = await reader.read(siteRecordsName(site), log);
    walkChain(records, { chain: `site/${site}`, from: 'consecutive' }, findings);
    all.push(...records);
  }
  return all;
}

/** Each camera of the scope: its records, time, originals, pictures and clips. */
export async function checkFootage(
  verifying: Verifying,
  reader: RecordReader,
  {
    manifest,
    log,
    custody,
  }: {
    readonly manifest: BundleManifest;
    readonly log: ProvingLog;
    readonly custody: readonly ProvedRecord[];
  },
): Promise<ProvedRecord[]> {
  const { findings } = verifying;
  const scope = { fromMs: msOf(manifest.scope.t0), toMs: msOf(manifest.scope.t1) };
  const [all, pictures]: [ProvedRecord[], ProvedRecord[]] = [[], []];
  for (const cam of manifest.scope.cams) {
    const camera = await cameraRecords(verifying, reader, { cam, log });
    pictures.push(...(await reader.read(pictureRecordsName(cam), log)));
    const streams: StreamRecords[] = [];
    for (const covered of manifest.coverage.filter((each) => each.cam === cam))
      streams.push(await streamRecords(verifying, reader, { manifest, covered, log }));
    if (streams.length === 0) findings.add('camera-without-records', { detail: { cam } });
    for (const stream of streams.filter(({ isSigned }) => isSigned))
      await checkStream(verifying, stream, { manifest, scope, enrolledMs: enrolledAt(camera) });
    all.push(...camera, ...streams.flatMap((stream) => stream.all));
  }
  checkPictures(pictures, manifest, findings);
  checkHolds(custody, deletionsIn(all), findings);
  return [...all, ...pictures];
}

async function cameraRecords(
  { findings }: Verifying,
  reader: RecordReader,
  { cam, log }: { readonly cam: string; readonly log: ProvingLog },
): Promise<ProvedRecord[]> {
  const records = await reader.read(cameraRecordsName(cam), log);
  walkChain(records, { chain: `cam/${cam}`, from: 'consecutive' }, findings);
  return records;
}

function enrolledAt(camera: readonly ProvedRecord[]): number | undefined {
  const enrolled = ofType(camera, 'cam').at(-1)?.record.enrolled;
  return enrolled === undefined ? undefined : msOf(enrolled);
}

async function checkStream(
  verifying: Verifying,
  stream: StreamRecords,
  terms: {
    readonly manifest: BundleManifest;
    readonly scope: TimeRange;
    readonly enrolledMs: number | undefined;
  },
): Promise<void> {
  const { findings } = verifying;
  checkFootageTimes(stream, findings);
  checkCoverage(stream, terms, findings);
  checkOriginals(stream, terms, findings);
  tellProvenance(stream, terms.scope, findings);
  await checkClips(verifying, stream, terms);
}
