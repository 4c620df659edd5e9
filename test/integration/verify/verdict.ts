import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import {
  type Finding,
  parseTrust,
  reportWords,
  type VerifierReport,
  wordsOf,
} from '../../../src/verify/index.ts';
import { chromiumMissing, launchChromium } from '../../support/chromium.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';
import {
  type EnteredTrust,
  openVerifier,
  type ShownReport,
  type VerifierView,
  verifiedBy,
} from '../../support/evd/verifier-view.ts';
import { type BundleFiles, zipOf } from '../../support/evd/zip-of.ts';
import { type Draft, draftOf, sealedBundle } from './drafted-bundle.ts';
import { type Evidence, type EvidenceTerms, evidenceOf } from './evidence.ts';
import { cams, policyOf, type RealExport, trustOfOfficer } from './real-export.ts';

const program = join(import.meta.dirname, '../../../dist/verifier/verify.mjs');

/** What a verifier says of a ZIP: its status, and each finding as `what file #record`, with letters for the cameras. */
export interface Verdict {
  readonly status: number;
  /** Without what it says of the real export, too: that camera b was away. */
  readonly found: readonly string[];
  readonly report: VerifierReport;
}

export interface VerdictTerms {
  readonly trusted?: EnteredTrust;
  /** A checkpoint that the person has from elsewhere. */
  readonly earlier?: Uint8Array;
}

/** Why the page was not asked, for the titles of tests. */
export const asked: string = chromiumMissing ?? 'the command and the page in Chromium agree';

/** The command, and the page in Chromium: each bundle is given to both. */
export class Judges {
  private count = 0;

  private constructor(
    private readonly real: RealExport,
    private readonly folder: string,
    private readonly browser: Browser | undefined,
    private readonly view: VerifierView | undefined,
  ) {}

  static async open(real: RealExport): Promise<Judges> {
    const folder = await mkdtemp(join(tmpdir(), 'minhchung-judges-'));
    const browser = chromiumMissing === undefined ? await launchChromium() : undefined;
    const view = browser && (await openVerifier(browser, { language: 'en', width: 1440 }));
    return new Judges(real, folder, browser, view);
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await rm(this.folder, { recursive: true });
  }

  /** Errors: where the two do not say the same. */
  async verdict(
    bundle: BundleFiles | Buffer,
    { trusted = trustOfOfficer, earlier }: VerdictTerms = {},
  ): Promise<Verdict> {
    const zip = Buffer.isBuffer(bundle) ? bundle : zipOf(bundle);
    this.count += 1;
    const path = join(this.folder, `${this.count}.zip`);
    await writeFile(path, zip);
    const byCommand = this.byCommand(path, trusted, earlier);
    // The page takes no checkpoint from elsewhere: its code is run here.
    const byPage =
      this.view && !earlier
        ? verifiedBy(this.view, path, trusted)
        : verdictOnZip(zip, parseTrust(policyOf(trusted)), earlier).then(shownOf);
    const [report, shown] = await Promise.all([byCommand, byPage]);
    await rm(path);
    if (JSON.stringify(shown) !== JSON.stringify(shownOf(report)))
      throw new Error(`the page says ${JSON.stringify(shown)}, the command ${JSON.stringify(report)}`);
    return { status: report.status, found: this.foundIn(report), report };
  }

  private async byCommand(
    zip: string,
    trusted: EnteredTrust,
    earlier: Uint8Array | undefined,
  ): Promise<VerifierReport> {
    const [policy, checkpoint] = [`${zip}.policy`, `${zip}.checkpoint`];
    await writeFile(policy, policyOf(trusted));
    if (earlier) await writeFile(checkpoint, earlier);
    const args = [program, zip, '--policy', policy, '--json', '--no-decode'];
    const { out, status } = await ran([...args, ...(earlier ? ['--checkpoint', checkpoint] : [])]);
    const report = JSON.parse(out) as VerifierReport;
    if (report.status !== status) throw new Error(`ends with ${status}, and says ${out}`);
    return report;
  }

  private foundIn({ findings }: VerifierReport): string[] {
    const away = 'gap records/b/main.jsonl #4';
    return findings.map((each) => this.told(each)).filter((told) => told !== away);
  }

  private told({ what, file, record }: Finding): string {
    const place = cams.reduce((name, cam) => name?.replaceAll(this.real.ids[cam], cam), file);
    return [what, place, record === undefined ? undefined : `#${record}`]
      .filter((part) => part !== undefined)
      .join(' ');
  }
}

/** What a screen has to say of a report, in English. */
function shownOf({ status, findings }: VerifierReport): ShownReport {
  const { statuses, record: number } = reportWords.en;
  return {
    head: `${statuses[status]} (${status})`,
    findings: findings.map((finding) => {
      const { code, file = '', record } = finding;
      return `${code}${file}${record === undefined ? '' : ` (${number} ${record})`}${wordsOf(finding, 'en')}`;
    }),
  };
}

const ran = (args: readonly string[]): Promise<{ readonly out: string; readonly status: number }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (_error, out) =>
      resolve({ out, status: child.exitCode ?? -1 }),
    );
  });

/** The real export with what an insider stated, a manifest that an insider drafted, and what anyone did to the ZIP’s files. */
export async function attacked(
  real: RealExport,
  {
    draft: changeDraft,
    bundle: changeBundle,
    ...terms
  }: EvidenceTerms & {
    readonly draft?: (draft: Draft, evidence: Evidence) => void | Promise<void>;
    readonly bundle?: (bundle: BundleFiles, evidence: Evidence) => void | Promise<void>;
  } = {},
): Promise<{ evidence: Evidence; bundle: BundleFiles }> {
  const evidence = evidenceOf(real, terms);
  const draft = await draftOf(evidence);
  await changeDraft?.(draft, evidence);
  const bundle = await sealedBundle(evidence, draft);
  await changeBundle?.(bundle, evidence);
  return { evidence, bundle };
}
