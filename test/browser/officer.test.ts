import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Messages } from '../../src/web/messages/vi.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { filedRequest, fillRequest, signIn, words } from './acts.ts';
import { drawnFrame, shownMs } from './drawn-frame.ts';
import { type MarketCorner, settleMarketCorner } from './market-corner.ts';
import { raisedWard } from './raised-ward.ts';
import { keepScreenshot } from './screenshots.ts';

/** What a frame shows and what the console says, or what was asked, may differ by this much. */
const clockToleranceMs = 200;
/** A frame of the slowest stream, and the tolerance. */
const askedToleranceMs = 67 + clockToleranceMs;
const maxToPictureMs = 30_000;
/** On a machine where that takes longer: so many times as long as to sign in. */
const maxSignIns = 6;
const maxClicks = 6;

/** Real service, simulated cameras around a market, its map imported; each officer works from sign-in to picture. */
describe.skipIf(chromiumMissing)(
  `when an officer looks into a case (${chromiumMissing ?? 'Chromium'})`,
  () => {
    const raised = raisedWard({ cameras: 5, firstAddress: '127.20.76.1' });
    let corner: MarketCorner;

    beforeAll(async () => {
      corner = await settleMarketCorner(raised.demo);
    });

    it.each(['vi', 'en'] as const)(
      'finds a corner by its landmark, opens a request and sees the asked second (%s)',
      (language) => investigate(language),
    );

    async function investigate(language: Language): Promise<void> {
      const { page, complaints } = await raised.visit(language);
      const clicks = await countedClicks(page);
      const { find, requestForm, player, marks } = words[language];
      const asked = await corner.recordedMinute();
      const begunMs = performance.now();
      await signIn(page, words[language], corner.officer);
      const signInMs = performance.now() - begunMs;

      const place = page.getByRole('combobox', { name: find.place });
      await page.keyboard.press('/');
      await place.pressSequentially('cho cam th');
      const option = page.getByRole('option', { name: 'Chợ Cẩm Thịnh' });
      await option.waitFor();
      expect(await option.getAttribute('aria-selected')).toBe('true');
      expect(await seriousFaults(page)).toEqual([]);
      await place.press('Enter');
      await expect.poll(() => place.inputValue()).toBe('Chợ Cẩm Thịnh');
      await page.getByLabel(find.time, { exact: true }).fill(asked.text);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Cổng chợ/ }).waitFor();
      await expect.poll(() => new URL(page.url()).searchParams.get('from')).toBe(asked.from);
      expect(await seriousFaults(page)).toEqual([]);

      await page.getByRole('button', { name: find.fileRequest }).click();
      await fillRequest(page, words[language], {
        caseNumber: `VV-2026/${language === 'vi' ? 118 : 119}`,
        purpose: purposes[language],
      });
      await page.getByRole('button', { name: requestForm.act }).click();
      await corner.approve(await filedRequest(page));
      await page.locator('[data-frame-ms]').waitFor();
      const tookMs = performance.now() - begunMs;
      expect(tookMs).toBeLessThan(Math.max(maxToPictureMs, maxSignIns * signInMs));
      expect(await clicks()).toBeLessThanOrEqual(maxClicks);

      await page.keyboard.press('k');
      await page.keyboard.press('2');
      await page.getByRole('region', { name: player.region('Cột 14') }).waitFor();
      await page.locator('[data-frame-ms]').waitFor();
      const first = await drawnFrame(page);
      expect(Math.abs(first.errorMs ?? Number.NaN)).toBeLessThanOrEqual(clockToleranceMs);

      await page.keyboard.press('[');
      await expect.poll(() => new URL(page.url()).searchParams.get('in')).not.toBeNull();
      await page.keyboard.press('.');
      expect((await drawnFrame(page)).shownMs).toBeGreaterThan(first.shownMs);
      await page.keyboard.press(']');
      await page.getByRole('button', { name: marks.go }).click();
      await expect
        .poll(async () => Math.abs((await shownMs(page)) - first.shownMs))
        .toBeLessThan(askedToleranceMs);
      await scrub(page);
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }

    it.each(['vi', 'en'] as const)('takes away a paper where there is no footage (%s)', async (language) => {
      const { page, complaints } = await raised.seat(language, corner.officer);
      const { negative, requestForm } = words[language];
      const { from, to } = await corner.recordedMinute();
      const nowhere = new URLSearchParams({ near: '10.5,106.5', radius: '200', from, to }).toString();
      await page.goto(`/find?${nowhere}`);
      await page.getByRole('button', { name: negative.open }).click();
      const dialog = page.getByRole('dialog', { name: negative.title });
      await dialog.getByLabel(requestForm.caseNumber, { exact: true }).fill('VV-2026/120');
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: negative.act, exact: true }).click();
      await dialog.getByText(negative.grounds['no-camera']).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      const saved = page.waitForEvent('download');
      await dialog.getByRole('link', { name: negative.paperVi }).click();
      const bytes = await readFile(await (await saved).path());
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(complaints).toEqual([]);
      await dialog.getByRole('button', { name: negative.close, exact: true }).click();
      await page.close();
    });

    it.each(['vi', 'en'] as const)(
      'takes an area drawn by keyboard or by pointer, and a stretch pulled out on the lanes (%s)',
      async (language) => {
        const { page, complaints } = await raised.seat(language, corner.officer);
        const { find, requestForm, exports } = words[language];
        const { from, to } = await corner.recordedMinute();
        const market = new URLSearchParams({ near: corner.market, radius: '500', from, to }).toString();
        const drawn = page.getByRole('combobox', { name: find.place });
        await page.goto(`/find?${market}`);
        await page.getByRole('button', { name: /^Cổng chợ/ }).waitFor();
        await pickHour(page, words[language]);
        await drawByKeyboard(page, words[language]);
        await expect.poll(() => drawn.inputValue()).toBe(find.drawnArea(3));
        await page.goto(`/find?${market}`);
        await drawByPointer(page, words[language]);
        await expect.poll(() => drawn.inputValue()).toBe(find.drawnArea(4));
        await page.getByRole('button', { name: /^Cổng chợ/ }).waitFor();
        expect(await seriousFaults(page)).toEqual([]);
        await keepScreenshot(page, `find-drawn-${language}`);
        await pullOut(page, 0.25, 0.75);
        await expect.poll(() => new URL(page.url()).searchParams.get('from')).not.toBe(from);
        const asked = new URL(page.url()).searchParams;
        const lengthMs = Date.parse(asked.get('to') ?? '') - Date.parse(asked.get('from') ?? '');
        expect(Math.abs(lengthMs - (Date.parse(to) - Date.parse(from)) / 2)).toBeLessThan(3_000);
        await page.getByRole('button', { name: find.fileRequest }).click();
        await fillRequest(page, words[language], { caseNumber: 'VV-vung', purpose: purposes[language] });
        await page.getByRole('button', { name: requestForm.act }).click();
        const filed = await corner.seen(await filedRequest(page));
        expect(filed.area).toHaveProperty('polygon');
        expect(filed.from).toBe(asked.get('from'));
        expect(await page.getByRole('button', { name: exports.order }).count()).toBe(0);
        expect(complaints).toEqual([]);
      },
    );

    it('shows the next frame also where it took frames to be shorter than they are', async () => {
      const { page } = await raised.seat('vi', corner.officer);
      const asked = await corner.recordedMinute();
      const request = await corner.request(asked);
      await page.addInitScript(framesCountedThrice);
      await page.goto(`/requests/${request}?camera=${corner.cameraId('Cột 14')}`);
      await page.locator('[data-frame-ms]').waitFor();
      for (const key of ['.', '.', ',']) {
        const { shownMs: beforeMs } = await drawnFrame(page);
        await page.keyboard.press(key);
        const movedMs = async () => (await shownMs(page)) - beforeMs;
        await expect.poll(movedMs).not.toBe(0);
        expect(Math.round((await movedMs()) / frameMs)).toBe(key === '.' ? 1 : -1);
      }
    });

    it('complains of nothing when a map is left before it is drawn', async () => {
      const { page, complaints } = await raised.seat('vi', corner.officer);
      await page.addInitScript(lateFrames);
      await page.goto(`/find?near=${corner.market}`);
      await page.locator('.map canvas').waitFor({ state: 'attached' });
      await page.evaluate(`document.querySelector('a[href="/requests"]').click()`);
      await page.locator('.map').waitFor({ state: 'detached' });
      // What was asked for before has come by then.
      await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
      expect(complaints).toEqual([]);
    });

    it('shows the second that a link marks, read from the picture itself', async () => {
      const { page, context } = await raised.seat('vi', corner.officer);
      const asked = await corner.recordedMinute();
      const request = await corner.request(asked);
      const wantedMs = Date.parse(asked.from) + 7_000;
      const wanted = new Date(wantedMs).toISOString();
      await page.goto(`/requests/${request}?camera=${corner.cameraId('Cột 14')}&in=${wanted}`);
      await page.locator('[data-frame-ms]').waitFor();
      await page.keyboard.press('k');
      await page.getByRole('button', { name: words.vi.marks.go }).click();
      await expect
        .poll(async () => Math.abs((await shownMs(page)) - wantedMs))
        .toBeLessThan(askedToleranceMs);
      const { errorMs } = await drawnFrame(page);
      expect(Math.abs(errorMs ?? Number.NaN)).toBeLessThanOrEqual(clockToleranceMs);
      await playAgain(page);
      await context.clearCookies();
      await page.keyboard.press('2');
      const again = page.getByRole('dialog', { name: words.vi.signIn.again });
      await again.waitFor();
      // Chromium closes a dialog at the second Esc, whatever the page says at the first.
      for (const key of ['Escape', 'Escape']) await page.keyboard.press(key);
      await expect.poll(() => again.isVisible()).toBe(true);
    });
  },
);

const frameMs = 1_000 / 15;

/** Makes the browser count presented frames threefold, so that the player takes frames for a third of their length. */
const framesCountedThrice = `
  const request = HTMLVideoElement.prototype.requestVideoFrameCallback;
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (drawn) {
    return request.call(this, (now, { mediaTime, presentedFrames }) =>
      drawn(now, { mediaTime, presentedFrames: 3 * presentedFrames }));
  };
`;

/** As on a machine that has much else to do. */
const lateFrames = `
  window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 2_000);
  window.cancelAnimationFrame = (id) => clearTimeout(id);
`;

const purposes: Readonly<Record<Language, string>> = {
  vi: 'Tìm xe máy bị lấy ở cổng chợ',
  en: 'A motorbike was taken at the market gate',
};

/** After a fault that ends the player, the button under it begins anew. */
async function playAgain(page: Page): Promise<void> {
  const playlists = '**/playlist.m3u8*';
  await page.route(playlists, (route) => route.fulfill({ status: 500 }));
  await page.reload();
  const fault = page.locator('.player').getByRole('alert');
  await fault.waitFor();
  await page.unroute(playlists);
  await fault.getByRole('button', { name: words.vi.common.tryAgain }).click();
  await page.locator('[data-frame-ms]').waitFor();
}

/** How often the page was clicked with a pointer so far, also across its own changes of address. */
async function countedClicks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(
    `addEventListener('pointerdown', () => { window.clicked = (window.clicked ?? 0) + 1; }, true)`,
  );
  return () => page.evaluate<number>('window.clicked ?? 0');
}

/** Another day by the native fields: its beginning alone lies after the end that is still there. */
async function pickHour(page: Page, { find, problems }: Messages): Promise<void> {
  await page.getByText(find.understood).click();
  await page.getByLabel(find.from, { exact: true }).fill('2030-01-01T10:00:00');
  await page.getByRole('button', { name: find.pickTimes }).click();
  await page.getByText(problems['range-empty'].cause).waitFor();
  await page.getByLabel(find.to, { exact: true }).fill('2030-01-01T11:00:00');
  await page.keyboard.press('Enter');
  const taken = () => new URL(page.url()).searchParams;
  await expect.poll(() => taken().get('from')).toBe('2030-01-01T03:00:00.000Z');
  expect(taken().get('to')).toBe('2030-01-01T04:00:00.000Z');
}

/** Corners at the middle of the map, which arrow keys move between them. */
async function drawByKeyboard(page: Page, { mapWords }: Messages): Promise<void> {
  const press = async (name: string) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  await press(mapWords.drawArea);
  // From then on the map has taken the focus, and takes it no more.
  await page.locator('.map.is-drawing').waitFor();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) {
    await press(mapWords.addCorner);
    await page.getByRole('application').focus();
    await page.keyboard.press(key);
    // Leaflet moves the map with an animation.
    await page.locator('.leaflet-pan-anim').waitFor({ state: 'detached' });
  }
  await press(mapWords.finishArea(3));
}

async function drawByPointer(page: Page, { mapWords }: Messages): Promise<void> {
  await page.getByRole('button', { name: mapWords.drawArea }).click();
  // From then on it hears clicks.
  await page.locator('.map.is-drawing').waitFor();
  const map = page.getByRole('application');
  const { width = 0, height = 0 } = (await map.boundingBox()) ?? {};
  for (const [x, y] of [
    [0.2, 0.2],
    [0.9, 0.2],
    [0.9, 0.8],
    [0.2, 0.8],
  ] as const)
    await map.click({ position: { x: x * width, y: y * height } });
  await page.getByRole('button', { name: mapWords.finishArea(4) }).click();
}

/** Pulls a stretch out along the lanes, by shares of their width. */
async function pullOut(page: Page, from: number, to: number): Promise<void> {
  const { x, y, width } = (await page.locator('.lanes-track canvas').boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
  };
  await page.mouse.move(x + from * width, y + 60);
  await page.mouse.down();
  await page.mouse.move(x + to * width, y + 60, { steps: 5 });
  await page.mouse.up();
}

/**
 * Rests the pointer on a lane until the storyboard's picture of that instant is beside it, whole also at the right edge of a
 * low window; and turns the wheel there, which zooms into what the address then names.
 */
async function scrub(page: Page): Promise<void> {
  const lanes = page.locator('canvas.is-scrubber');
  const picture = page.locator('.lane-tip .tile');
  const usual = page.viewportSize() ?? { width: 1440, height: 900 };
  await lanes.hover({ position: { x: 300, y: 60 } });
  await picture.waitFor();
  const low = { ...usual, height: 560 };
  await page.setViewportSize(low);
  await page.evaluate(`{
    const { top } = document.querySelector('canvas.is-scrubber').getBoundingClientRect();
    scrollBy(0, top + 130 - innerHeight);
  }`);
  const { x = 0, y = 0, width = 0 } = (await lanes.boundingBox()) ?? {};
  await page.mouse.move(x + width - 4, y + 108);
  await picture.waitFor();
  const isWhole = async () => {
    const box = await page.locator('.lane-tip').boundingBox();
    return (
      box && box.x >= 0 && box.y >= 0 && box.x + box.width <= low.width && box.y + box.height <= low.height
    );
  };
  await expect.poll(isWhole).toBe(true);
  await page.mouse.wheel(0, -100);
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).not.toBeNull();
  await page.setViewportSize(usual);
  await lanes.hover({ position: { x: 300, y: 60 } });
  await picture.waitFor();
}
