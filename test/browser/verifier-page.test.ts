import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificatesIn, httpTimeStampAuthority } from '../../src/adapters/pkijs/time-stamp-authority.ts';
import { tokenParts } from '../../src/adapters/pkijs/token-parts.ts';
import { keyFingerprint } from '../../src/log/index.ts';
import { reportWords } from '../../src/verify/index.ts';
import { draftOf, sealedBundle, zipOf } from '../support/evd/bundle.ts';
import { makeEvidence } from '../support/evd/evidence.ts';
import { negativeProofFiles, noCameraStatement } from '../support/evd/negative-proof.ts';
import { testKey } from '../support/evd/test-log.ts';
import { attacked, fileIn, flipped, verdictOf } from '../support/evd/verdict.ts';
import { startTimeStampServer } from '../support/time-stamp-server.ts';
import { seriousFaults } from './accessibility.ts';
import { chromiumMissing, type Language, launchChromium } from './chromium.ts';
import { keepScreenshot } from './screenshots.ts';

const page = pathToFileURL(join(import.meta.dirname, '../../dist/verifier/index.html')).href;
const good = await attacked();
const { keys } = (await verdictOf(good.evidence, good.bundle)).report;
const offices = [
  `witness police ${good.evidence.log.witness.text}`,
  `witness district ${testKey('district.example', 'cosignature').text}`,
  'group offices any police district',
  'quorum offices',
].join('\n');

describe.skipIf(chromiumMissing)('the page of the verifier, opened from a disk', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it('says in both languages, on both screens, that a bundle is unchanged or which file was altered', async () => {
    const clip = 'clip/cam_a.mp4';
    const bundles = {
      good: good.bundle,
      tampered: new Map(good.bundle).set(clip, flipped(fileIn(good.bundle, clip))),
    };
    const screens = [
      ['good', 'vi', 1440],
      ['tampered', 'vi', 1440],
      ['good', 'en', 390],
      ['tampered', 'en', 390],
    ] as const;
    for (const [name, language, width] of screens) {
      const { page: view, complaints } = await open(browser, language, width);
      await view.click('summary');
      await view.fill('textarea', offices);
      await verify(view, zipOf(bundles[name]), keys.log ?? '', keys.export ?? '');
      const status = name === 'good' ? 0 : 10;
      const { statuses, findings } = reportWords[language];
      expect(await view.textContent('h2')).toBe(`${statuses[status]} (${status})`);
      const altered = `10${clip}${findings['file-altered']({})}`;
      expect(await view.locator('.findings li').allTextContents()).toEqual(status === 0 ? [] : [altered]);
      expect(await isWiderThanScreen(view)).toBe(false);
      expect(await seriousFaults(view)).toEqual([]);
      expect(complaints).toEqual([]);
      await view.click('summary');
      if (language === 'vi') await keepScreenshot(view, `verifier-${name}`);
      await view.context().close();
    }
  });

  it('agrees with the command on a ZIP that was cut, a forged log and a stranger’s key', async () => {
    const zip = zipOf(good.bundle);
    const { page: view } = await open(browser, 'en', 1440);
    const cases: [Buffer, string, number][] = [
      [zip.subarray(0, zip.length - 1), keys.log ?? '', 20],
      [zipOf(new Map(good.bundle).set('records/cam_a/main.proofs', Buffer.from('1 \n'))), keys.log ?? '', 13],
      [zip, 'f'.repeat(64), 12],
    ];
    for (const [bundle, logKey, status] of cases) {
      await verify(view, bundle, logKey, keys.export ?? '');
      await view.waitForSelector(`h2:has-text("(${status})")`);
    }
  });

  it('says that records bear a negative answer out, and when an authority stamped a checkpoint', async () => {
    const answer = await negativeProofFiles(noCameraStatement, { cams: 0 });
    const { page: view, complaints } = await open(browser, 'en', 1440);
    await verify(view, zipOf(answer.files), keyFingerprint(answer.evidence.log.logKey.key), '');
    await view.waitForSelector('.sentence:has-text("bear out")');
    const stamped = await stampedBundle();
    await view.click('summary');
    await view.fill('textarea', `timestamp ${stamped.fingerprint}`);
    const { log = '', export: exported = '' } = stamped.keys;
    await verify(view, stamped.zip, log, exported);
    await view.waitForSelector('dd:has-text("exp_1")');
    const findings = await view.textContent('.findings');
    expect(findings).toContain('no witness of your policy');
    expect(findings).not.toContain('time stamp');
    expect(findings).not.toContain('only the service itself says');
    expect(complaints).toEqual([]);
  });

  it('asks for what is missing', async () => {
    const { page: view } = await open(browser, 'en', 390);
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

/** Nobody but an authority saw its checkpoint. */
async function stampedBundle() {
  const server = await startTimeStampServer();
  try {
    const evidence = await makeEvidence({ witnessedMs: null });
    const authority = httpTimeStampAuthority(server.url, certificatesIn(server.ca));
    const { token } = await authority.stamp(evidence.checkpoint);
    const draft = await draftOf(evidence);
    draft.files.set('checkpoint.tsr', token);
    const [signer] = tokenParts(token).certificates.filter(({ x509 }) => !x509.ca);
    const [log, exported] = [evidence.log.logKey, evidence.exportKey].map(({ key }) => keyFingerprint(key));
    return {
      zip: zipOf(await sealedBundle(evidence, draft)),
      keys: { log, export: exported },
      fingerprint: signer?.x509.fingerprint256 ?? '',
    };
  } finally {
    await server.close();
  }
}

async function open(browser: Browser, language: Language, width: number) {
  const context = await browser.newContext({
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
    viewport: { width, height: 900 },
  });
  const view = await context.newPage();
  const complaints: string[] = [];
  view.on('pageerror', (error) => complaints.push(error.message));
  view.on('console', (message) => complaints.push(message.text()));
  view.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('blob:'))
      complaints.push(request.url());
  });
  await view.goto(page);
  return { page: view, complaints };
}

async function verify(view: Page, zip: Buffer, log: string, exported: string): Promise<void> {
  await view.setInputFiles('input[type=file]', {
    name: 'bundle.zip',
    mimeType: 'application/zip',
    buffer: zip,
  });
  await view.fill('input[name=log]', log.replace(/(.{4})/g, '$1 '));
  await view.fill('input[name=export]', exported);
  await view.click('button[type=submit]');
  await view.waitForSelector('h2');
}

const isWiderThanScreen = (view: Page): Promise<boolean> =>
  view.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
