import { nodePlatform } from '../../../scripts/verify/node-platform.ts';
import {
  type ByteSource,
  type TrustedKeys,
  type VerifierPlatform,
  type VerifierReport,
  verifyBundle,
} from '../../../src/verify/index.ts';
import { webPlatform } from '../../../src/verify-page/web-platform.ts';
import { type BundleFiles, type Draft, draftOf, sealedBundle, trustedKeys, zipOf } from './bundle.ts';
import { type Evidence, type EvidenceTerms, makeEvidence } from './evidence.ts';

/** What a verifier says of a ZIP: its status, and each finding as `what file #record`. */
export interface Verdict {
  readonly status: number;
  readonly found: readonly string[];
  readonly report: VerifierReport;
}

/** How the verifier runs: all of them agree on each bundle. */
const platforms: readonly VerifierPlatform[] = [nodePlatform, webPlatform];

export interface VerdictTerms {
  readonly trusted?: TrustedKeys;
  readonly earlier?: Uint8Array;
}

export const sourceOf = (zip: Uint8Array): ByteSource => ({
  sizeBytes: zip.length,
  read: async (offsetBytes, sizeBytes) => {
    if (offsetBytes < 0 || offsetBytes + sizeBytes > zip.length) throw new Error('read outside the source');
    return zip.subarray(offsetBytes, offsetBytes + sizeBytes);
  },
});

/** Verifies a ZIP on every platform. Errors: where two do not say the same. */
export async function verdictOnZip(
  zip: Uint8Array,
  trusted: TrustedKeys,
  earlier?: Uint8Array,
): Promise<VerifierReport> {
  const terms = { trusted, ...(earlier && { earlier }) };
  const reports = await Promise.all(platforms.map((each) => verifyBundle(sourceOf(zip), each, terms)));
  const [report] = reports;
  if (!report) throw new Error('no platform');
  for (const other of reports)
    if (JSON.stringify(other) !== JSON.stringify(report)) throw new Error('two platforms disagree');
  return report;
}

/** Verifies on every platform. Errors: where two do not say the same. */
export async function verdictOf(
  evidence: Evidence,
  bundle: BundleFiles | Buffer,
  { trusted = trustedKeys(evidence), earlier }: VerdictTerms = {},
): Promise<Verdict> {
  const zip = Buffer.isBuffer(bundle) ? bundle : zipOf(bundle);
  const report = await verdictOnZip(zip, trusted, earlier);
  const found = report.findings.map(({ what, file = '', record }) =>
    [what, file, ...(record === undefined ? [] : [`#${record}`])].join(' ').trim(),
  );
  return { status: report.status, found, report };
}

/** An honest evidence with what an insider stated, an export that an insider drafted, and what anyone did to the ZIP’s files. */
export async function attacked({
  draft: changeDraft,
  bundle: changeBundle,
  ...terms
}: EvidenceTerms & {
  readonly draft?: (draft: Draft, evidence: Evidence) => void | Promise<void>;
  readonly bundle?: (bundle: BundleFiles, evidence: Evidence) => void | Promise<void>;
} = {}): Promise<{ evidence: Evidence; bundle: BundleFiles }> {
  const evidence = await makeEvidence(terms);
  const draft = await draftOf(evidence);
  await changeDraft?.(draft, evidence);
  const bundle = await sealedBundle(evidence, draft);
  await changeBundle?.(bundle, evidence);
  return { evidence, bundle };
}

/** A file with one bit turned, in its middle or at that byte. */
export function flipped(bytes: Uint8Array, at = Math.floor(bytes.length / 2)): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** The file; a test names one that is there. */
export function fileIn(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (!bytes) throw new Error(`no ${name} in the bundle`);
  return bytes;
}
