import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readClock } from '../../scripts/ward/clip/clock-strip.ts';
import { LOOP_FRAMES } from '../../scripts/ward/clip/loop.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { words } from './acts.ts';
import { drawnFrame, shownMs } from './drawn-frame.ts';
import { type FilmedCamera, filmedCamera } from './filmed-camera.ts';
import { raisedWard } from './raised-ward.ts';
import { keepScreenshot } from './screenshots.ts';

/** A frame of the simulated cameras' main stream. */
const frameMs = 1_000 / 15;

/** Real service, one simulated camera: every frame has a number burnt in. */
describe.skipIf(chromiumMissing)(`when one frame matters (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 1, firstAddress: '127.20.99.1' });
  let filmed: FilmedCamera;

  beforeAll(async () => {
    filmed = await filmedCamera(raised.demo);
  });

  /** The page of the request, with the frame of a second on the screen. */
  async function watching(language: 'vi' | 'en', width?: number, second = 7): Promise<Page> {
    const { page } = await raised.seat(language, filmed.people.accounts.officer, width);
    const t = new Date(filmed.fromMs + second * 1_000).toISOString();
    await page.goto(`/requests/${filmed.requestId}?t=${t}`);
    await page.locator('[data-frame-ms]').waitFor();
    return page;
  }

  it('steps by one frame, forward and back and over the border of a GOP, also after frames were dropped', async () => {
    const page = await watching('vi');
    await page.getByLabel(words.vi.player.speedName).selectOption('4');
    await page.keyboard.press(' ');
    const begunMs = await shownMs(page);
    await expect.poll(() => shownMs(page)).toBeGreaterThan(begunMs + 3_000);
    await page.keyboard.press('k');
    let before = await drawnFrame(page);
    for (const keys of [
      '.',
      '.',
      ',',
      '..',
      ',,,,,',
      '........',
      '........',
      '........',
      '........',
      ',,,',
    ]) {
      for (const key of keys) await page.keyboard.press(key);
      const steps = keys.startsWith('.') ? keys.length : -keys.length;
      const wantedMs = before.shownMs + steps * frameMs;
      await expect.poll(async () => Math.abs((await shownMs(page)) - wantedMs)).toBeLessThan(frameMs / 2);
      const now = await drawnFrame(page);
      expect(((now.loopFrame ?? Number.NaN) - (before.loopFrame ?? 0) + LOOP_FRAMES) % LOOP_FRAMES).toBe(
        (steps + LOOP_FRAMES) % LOOP_FRAMES,
      );
      before = now;
    }
  });

  it.each([
    ['vi', 1440],
    ['en', 390],
  ] as const)(
    'keeps the very frame on the screen, with its time and digest (%s, %i px)',
    async (language, width) => {
      const page = await watching(language, width);
      const { player, common } = words[language];
      await page.keyboard.press('k');
      for (const steps of [0, 1, 9]) {
        for (let i = 0; i < steps; i++) await page.keyboard.press('.');
        const screen = await drawnFrame(page);
        await page.getByRole('button', { name: player.still, exact: true }).click();
        const dialog = page.locator('dialog.still[open]');
        await dialog.locator('img').waitFor();
        const { bytes, name } = await saved(page, player.saveStill);
        const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
        expect([info.width, info.height]).toEqual([1280, 720]);
        expect(readClock(data, info.width, info.height)?.loopFrame).toBe(screen.loopFrame);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const text = await dialog.textContent();
        expect(text).toContain(sha256);
        expect(text).toContain('Cột 14');
        expect(text).toContain(filmed.requestId);
        expect(text).toContain('±');
        expect((await saved(page, player.saveDigest)).bytes.toString()).toBe(`${sha256}  ${name}\n`);
        // Right after its start: FF FE, length, text.
        const comment = JSON.parse(bytes.subarray(6, 4 + bytes.readUInt16BE(4)).toString()) as {
          time: string;
        };
        expect(Math.abs(Date.parse(comment.time) - screen.shownMs)).toBeLessThanOrEqual(1);
        expect(await seriousFaults(page)).toEqual([]);
        if (steps === 9) await keepScreenshot(page, `still-${language}`);
        await dialog.getByRole('button', { name: common.close, exact: true }).click();
      }
    },
  );

  it.each([
    ['vi', 1440],
    ['en', 390],
  ] as const)(
    'notes the very frame on the screen with the request, and goes back to it (%s, %i px)',
    async (language, width) => {
      const page = await watching(language, width, 9);
      const { notedMarks } = words[language];
      const list = page.getByRole('list', { name: notedMarks.title });
      await page.keyboard.press('k');
      for (let i = 0; i < 3; i++) await page.keyboard.press('.');
      const screen = await drawnFrame(page);
      await page.keyboard.press('m');
      const dialog = page.locator('dialog[open]');
      await dialog.getByLabel(notedMarks.note).fill('Xe máy màu đỏ');
      await dialog.getByLabel(notedMarks.still).check();
      expect(await seriousFaults(page)).toEqual([]);
      await keepScreenshot(page, `mark-note-${language}`);
      await dialog.getByRole('button', { name: notedMarks.save, exact: true }).click();
      await list.locator('p', { hasText: 'Xe máy màu đỏ' }).waitFor();
      await page.keyboard.press('l');
      await expect.poll(() => shownMs(page)).toBeGreaterThan(screen.shownMs + 1_000);
      await page.keyboard.press('k');
      await page.reload();
      await page.locator('[data-frame-ms]').waitFor();
      await list.getByRole('button', { name: 'Cột 14' }).click();
      await expect.poll(async () => (await drawnFrame(page)).loopFrame).toBe(screen.loopFrame);
      await keepScreenshot(page, `marks-${language}`);
      await list.getByRole('button', { name: notedMarks.changeOf('').trim() }).click();
      await dialog.getByLabel(notedMarks.note).fill('Xe máy màu xanh');
      await dialog.getByRole('button', { name: notedMarks.save, exact: true }).click();
      await list.locator('p', { hasText: 'Xe máy màu xanh' }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await list.getByRole('button', { name: notedMarks.removeOf('').trim() }).click();
      await dialog.getByRole('button', { name: notedMarks.removeAct, exact: true }).click();
      await page.getByText(notedMarks.none).waitFor();
    },
  );

  it('plays faster than every frame by keyframes, and has every frame again afterwards', async () => {
    const page = await watching('vi', undefined, 1);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.getByLabel(words.vi.player.speedName).selectOption('16');
    const begunMs = await shownMs(page);
    await page.keyboard.press('k');
    const wanted = begunMs + 24_000;
    await page.getByRole('button', { name: words.vi.player.on10 }).click();
    const jumped = () => Date.parse(new URL(page.url()).searchParams.get('t') ?? '');
    await expect.poll(jumped).toBeGreaterThanOrEqual(begunMs + 9_000);
    await page.keyboard.press('l');
    await expect.poll(() => shownMs(page)).toBeGreaterThan(wanted - 12_000);
    await page.keyboard.press('k');
    expect(loaded.some((path) => path.endsWith('/keyframe.m4s'))).toBe(true);
    loaded.length = 0;
    await page.getByLabel(words.vi.player.speedName).selectOption('1');
    await expect.poll(() => loaded.some((path) => /\/gops\/\d+\.m4s$/.test(path))).toBe(true);
    const before = await drawnFrame(page);
    await page.keyboard.press('.');
    await expect.poll(async () => (await shownMs(page)) - before.shownMs).toBeCloseTo(frameMs, -1);
  });

  it.each(['vi', 'en'] as const)(
    'is looked at closer and brighter, and says that it is only the view (%s)',
    async (language) => {
      const page = await watching(language);
      const { player } = words[language];
      await page.keyboard.press('k');
      const style = () => page.evaluate<string>(`document.querySelector('video').style.cssText`);
      const picture = page.getByRole('figure', { name: player.picture });
      await picture.hover({ position: { x: 20, y: 20 } });
      await page.mouse.wheel(0, -100);
      await expect.poll(style).toMatch(/scale\(1\.25\)/);
      await page.keyboard.press('+');
      await expect.poll(style).toMatch(/scale\(1\.5625\)/);
      const moved = await style();
      await picture.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(style).not.toBe(moved);
      await page.getByText(player.view, { exact: false }).first().click();
      await page.getByText(player.viewOnly).waitFor();
      await page.getByLabel(player.brightness, { exact: false }).fill('2');
      await expect.poll(style).toMatch(/brightness\(2\)/);
      await page.getByText(player.viewChanged).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await keepScreenshot(page, `view-${language}`);
      await page.getByRole('button', { name: player.viewReset }).click();
      await expect.poll(style).not.toMatch(/scale|brightness/);
    },
  );
});

/** What a link of the dialog saves. */
async function saved(page: Page, link: string): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  const file = await download;
  return { bytes: await readFile(await file.path()), name: file.suggestedFilename() };
}
