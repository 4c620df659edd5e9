import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { raiseStage, type Stage } from '../../scripts/demo/stage.ts';
import { type Language, launchChromium, type Visitor, visit } from './chromium.ts';

/** The service on a simulated ward, and a browser. */
export interface RaisedWard {
  readonly stage: Stage;
  /** A person at a screen of their own, with no session yet. */
  visit(language: Language, width?: number): Promise<Visitor>;
}

/**
 * From before the first test of a `describe` until after its last. Each file has addresses of its own. `settings`: more
 * of the service's environment.
 */
export function raisedWard(
  ward: { readonly cameras: number; readonly firstAddress: string },
  settings: () => Promise<Readonly<Record<string, string>>> = async () => ({}),
): RaisedWard {
  let stage: Stage | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    const env = await settings();
    [stage, browser] = await Promise.all([
      raiseStage({ ward, store: 'disk', segmentSeconds: 5, env, onLine: () => {} }),
      launchChromium(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.strike();
  });
  const raised = () => {
    if (!stage || !browser) throw new Error('the ward is not raised yet');
    return { stage, browser };
  };
  return {
    get stage() {
      return raised().stage;
    },
    visit: (language, width) => visit(raised().browser, raised().stage.service.url, language, width),
  };
}
