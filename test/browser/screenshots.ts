import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where pictures for the README are kept, when `KEEP_SCREENSHOTS` says so: a usual run changes no file. */
const folder = join(import.meta.dirname, '../../src/web/screenshots');

export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env.KEEP_SCREENSHOTS !== '1') return;
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 80 });
}
