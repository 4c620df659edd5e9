import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificatesIn, httpTimeStampAuthority } from '../../src/adapters/pkijs/time-stamp-authority.ts';
import { tokenParts } from '../../src/adapters/pkijs/token-parts.ts';
import { keyFingerprint, type NoteKey } from '../../src/log/index.ts';
import { reportWords } from '../../src/verify/index.ts';
import { inGroups } from '../../src/verify/words/report-text.ts';
import { draftOf, sealedBundle } from '../integration/verify/drafted-bundle.ts';
import { evidenceOf } from '../integration/verify/evidence.ts';
import { negativeProofFiles, noCameraStatement } from '../integration/verify/negative-proof.ts';
import { realExport, trustOfOfficer } from '../integration/verify/real-export.ts';
import { testKey } from '../integration/verify/test-log.ts';
import { chromiumMissing, launchChromium } from '../support/chromium.ts';
import { fileIn, flipped } from '../support/evd/verdict.ts';
import { openVerifier, verifiedBy } from '../support/evd/verifier-view.ts';
import { type BundleFiles, zipOf } from '../support/evd/zip-of.ts';
import { testExportKey, testLogKey } from '../support/export-sealing.ts';
import { startTimeStampServer } from '../support/time-stamp-server.ts';
import { itUnless, programMissing } from '../support/unless.ts';
import { seriousFaults } from './accessibility.ts';
import { keepPicture, keepScreenshot } from './screenshots.ts';

const real = await realExport();
/** As it is printed on paper, in groups. */
const printed = (key: NoteKey): string => inGroups(keyFingerprint(key.verifier));
const trusted = { log: printed(testLogKey), export: printed(testExportKey) };
/** Of the second request: its camera recorded all the time. */
const good: BundleFiles = real.other;
const clip = `clip/${real.ids.c}.mp4`;
const offices = [
  trustOfOfficer.policy?.split('\n')[0],
  `witness district ${testKey('district.example', 'cosignature').text}`,
  'group offices any police district',
  'quorum offices',
].join('\n');
let folder = '';
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minhchung-page-'));
  await writeFile(path('good.zip'), zipOf(good));
  await writeFile(path('tampered.zip'), zipOf(new Map(good).set(clip, flipped(fileIn(good, clip)))));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(chromiumMissing)('the page of the verifier, opened from a disk', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it('says in both languages, on both screens, that a bundle is unchanged or which file was altered', async () => {
    for (const language of ['vi', 'en'] as const)
      for (const width of [1440, 390])
        for (const name of ['good', 'tampered'] as const) {
          const view = await openVerifier(browser, { language, width });
          const { page } = view;
          const shown = await verifiedBy(view, path(`${name}.zip`), { ...trusted, policy: offices });
          const status = name === 'good' ? 0 : 10;
          const { statuses, findings } = reportWords[language];
          expect(shown).toEqual({
            head: `${statuses[status]} (${status})`,
            findings: status === 0 ? [] : [`10${clip}${findings['file-altered']({})}`],
          });
          expect(await isWiderThanScreen(page)).toBe(false);
          expect(await seriousFaults(page)).toEqual([]);
          expect(view.complaints).toEqual([]);
          await page.click('summary');
          if (width === 1440) await keepScreenshot(page.locator('main'), `verifier-${name}-${language}`);
          await page.context().close();
        }
  });

  it('says that records bear a negative answer out, and when an authority stamped a checkpoint', async () => {
    const view = await openVerifier(browser, { language: 'en', width: 1440 });
    const answer = await negativeProofFiles(real, noCameraStatement(real), { cams: 0 });
    await writeFile(path('answer.zip'), zipOf(answer));
    await verifiedBy(view, path('answer.zip'), { log: trusted.log, export: '' });
    await view.page.waitForSelector('.sentence:has-text("bear out")');
    const fingerprint = await stampedBundle(path('stamped.zip'));
    const policy = `timestamp ${fingerprint}`;
    const { findings } = await verifiedBy(view, path('stamped.zip'), { ...trusted, policy });
    expect(findings).toContainEqual(expect.stringContaining('no witness of your policy'));
    expect(findings.join()).not.toContain('time stamp');
    expect(findings.join()).not.toContain('only the service itself says');
    expect(view.complaints).toEqual([]);
  });

  it('asks for what is missing', async () => {
    const { page: view } = await openVerifier(browser, { language: 'en', width: 390 });
    await view.click('button[type=submit]');
    expect(await view.textContent('.refused')).toContain('Choose the ZIP file');
    await view.setInputFiles('input[type=file]', {
      name: 'a.zip',
      mimeType: 'application/zip',
      buffer: Buffer.of(1),
    });
    await view.fill('input[name=log]', 'not a key');
    await view.click('button[type=submit]');
    await view.waitForSelector('.refused:has-text("64 signs")');
  });
});

/** A bundle whose checkpoint nobody saw but an authority. Answers the fingerprint of its certificate. */
async function stampedBundle(zip: string): Promise<string> {
  const server = await startTimeStampServer();
  try {
    const evidence = evidenceOf(real, { witnessedMs: null });
    const authority = httpTimeStampAuthority(server.url, certificatesIn(server.ca));
    const { token } = await authority.stamp(evidence.checkpoint);
    const draft = await draftOf(evidence);
    draft.files.set('checkpoint.tsr', token);
    await writeFile(zip, zipOf(await sealedBundle(evidence, draft)));
    const [signer] = tokenParts(token).certificates.filter(({ x509 }) => !x509.ca);
    return signer?.x509.fingerprint256 ?? '';
  } finally {
    await server.close();
  }
}

describe('the minutes of a real export', () => {
  itUnless(programMissing('pdftoppm', 'poppler-utils'), 'begin with a page that poppler draws', async () => {
    for (const language of ['vi', 'en'] as const) {
      const minutes = `minutes-${language}.pdf`;
      await writeFile(path(minutes), fileIn(real.files, minutes));
      const first = '-f 1 -l 1 -singlefile -r 96 -png'.split(' ');
      const { stderr } = await promisify(execFile)('pdftoppm', [...first, path(minutes), path(minutes)]);
      expect(stderr).toBe('');
      const page = sharp(path(`${minutes}.png`));
      const { width, height } = await page.metadata();
      // A4, and not an empty one.
      expect(height / width).toBeCloseTo(297 / 210, 2);
      expect((await page.stats()).entropy).toBeGreaterThan(0.1);
      await keepPicture(await page.webp({ quality: 80 }).toBuffer(), `minutes-${language}.webp`);
    }
  });
});

const isWiderThanScreen = (view: Page): Promise<boolean> =>
  view.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
