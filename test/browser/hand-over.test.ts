import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLiveIn, requestFacts } from '../../src/compose/exports.ts';
import { formatInstant, silentLog } from '../../src/core/index.ts';
import { buildExport, type ExportId } from '../../src/evidence/index.ts';
import { noonMs, startApi, type TestApi } from '../integration/api/api-harness.ts';
import type { Client } from '../integration/api/client.ts';
import { approved } from '../integration/api/filing.ts';
import { aCamera, aNeighbourhood, filmed } from '../integration/api/ward-footage.ts';
import { chromiumMissing, type Language, launchChromium, visit } from '../support/chromium.ts';
import { ExportedLog, exportSealing } from '../support/export-sealing.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { segmentMs } from '../support/segment-bytes.ts';
import { seriousFaults } from './accessibility.ts';
import { words } from './acts.ts';

const fromMs = noonMs - 300_000;
const built = join(import.meta.dirname, '../../dist/web');

/** The API on a real catalogue, the built console, a real browser. */
describe.skipIf(chromiumMissing)(`when a bundle is handed over (${chromiumMissing ?? 'Chromium'})`, () => {
  let postgres: TestPostgres;
  let api: TestApi;
  let officer: Client;
  let browser: Browser;
  let requestId: string;

  beforeAll(async () => {
    [postgres, browser] = await Promise.all([startPostgres(), launchChromium()]);
    const log = new ExportedLog();
    api = await startApi(postgres, { signedLog: log.log });
    const camera = await aCamera(api, {
      name: 'Cột 14',
      neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7'),
    });
    await filmed(api, camera, { fromMs, count: 2 });
    officer = await api.as('officer');
    const range = { from: formatInstant(fromMs), to: formatInstant(fromMs + 2 * segmentMs) };
    requestId = (await approved(api, officer, { area: { cameras: [camera.id] }, ...range })).body.id;
    const { body } = await officer.post(`/api/requests/${requestId}/exports`);
    const { exports, footage, checkedRequests, users, marks } = api.deps;
    const requestOf = requestFacts(checkedRequests, users, marks);
    const deps = { exports, footage, store: api.store, requestOf, pictureAt: async () => undefined };
    const facts = { timeZone: 'Asia/Ho_Chi_Minh', agency: {}, clock: api.clock, log: silentLog };
    const printer = { print: async () => Buffer.from('%PDF-1.7') };
    const isLive = isLiveIn(checkedRequests, api.clock);
    const terms = { ...deps, ...facts, ...exportSealing(api, log), printer, isLive };
    await buildExport(terms, body.id as ExportId);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await postgres?.stop();
  });

  /** The console beside the API of the test, whose clock the browser has, too. */
  async function screen(language: Language, width: number, cookie?: string): Promise<Page> {
    const { page, context } = await visit(browser, officer.baseUrl, language, width);
    await page.clock.setFixedTime(noonMs);
    await serveConsole(context);
    const [name = '', value = ''] = cookie?.split('=') ?? [];
    if (cookie) await context.addCookies([{ name, value, url: officer.baseUrl }]);
    return page;
  }

  const ofOfficer = async (language: Language, width: number): Promise<Page> => {
    const page = await screen(language, width, officer.cookie);
    await page.goto(`/requests/${requestId}`);
    await page.locator('details.hand-overs > summary').waitFor();
    return page;
  };

  const opened = (page: Page) =>
    page.evaluate("document.querySelector('details.hand-overs').setAttribute('open', '')");

  it('gives the officer a link, by which a recipient without an account confirms, once', async () => {
    const { handOver, receiving, problems } = words.vi;
    const page = await ofOfficer('vi', 1440);
    await opened(page);
    await page.getByRole('button', { name: handOver.offer }).click();
    await page.getByRole('dialog').getByLabel(handOver.name).fill('Trần Văn Bình');
    await page.getByRole('dialog').getByLabel(handOver.agency).fill('Công an tỉnh Hoa Sim');
    await page.getByRole('dialog').getByLabel(handOver.introduction).fill('118/GGT-CATP');
    await page.getByRole('button', { name: handOver.offerAct, exact: true }).click();
    const link = (await page.locator('dialog .secret').textContent()) ?? '';
    await page.getByRole('button', { name: handOver.done }).click();

    const phone = await screen('vi', 390);
    await phone.goto(link);
    await phone.getByText('VA-2026/118').waitFor();
    const digest = await phone.locator('.digest code').textContent();
    expect(digest?.replaceAll(/\s/g, '')).toBe(
      (await page.locator('.hand-overs .stack > .digest code').first().textContent())?.replaceAll(/\s/g, ''),
    );
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await seriousFaults(phone)).toEqual([]);
    await phone.getByLabel(receiving.same).check();
    await phone.getByLabel(receiving.name).fill('Trần Văn Bình');
    await phone.getByRole('button', { name: receiving.act }).click();
    await phone.getByText(receiving.recorded).waitFor();

    await phone.reload();
    await phone.getByText(problems['hand-over-refused'].cause).waitFor();
    await page.reload();
    await page.getByText('Trần Văn Bình xác nhận qua đường dẫn').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('takes what stands on a signed form, and shows who received the bundle', async () => {
    const { handOver } = words.en;
    const page = await ofOfficer('en', 390);
    await opened(page);
    await page.getByRole('button', { name: handOver.record }).click();
    await page.getByRole('dialog').getByLabel(handOver.signer).fill('Lê Thị Cúc');
    await page.getByRole('dialog').getByLabel(handOver.agency).fill('Công an phường');
    await page.getByRole('dialog').getByLabel(handOver.formNumber).fill('12/BB-UBND');
    await page.getByRole('dialog').getByLabel(handOver.signedOn).fill('2026-11-21');
    await page.getByRole('button', { name: handOver.recordAct, exact: true }).click();
    await page.getByText('signed form no. 12/BB-UBND').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});

/** What the API does not answer is the console's: a file of it, or its page. */
const serveConsole = (context: BrowserContext) =>
  context.route(
    ({ pathname }) => !pathname.startsWith('/api'),
    (route) => {
      const file = join(built, new URL(route.request().url()).pathname);
      return route.fulfill({
        path: /\.\w+$/.test(file) && existsSync(file) ? file : join(built, 'index.html'),
      });
    },
  );
