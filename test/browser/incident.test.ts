import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockErrorMs, decodeClocks } from '../../scripts/ward/index.ts';
import { unlistedNames } from '../../src/verify/index.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { unzipInto } from '../support/unzip.ts';
import { seriousFaults } from './accessibility.ts';
import { filedRequest, fillRequest, words } from './acts.ts';
import { drawnFrame } from './drawn-frame.ts';
import { type AskedRange, type MarketCorner, settleMarketCorner } from './market-corner.ts';
import { raisedWard } from './raised-ward.ts';
import { keepScreenshot } from './screenshots.ts';

/** What a frame shows and what the console or the minutes say of it may differ by this much. */
const clockToleranceMs = 200;

const widenedM = 300;

const told: Readonly<Record<Language, { readonly purpose: string; readonly report: string }>> = {
  vi: { purpose: 'Tìm xe máy bị lấy ở cổng chợ', report: 'Tin báo qua điện thoại của bà Hoa, tổ 3' },
  en: { purpose: 'A motorbike was taken at the market gate', report: 'Telephoned by Mrs Hoa, group 3' },
};

/** One incident from report to closed request, by two people at two screens. */
describe.skipIf(chromiumMissing)(`when something is reported (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 5, firstAddress: '127.20.77.1' });
  let corner: MarketCorner;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'incident-'));
    corner = await settleMarketCorner(raised.demo);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['vi', 'en'] as const)(
    'is looked up, drafted, submitted, approved by another, watched, taken away and closed (%s)',
    (language) => settle(language),
  );

  async function settle(language: Language): Promise<void> {
    const asked = await corner.recordedMinute();
    const officer = await raised.seat(language, corner.officer);
    const id = await submitted(officer.page, language, asked);
    expect((await corner.seen(id)).area).toMatchObject({ radiusM: widenedM });
    const custodian = await raised.seat(language, corner.custodian);
    await approved(custodian.page, language, caseOf(language));
    await watched(officer.page, language, asked);
    const bundle = await downloadedBundle(officer.page, language);
    await checked(bundle, join(folder, language));
    await closed(officer.page, language);
    expect(id).toBe(await filedRequest(officer.page));
    for (const { complaints } of [officer, custodian]) expect(complaints).toEqual([]);
  }
});

const caseOf = (language: Language): string => `VV-2026/${language === 'vi' ? 201 : 202}`;

/** From the look-up through a draft that is kept, to a request that waits. Answers its id. */
async function submitted(page: Page, language: Language, asked: AskedRange): Promise<string> {
  const { find, requestForm, standing, inbox } = words[language];
  await page.getByRole('combobox', { name: find.place }).fill('cho cam thinh');
  await page.getByRole('option', { name: 'Chợ Cẩm Thịnh' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel(find.time, { exact: true }).fill(asked.text);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Cổng chợ/ }).waitFor();
  await page.getByRole('button', { name: find.fileRequest }).click();
  const purpose = page.getByLabel(requestForm.purpose);
  // Over two lines, as it comes out of another program.
  const typed = told[language].purpose.replace(' ', '\n');
  await fillRequest(page, words[language], { caseNumber: caseOf(language), purpose: typed });
  await page.getByRole('button', { name: requestForm.cancel, exact: true }).click();
  await page.getByLabel(find.radius).selectOption('500');
  await page.getByRole('button', { name: find.fileRequest }).click();
  expect(await purpose.inputValue()).toBe(typed);
  await page.getByLabel(requestForm.report).fill(told[language].report);
  await page.getByLabel(inbox.urgencies.urgent, { exact: true }).check();
  expect(await seriousFaults(page)).toEqual([]);
  await keepScreenshot(page, `request-form-${language}`);
  await page.getByRole('button', { name: requestForm.keep }).click();
  const id = await filedRequest(page);
  await page.getByText(standing.draft).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await keepScreenshot(page, `request-draft-${language}`);
  await widened(page, language);
  await page.getByRole('button', { name: requestForm.act }).first().click();
  await page.getByText(standing.submitted).waitFor();
  expect(await page.locator('video').count()).toBe(0);
  expect(await seriousFaults(page)).toEqual([]);
  await keepScreenshot(page, `request-submitted-${language}`);
  return id;
}

/** Another place for the draft, with the words that it has. */
async function widened(page: Page, language: Language): Promise<void> {
  const { find, requestForm, standing } = words[language];
  await page.getByRole('link', { name: standing.changeScope }).click();
  await page.getByText(find.forDraft(caseOf(language))).waitFor();
  expect(await page.getByLabel(find.radius).inputValue()).toBe('500');
  await page.getByLabel(find.radius).selectOption(String(widenedM));
  await page.getByRole('button', { name: find.fileRequest }).click();
  expect(await page.getByLabel(requestForm.purpose).inputValue()).toBe(told[language].purpose);
  await page.getByRole('button', { name: requestForm.keep }).click();
  await page.getByText(standing.draft).waitFor();
}

/** At the custodian's own screen. */
async function approved(page: Page, language: Language, caseNumber: string): Promise<void> {
  const { frame, inbox } = words[language];
  await page.getByRole('link', { name: frame.inbox }).click();
  const card = page.getByRole('article', { name: caseNumber });
  await card.getByText(told[language].purpose).waitFor();
  await card.getByText(words[language].stations.here.address).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await keepScreenshot(page, `inbox-${language}`);
  await card.getByRole('button', { name: inbox.approve, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: inbox.approve }).click();
  await page.getByText(inbox.done.approved(caseNumber)).waitFor();
}

/** The officer's page shows the answer by itself; the burnt-in clock of the first picture is a time that was asked for. */
async function watched(page: Page, language: Language, asked: AskedRange): Promise<void> {
  await page.locator('[data-frame-ms]').waitFor();
  const { shownMs, errorMs } = await drawnFrame(page);
  expect(shownMs).toBeGreaterThanOrEqual(Date.parse(asked.from) - 2_000);
  expect(shownMs).toBeLessThan(Date.parse(asked.to));
  expect(Math.abs(errorMs ?? Number.NaN)).toBeLessThanOrEqual(clockToleranceMs);
  expect(await seriousFaults(page)).toEqual([]);
  await keepScreenshot(page, `request-approved-${language}`);
}

async function downloadedBundle(page: Page, language: Language): Promise<Buffer> {
  const { exports } = words[language];
  await page.getByLabel(exports.forms.clips).check();
  await page.getByText(/^(?:khoảng|about) \d/).waitFor();
  await page.getByRole('button', { name: exports.order }).click();
  const link = page.getByRole('link', { name: exports.download });
  await link.waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await keepScreenshot(page, `request-taken-away-${language}`);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFile(await download.path());
}

/** As somebody does who has the bundle and nothing else of us. */
async function checked(bundle: Buffer, folder: string): Promise<void> {
  const files = await unzipInto(folder, bundle);
  const { stdout } = await promisify(execFile)('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
  const unlisted = Object.values(unlistedNames).filter((name) => files.has(name));
  expect(unlisted).toHaveLength(6);
  expect(stdout.match(/: OK$/gm)).toHaveLength(files.size - 1 - unlisted.length);
  const { clipOrigin } = JSON.parse(files.get('request.json')?.toString() ?? '') as { clipOrigin: string };
  const clip = [...files.keys()].find((name) => name.startsWith('clip/')) ?? '';
  const frames = await decodeClocks({ input: join(folder, clip), inputOptions: ['-copyts'] });
  expect(frames.length).toBeGreaterThan(100);
  for (const { ptsMs, loopMs } of frames) {
    const errorMs = clockErrorMs(loopMs ?? Number.NaN, Date.parse(clipOrigin) + ptsMs);
    expect(Math.abs(errorMs)).toBeLessThanOrEqual(clockToleranceMs);
  }
}

async function closed(page: Page, language: Language): Promise<void> {
  const { closing, standing, submitted: course } = words[language];
  await page.getByRole('button', { name: closing.open }).click();
  await page.getByLabel(course.outcomes['led-to-handling']).check();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: closing.act, exact: true }).click();
  await page.getByText(standing.closed(course.outcomes['led-to-handling'])).waitFor();
  expect(await page.locator('video').count()).toBe(0);
  expect(await seriousFaults(page)).toEqual([]);
  await keepScreenshot(page, `request-closed-${language}`);
}
