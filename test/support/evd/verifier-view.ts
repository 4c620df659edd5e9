import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../chromium.ts';

const address = pathToFileURL(join(import.meta.dirname, '../../../dist/verifier/index.html')).href;

/** The page of the verifier, opened from a disk. */
export interface VerifierView {
  readonly page: Page;
  /** What went wrong on it, and what it tried to load. */
  readonly complaints: readonly string[];
}

/** What a person brings beside the bundle. */
export interface EnteredTrust {
  readonly log: string;
  readonly export: string;
  /** Lines of a policy. */
  readonly policy?: string;
}

/** What the page says: its verdict, and each finding. */
export interface ShownReport {
  readonly head: string;
  readonly findings: readonly string[];
}

export async function openVerifier(
  browser: Browser,
  { language, width }: { readonly language: Language; readonly width: number },
): Promise<VerifierView> {
  const context = await browser.newContext({
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  // Against hanging alone: a busy machine takes many times what ours does.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('blob:'))
      complaints.push(request.url());
  });
  await page.goto(address);
  return { page, complaints };
}

/** Verifies the ZIP at that path, as a person does, and reads what the page says. */
export async function verifiedBy(
  { page }: VerifierView,
  zip: string,
  { log, export: exported, policy = '' }: EnteredTrust,
): Promise<ShownReport> {
  await page.setInputFiles('input[type=file]', zip);
  await page.fill('input[name=log]', log);
  await page.fill('input[name=export]', exported);
  if (!(await page.isVisible('textarea'))) await page.click('summary');
  await page.fill('textarea', policy);
  await page.click('button[type=submit]');
  const head = (await page.textContent('h2')) ?? '';
  return { head, findings: await page.locator('.findings li').allTextContents() };
}
