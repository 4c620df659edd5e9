import { AppError } from '../core/index.ts';
import { keyFingerprint, type VerifierKey } from '../log/index.ts';
import { type Finding, Findings, statusOfFindings } from './finding.ts';
import { type BundleManifest, checkpointName, unlistedNames } from './manifest/index.ts';
import { isNegativeProof, verifyNegative } from './negative/verify-negative.ts';
import type { ByteSource, VerifierPlatform } from './platform.ts';
import { type ProvedRecord, RecordReader } from './records/proved-records.ts';
import { countsOf, type VerifierReport } from './report.ts';
import { checkConsistency, checkEarlier, checkHeads } from './rules/consistency.ts';
import { checkFiles } from './rules/files.ts';
import type { OrderedExport } from './rules/request.ts';
import { checkTimeOfLog } from './rules/time-of-log.ts';
import { checkCustody, checkFootage, readKeysAndSites } from './steps.ts';
import { checkLinks, endedLogs } from './trust/ended-logs.ts';
import { keyInUse } from './trust/keys-in-use.ts';
import {
  checkpointIn,
  type KeysOfLog,
  keysOfOrigin,
  type WitnessedCheckpoint,
} from './trust/opened-checkpoint.ts';
import { signedManifest } from './trust/signed-manifest.ts';
import { recordedAt, tellTrust, timedHead } from './trust/witnessed-time.ts';
import type { TrustedKeys } from './trusted-keys.ts';
import type { Verifying } from './verifying.ts';
import { OpenedBundle } from './zip/opened-bundle.ts';

/** What the person brings beside the bundle. */
export interface VerifierTerms {
  readonly trusted: TrustedKeys;
  /** A checkpoint of the log that the person has from elsewhere. */
  readonly earlier?: Uint8Array;
}

/**
 * Verifies a bundle `evd/1`, or what proves a negative answer. Everything of it is attacker-controlled: what is wrong is a finding, and only errors of the source are
 * thrown. Memory: a chunk, the manifest and the records.
 */
export async function verifyBundle(
  source: ByteSource,
  platform: VerifierPlatform,
  { trusted, earlier }: VerifierTerms,
): Promise<VerifierReport> {
  const findings = new Findings();
  try {
    const bundle = await OpenedBundle.open(source, platform);
    const verifying = { bundle, trusted, platform, findings };
    if (isNegativeProof(bundle)) return await verifyNegative(verifying, earlier);
    return reportOf(verifying, await verify(verifying, earlier));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'zip-malformed')) throw error;
    findings.add('zip-malformed', { detail: { how: error.message } });
    return reportOf({ findings }, {});
  }
}

/** What the steps found out, as far as they got. */
interface Verified {
  readonly logKey?: VerifierKey;
  readonly exportKey?: VerifierKey;
  readonly manifest?: BundleManifest;
  readonly manifestSha256?: string;
  readonly checkpoint?: WitnessedCheckpoint;
  readonly records?: readonly ProvedRecord[];
  readonly ordered?: OrderedExport;
}

/** The checklist. */
async function verify(verifying: Verifying, earlier: Uint8Array | undefined): Promise<Verified> {
  const exportKey = (await keyInUse(verifying, 'export'))?.key;
  const ofLog = await keyInUse(verifying, 'log');
  const logKey = ofLog?.key;
  const manifest = await signedManifest(verifying, exportKey);
  const keys = { ...(logKey && { logKey }), ...(exportKey && { exportKey }) };
  if (!manifest) return keys;
  const manifestSha256 = (await verifying.bundle.sums(unlistedNames.manifest))?.sha256 ?? '';
  const checkpoint = logKey && (await checkpointIn(verifying, checkpointName, [logKey]));
  if (!logKey || !checkpoint) {
    await checkFiles(verifying, manifest);
    return { ...keys, manifest, manifestSha256 };
  }
  checkTree(verifying, manifest, checkpoint);
  const logKeys: KeysOfLog = [logKey, ...(ofLog?.earlier ?? [])];
  const ended = await endedLogs(verifying, checkpoint.origin, logKeys);
  const terms = { manifest, manifestSha256, checkpoint, ended, logKeys, earlier };
  const found = await verifyRecords(verifying, terms);
  await checkFiles(verifying, manifest);
  tellTrust(verifying, checkpoint);
  return { ...keys, manifest, manifestSha256, checkpoint, ...found };
}

function checkTree({ findings }: Verifying, { log }: BundleManifest, checkpoint: WitnessedCheckpoint): void {
  const root = Buffer.from(checkpoint.root).toString('hex');
  if (log.origin !== checkpoint.origin || log.size !== checkpoint.size || log.root !== root)
    findings.add('tree-differs', { file: checkpointName });
}

async function verifyRecords(
  verifying: Verifying,
  {
    manifest,
    manifestSha256,
    checkpoint,
    ended,
    logKeys,
    earlier,
  }: {
    readonly manifest: BundleManifest;
    readonly manifestSha256: string;
    readonly checkpoint: WitnessedCheckpoint;
    /** Of the logs before. */
    readonly ended: readonly WitnessedCheckpoint[];
    readonly logKeys: KeysOfLog;
    readonly earlier: Uint8Array | undefined;
  },
): Promise<Pick<Verified, 'records' | 'ordered'>> {
  const { bundle, findings } = verifying;
  const reader = new RecordReader(bundle, findings, { ended });
  const links = await checkLinks(verifying, reader, { log: checkpoint, ended });
  const sealing = bundle.has(unlistedNames.exportRecords)
    ? await checkpointIn(verifying, unlistedNames.exportCheckpoint, [logKeys[0]])
    : undefined;
  if (sealing) await checkConsistency(verifying, unlistedNames.exportConsistency, [checkpoint, sealing]);
  const ofNewest = keysOfOrigin(checkpoint.origin, logKeys) ?? logKeys;
  const heads = await checkHeads(verifying, { manifest, head: checkpoint, logKeys: ofNewest });
  if (earlier) {
    const known = [checkpoint, ...(sealing ? [sealing] : []), ...heads];
    await checkEarlier(verifying, earlier, { known, ended, logKeys });
  }
  const custody = await checkCustody(verifying, reader, {
    manifest,
    manifestSha256,
    log: checkpoint,
    sealing,
  });
  const others = await readKeysAndSites(verifying, reader, { manifest, log: checkpoint });
  const footage = await checkFootage(verifying, reader, {
    manifest,
    log: checkpoint,
    custody: custody.records,
  });
  const records = [...links, ...custody.records, ...others, ...footage];
  checkTimeOfLog(records, [checkpoint, ...heads, ...ended].flatMap(timedHead), findings);
  return { records: [...records, ...custody.exported], ...(custody.ordered && { ordered: custody.ordered }) };
}

function reportOf(
  { findings, bundle }: Pick<Verifying, 'findings'> & Partial<Pick<Verifying, 'bundle'>>,
  { logKey, exportKey, manifest, manifestSha256 = '', checkpoint, records = [], ordered }: Verified,
): VerifierReport {
  const all: Finding[] = findings.all();
  const recorded = checkpoint && recordedAt(checkpoint, records);
  return {
    format: 'evd/1',
    status: statusOfFindings(all),
    findings: all,
    ...(recorded && { recorded }),
    ...(manifest && { subject: { ...subjectOf(manifest, ordered), manifestSha256 } }),
    keys: {
      ...(logKey && { log: keyFingerprint(logKey) }),
      ...(exportKey && { export: keyFingerprint(exportKey) }),
    },
    counts: countsOf(bundle, records),
  };
}

const subjectOf = (
  { export: id, request, log, scope }: BundleManifest,
  ordered: OrderedExport | undefined,
) => ({
  export: id,
  request: request.id,
  ...(ordered && { case: ordered.request.case }),
  origin: log.origin,
  size: log.size,
  cams: scope.cams,
  t0: scope.t0,
  t1: scope.t1,
  originals: scope.originals,
  clips: scope.clips,
});
