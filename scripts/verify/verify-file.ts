import { readFile } from 'node:fs/promises';
import {
  isUnaltered,
  parseTrust,
  reportText,
  type VerifierLanguage,
  type VerifierReport,
  verifyBundle,
  withDecoding,
} from '../../src/verify/index.ts';
import { decodeClips } from './clip-decoder.ts';
import { FileSource } from './file-source.ts';
import { nodePlatform } from './node-platform.ts';

/** As the command line gives them. */
export interface VerifyOptions {
  readonly policy: string;
  /** File of an earlier checkpoint. */
  readonly checkpoint?: string;
  readonly json?: boolean;
  /** Whether clips of an unaltered bundle go through a decoder; so by default. */
  readonly decode?: boolean;
  readonly language: VerifierLanguage;
}

/** Verifies a bundle, prints the report, and answers the exit status. Errors: those of files; `policy-malformed`. */
export async function verifyFile(bundle: string, options: VerifyOptions): Promise<number> {
  const report = await reportOn(bundle, options);
  process.stdout.write(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, options.language),
  );
  return report.status;
}

async function reportOn(
  bundle: string,
  { policy, checkpoint, decode = true }: VerifyOptions,
): Promise<VerifierReport> {
  const trusted = parseTrust(await readFile(policy, 'utf8'));
  const earlier = checkpoint === undefined ? undefined : await readFile(checkpoint);
  const source = await FileSource.open(bundle);
  try {
    const report = await verifyBundle(source, nodePlatform, { trusted, ...(earlier && { earlier }) });
    return decode && isUnaltered(report) ? withDecoding(report, await decodeClips(source)) : report;
  } finally {
    await source.close();
  }
}
