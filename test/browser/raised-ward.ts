import type { Browser, Cookie } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Demo, startDemo } from '../../scripts/demo/start-demo.ts';
import { type Language, launchChromium, type Visitor, visit } from '../support/chromium.ts';
import { type Person, signIn, words } from './acts.ts';

/** The service on a simulated ward, and a browser. */
export interface RaisedWard {
  readonly demo: Demo;
  /** A person at a screen of their own, with no session yet. */
  visit(language: Language, width?: number): Promise<Visitor>;
  /**
   * The same, signed in. Whoever signed in before comes back with the same session while it lasts: an authenticator app
   * gives one code in 30 s.
   */
  seat(language: Language, person: Person, width?: number): Promise<Visitor>;
}

/**
 * From before the first test of a `describe` until after its last. Each file has addresses of its own. The screens of a
 * test are closed when it ends; when it fails, the error has their text. `settings`: more of the service's environment.
 */
export function raisedWard(
  ward: { readonly cameras: number; readonly firstAddress: string },
  settings: () => Promise<Readonly<Record<string, string>>> = async () => ({}),
): RaisedWard {
  let demo: Demo | undefined;
  let browser: Browser | undefined;
  const visitors: Visitor[] = [];
  const sessions = new Map<string, readonly Cookie[]>();
  beforeAll(async () => {
    const env = await settings();
    [demo, browser] = await Promise.all([
      startDemo({ ward, store: 'disk', segmentSeconds: 5, env, onLine: () => {} }),
      launchChromium(),
    ]);
  });
  afterEach(async ({ task }) => {
    const seen = task.result?.state === 'fail' ? await Promise.all(visitors.map(shown)) : [];
    await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
    if (seen.length > 0) throw new Error(`When it failed, the screens showed:\n${seen.join('\n')}`);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  const raised = () => {
    if (!demo || !browser) throw new Error('the ward is not raised yet');
    return { demo, browser };
  };
  const begin: RaisedWard['visit'] = async (language, width) => {
    const visitor = await visit(raised().browser, raised().demo.service.url, language, width);
    visitors.push(visitor);
    return visitor;
  };
  return {
    get demo() {
      return raised().demo;
    },
    visit: begin,
    seat: async (language, person, width) => {
      const visitor = await begin(language, width);
      const { page, context } = visitor;
      await context.addCookies(sessions.get(person.name) ?? []);
      await signIn(page, words[language], person);
      sessions.set(person.name, await context.cookies());
      return visitor;
    },
  };
}

/** The address and the text of a screen, for whoever reads why a test failed. */
async function shown({ page, complaints }: Visitor): Promise<string> {
  const text = await page.evaluate<string>('document.body.innerText').catch(String);
  return [page.url(), text.replace(/\s+/g, ' ').slice(0, 2_000), ...complaints].join('\n');
}
