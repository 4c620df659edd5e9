import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const folders = (process.env.PATH ?? '').split(delimiter);

const installed = (name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path));

/**
 * The one that is named, or one that set-up looks for. Since 132 `chromium --headless` is the whole browser, which draws
 * its own bars and buttons for nobody; the headless shell draws the page alone.
 */
const program =
  process.env.CHROMIUM ??
  installed('chromium-headless-shell') ??
  installed('chromium') ??
  '/usr/bin/chromium-headless-shell';

/** Why tests that need a browser are skipped, for their titles; `undefined` when they run. */
export const chromiumMissing: string | undefined = existsSync(program)
  ? undefined
  : `skipped: there is no ${program}; Debian's chromium-headless-shell, or CHROMIUM, would bring one`;

/** It calls nobody: no updates, no sync, no first run. */
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: quiet });

export type Language = 'vi' | 'en';

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained of: exceptions, and what its content security policy refused. */
  readonly complaints: readonly string[];
}

/** A person at a screen of their own, with no session yet. */
export async function visit(
  browser: Browser,
  url: string,
  language: Language,
  width = 1440,
): Promise<Visitor> {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const context = await browser.newContext({ baseURL: url, viewport });
  await context.addInitScript(`localStorage.setItem('minhchung.language', '${language}')`);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  return { page, context, complaints };
}
