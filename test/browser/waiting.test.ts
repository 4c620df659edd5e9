import type { Pool } from 'pg';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRequest } from '../../scripts/demo/filing.ts';
import { openPool } from '../../src/adapters/postgres/database.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { custodyOf } from '../support/custody.ts';
import { databaseUrlOf } from '../support/service-database.ts';
import { seriousFaults } from './accessibility.ts';
import { words } from './acts.ts';
import { drawnFrame, shownMs } from './drawn-frame.ts';
import { type BrokenFilm, filmedWithGap } from './filmed-camera.ts';
import { raisedWard } from './raised-ward.ts';
import { keepScreenshot } from './screenshots.ts';

/** Longer than a GOP of the simulated cameras. */
const gopMs = 2_100;

/** What the service answers where it has a fault. */
const failure = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status: 500, code: 'internal', detail: '' }),
};

/** Real service, one simulated camera that lost power for a while. */
describe.skipIf(chromiumMissing)(`when a picture does not come (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 1, firstAddress: '127.20.100.1' });
  let film: BrokenFilm;
  let pool: Pool;

  beforeAll(async () => {
    film = await filmedWithGap(raised.demo);
    pool = openPool(await databaseUrlOf(raised.demo.dataDir), () => {});
  });

  afterAll(async () => {
    await pool?.end();
  });

  /** The page of the request, with the frame of an instant on the screen. */
  async function watching(language: Language, ms: number, width?: number): Promise<Page> {
    const { page } = await raised.seat(language, film.people.accounts.officer, width);
    await page.goto(addressOf(ms));
    await page.locator('[data-frame-ms]').waitFor();
    return page;
  }

  const addressOf = (ms: number) => `/requests/${film.requestId}?t=${new Date(ms).toISOString()}`;

  it('loads from the wanted instant on, and the access log says no more than that', async () => {
    const before = (await custodyOf(pool, 'gops-served')).length;
    const wantedMs = film.gap.toMs + 5_000;
    const page = await watching('vi', wantedMs);
    await drawnFrame(page);
    await expect.poll(async () => (await custodyOf(pool, 'gops-served')).length).toBeGreaterThan(before);
    for (const { fromMs } of (await custodyOf(pool, 'gops-served')).slice(before))
      expect(fromMs).toBeGreaterThan(wantedMs - gopMs);
  });

  it('comes back paused at the frame of its address after a reload', async () => {
    const page = await watching('vi', film.gap.toMs + 3_000);
    const address = () => new URL(page.url()).searchParams.get('t') ?? '';
    await page.keyboard.press(' ');
    const begunMs = await shownMs(page);
    await expect.poll(() => shownMs(page)).toBeGreaterThan(begunMs + 1_000);
    await page.keyboard.press('k');
    for (const key of '...') await page.keyboard.press(key);
    const before = await drawnFrame(page);
    await expect.poll(() => Math.abs(Date.parse(address()) - before.shownMs)).toBeLessThanOrEqual(1);
    const kept = address();
    await page.reload();
    await page.locator('[data-frame-ms]').waitFor();
    await expect.poll(() => shownMs(page)).toBe(before.shownMs);
    expect(await page.evaluate(`document.querySelector('video').paused`)).toBe(true);
    expect((await drawnFrame(page)).loopFrame).toBe(before.loopFrame);
    expect(address()).toBe(kept);
  });

  it.each([
    ['vi', 1440],
    ['en', 390],
  ] as const)(
    'says what is missing, and lets wait or go on behind it (%s, %i px)',
    async (language, width) => {
      const { gap } = film;
      const { player, gaps } = words[language];
      const page = await watching(language, gap.fromMs - 2_000, width);
      await page.keyboard.press(' ');
      const over = page.locator('.player-over.is-missing');
      await over.waitFor();
      expect(await over.textContent()).toContain(gaps.offline);
      expect(await seriousFaults(page)).toEqual([]);
      await keepScreenshot(page, `missing-${language}`);
      await over.getByRole('button', { name: player.jumpMissing }).click();
      await over.waitFor({ state: 'detached' });
      await expect.poll(() => shownMs(page)).toBeGreaterThan(gap.toMs);
      // Into the midst of it, by an address.
      await page.goto(addressOf(gap.toMs - 2_000));
      await over.getByRole('button', { name: player.waitMissing }).click();
      await over.waitFor({ state: 'detached' });
      await expect.poll(() => shownMs(page)).toBeGreaterThan(gap.toMs + 500);
      expect(await page.evaluate(`document.querySelector('video').paused`)).toBe(false);
    },
  );

  it('says what is missing at the end of what was asked, where nothing comes behind it', async () => {
    const { gap, people, cameraId } = film;
    const requestId = await openRequest(people, {
      caseNumber: 'VV-2',
      cameras: [cameraId],
      fromMs: gap.fromMs - 6_000,
      toMs: gap.toMs - 2_000,
    });
    const { page } = await raised.seat('vi', people.accounts.officer);
    await page.goto(`/requests/${requestId}?t=${new Date(gap.fromMs - 3_000).toISOString()}`);
    await page.locator('[data-frame-ms]').waitFor();
    await page.keyboard.press(' ');
    const over = page.locator('.player-over.is-missing');
    await over.waitFor();
    expect(await over.textContent()).toContain(words.vi.gaps.offline);
    expect(await over.getByRole('button').allTextContents()).toEqual([words.vi.player.waitMissing]);
  });

  it('shows that it waits while a GOP is on its way', async () => {
    const page = await watching('vi', film.fromMs + 11_000);
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/gops/**', async (route) => {
      await held;
      await route.continue();
    });
    await page.evaluate(timeSpinner);
    await page.keyboard.press('j');
    const shownAfterMs = await page.evaluate<number>('window.spinnerAfterMs');
    console.log(`a spinner ${Math.round(shownAfterMs)} ms after the seek`);
    const spinner = page.locator('.player-over.is-waiting .spinner');
    await spinner.waitFor();
    // That it loads; after a while without an answer, that it tries again.
    await page.locator('.player-over.is-waiting .spinner-words', { hasText: /\S/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await keepScreenshot(page, 'waiting-vi');
    release();
    await spinner.waitFor({ state: 'detached' });
  });

  it('goes on by itself when the service was away, also where one seeks meanwhile', async () => {
    const page = await watching('vi', film.fromMs + 1_000);
    const lanes = page.locator('canvas.is-scrubber');
    const { width = 0 } = (await lanes.boundingBox()) ?? {};
    let refused = 0;
    page.on('requestfailed', (request) => {
      if (request.url().includes('/gops/')) refused += 1;
    });
    await raised.demo.service.kill('api');
    // Behind what is loaded.
    await lanes.click({ position: { x: width - 30, y: 60 } });
    await expect.poll(() => shownMs(page)).toBeGreaterThan(film.gap.toMs + 5_000);
    expect(refused).toBeGreaterThan(0);
    expect(await page.locator('.player').getByRole('alert').count()).toBe(0);
  });

  it('opens by itself when the service answers again, wherever on the way it was away', async () => {
    const { page } = await raised.seat('vi', film.people.accounts.officer);
    const { player, problems } = words.vi;
    await page.goto('/requests');
    const request = page.locator(`a[href="/requests/${film.requestId}"]`);
    await request.waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await request.click();
    await page.getByRole('alert').filter({ hasText: problems.network.cause }).first().waitFor();
    await page.route('**/variants.m3u8*', (route) => route.abort());
    await page.unroute('**/api/**');
    await page.getByText(player.away).waitFor();
    await page.unroute('**/variants.m3u8*');
    await page.locator('[data-frame-ms]').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('sends no one to the sign-in where the service fails to say who is signed in', async () => {
    const { page } = await raised.seat('vi', film.people.accounts.officer);
    const { common, frame, problems, signIn } = words.vi;
    await page.route('**/api/session', (route) => route.fulfill(failure));
    await page.goto('/requests');
    await page.getByRole('alert').filter({ hasText: problems.internal.cause }).waitFor();
    expect(await page.getByRole('button', { name: signIn.act, exact: true }).count()).toBe(0);
    await page.unroute('**/api/session');
    await page.getByRole('button', { name: common.tryAgain }).click();
    await page.getByRole('navigation', { name: frame.navigation }).waitFor();
  });

  it('shows no size of another stretch where that of the chosen one cannot be had', async () => {
    const { page } = await raised.seat('vi', film.people.accounts.officer);
    const { common, exports: labels, problems } = words.vi;
    await page.goto(`/requests/${film.requestId}`);
    const order = page.getByRole('form', { name: labels.order });
    const size = order.getByText(/^khoảng \d/);
    await size.waitFor();
    await page.route('**/export-sizes?*', (route) => route.fulfill(failure));
    await order.getByLabel(labels.onlyStretch).check();
    await order.getByRole('alert').filter({ hasText: problems.internal.cause }).waitFor();
    expect(await size.count()).toBe(0);
    await page.unroute('**/export-sizes?*');
    await order.getByRole('button', { name: common.tryAgain }).click();
    await size.waitFor();
  });

  it('says that the map cannot be had, and asks for it again', async () => {
    const { page } = await raised.seat('vi', film.people.accounts.officer);
    const { common, find, problems } = words.vi;
    await page.route('**/api/map', (route) => route.fulfill(failure));
    await page.goto('/find');
    const map = page.getByRole('region', { name: find.map });
    await map.getByRole('alert').filter({ hasText: problems.internal.cause }).waitFor();
    await page.unroute('**/api/map');
    await map.getByRole('button', { name: common.tryAgain }).click();
    await map.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('shows keyframes first on a line of 1 Mbit/s, and every frame when it is faster again', async () => {
    const { page, context } = await raised.seat('vi', film.people.accounts.officer);
    const line = await context.newCDPSession(page);
    await page.goto('/requests');
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    for (const cache of ['cold', 'warm'] as const) {
      await line.send('Network.setCacheDisabled', { cacheDisabled: cache === 'cold' });
      await slowDown(line, 1_000_000);
      loaded.length = 0;
      const begunMs = performance.now();
      await page.goto(addressOf(film.gap.toMs + 4_000));
      await page.locator('[data-frame-ms]').waitFor();
      console.log(
        `1 Mbit/s, console ${cache}: first picture after ${Math.round(performance.now() - begunMs)} ms`,
      );
      expect(loaded.some((path) => path.endsWith('/keyframe.m4s'))).toBe(true);
    }
    await page.getByText(words.vi.player.light.line).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await keepScreenshot(page, 'slow-line-vi');
    await slowDown(line, -1);
    const before = await drawnFrame(page);
    await page.keyboard.press('.');
    await expect.poll(async () => (await shownMs(page)) - before.shownMs).toBeCloseTo(1_000 / 15, -1);
  });
});

/** Bits a second; -1: as it is. */
const slowDown = (line: CDPSession, bits: number) =>
  line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: bits > 0 ? 40 : 0,
    downloadThroughput: bits > 0 ? bits / 8 : -1,
    uploadThroughput: bits > 0 ? bits / 8 : -1,
  });

/** In the page: notes how long after the next seek there is a spinner to be seen, in milliseconds. */
const timeSpinner = `void (window.spinnerAfterMs = new Promise((done) => {
  document.querySelector('video').addEventListener('seeking', () => {
    const begun = performance.now();
    const look = () => {
      const spinner = document.querySelector('.player-over.is-waiting .spinner');
      if (spinner && getComputedStyle(spinner).visibility === 'visible') done(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    look();
  }, { once: true });
}))`;
