import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';

/** Where pictures for the README are kept, when `KEEP_SCREENSHOTS` says so: a usual run changes no file. */
export const screenshotFolder = join(import.meta.dirname, '../../src/web/screenshots');

/** Of a page as far as its window shows it, or of a part of one. */
export async function keepScreenshot(shown: Page | Locator, name: string): Promise<void> {
  if (process.env.KEEP_SCREENSHOTS !== '1') return;
  await shown.screenshot({ path: join(screenshotFolder, `${name}.jpg`), type: 'jpeg', quality: 80 });
}

/** A picture in its format, of something else than a page. */
export async function keepPicture(picture: Uint8Array, name: string): Promise<void> {
  if (process.env.KEEP_SCREENSHOTS === '1') await writeFile(join(screenshotFolder, name), picture);
}

/** A whole screen for the page of screens, in WebP, which is a fifth of its JPEG. */
export async function keepScreenPicture(page: Page, name: string): Promise<void> {
  if (process.env.KEEP_SCREENSHOTS !== '1') return;
  const shot = await page.screenshot();
  await writeFile(
    join(screenshotFolder, 'screens', `${name}.webp`),
    await sharp(shot).webp({ quality: 70 }).toBuffer(),
  );
}

/** A page about pictures. */
export async function keepText(text: string, name: string): Promise<void> {
  if (process.env.KEEP_SCREENSHOTS === '1') await writeFile(join(screenshotFolder, name), text);
}
