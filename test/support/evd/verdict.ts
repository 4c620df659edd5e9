import { nodePlatform } from '../../../scripts/verify/node-platform.ts';
import {
  type ByteSource,
  type TrustedKeys,
  type VerifierPlatform,
  type VerifierReport,
  verifyBundle,
} from '../../../src/verify/index.ts';
import { webPlatform } from '../../../src/verify-page/web-platform.ts';

/** How the verifier runs: all of them agree on each bundle. */
const platforms: readonly VerifierPlatform[] = [nodePlatform, webPlatform];

const sourceOf = (zip: Uint8Array): ByteSource => ({
  sizeBytes: zip.length,
  read: async (offsetBytes, sizeBytes) => {
    if (offsetBytes < 0 || offsetBytes + sizeBytes > zip.length) throw new Error('read outside the source');
    return zip.subarray(offsetBytes, offsetBytes + sizeBytes);
  },
});

/** Verifies a ZIP on every platform, in this process. Errors: where two do not say the same. */
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
