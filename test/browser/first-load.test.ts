import type { CDPSession, Cookie, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { type AskedRange, type MarketCorner, settleMarketCorner } from './market-corner.ts';
import { raisedWard } from './raised-ward.ts';

const runs = 5;
const slowdown = 4;

/** Real service with five cameras and a map, real browser with nothing in its cache. */
describe.skipIf(chromiumMissing)(
  `when the console is loaded for the first time (${chromiumMissing ?? 'Chromium'})`,
  () => {
    const raised = raisedWard({ cameras: 5, firstAddress: '127.20.88.1' });
    let corner: MarketCorner;
    let asked: AskedRange;

    beforeAll(async () => {
      corner = await settleMarketCorner(raised.demo);
      asked = await corner.recordedMinute();
    });

    const find = () => `/find?near=${corner.market}&from=${asked.from}&to=${asked.to}`;

    it.each(['vi', 'en'] as const)('brings the search in at most 180 kB (%s)', async (language) => {
      const loads = await firstLoads(language, find(), (page) =>
        page.getByRole('button', { name: /^Cổng chợ/ }).waitFor(),
      );
      report(`Find (${language})`, loads);
      expect(Math.max(...loads.map(({ kb }) => kb))).toBeLessThanOrEqual(180);
    });

    it.each(['vi', 'en'] as const)(
      'brings the player, until it shows a frame, in at most 250 kB beside the footage (%s)',
      async (language) => {
        const id = await corner.request(asked);
        const loads = await firstLoads(language, `/requests/${id}`, (page) =>
          page.locator('[data-frame-ms]').waitFor(),
        );
        report(`player (${language})`, loads);
        expect(Math.max(...loads.map(({ kb }) => kb))).toBeLessThanOrEqual(250);
      },
    );

    interface Load {
      /** On the wire, with headers and without footage. */
      readonly kb: number;
      readonly firstPaintMs: number;
      readonly emptyPaintMs: number;
    }

    /** Each in a new browser context, at a slower processor, and beside the shortest page that the service has. */
    async function firstLoads(
      language: Language,
      path: string,
      shown: (page: Page) => Promise<void>,
    ): Promise<Load[]> {
      const { context } = await raised.seat(language, corner.officer);
      const cookies = await context.cookies();
      const loads: Load[] = [];
      for (let run = 0; run < runs; run += 1) loads.push(await firstLoad(language, path, cookies, shown));
      return loads;
    }

    async function firstLoad(
      language: Language,
      path: string,
      cookies: readonly Cookie[],
      shown: (page: Page) => Promise<void>,
    ): Promise<Load> {
      const { page, context, complaints } = await raised.visit(language);
      await context.addCookies(cookies);
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      await page.goto('/healthz');
      const emptyPaintMs = await firstPaintMs(page);
      const bytes = await countedBytes(devtools);
      await page.goto(path);
      const paintMs = await firstPaintMs(page);
      await shown(page);
      expect(complaints).toEqual([]);
      await context.close();
      return { kb: bytes() / 1000, firstPaintMs: paintMs, emptyPaintMs };
    }
  },
);

/** From now on, of all answers but stills and footage. */
async function countedBytes(devtools: CDPSession): Promise<() => number> {
  const footage = new Set<string>();
  let sum = 0;
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (/^(?:video\/|image\/jpeg)/.test(response.mimeType)) footage.add(requestId);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!footage.has(requestId)) sum += encodedDataLength;
  });
  await devtools.send('Network.enable');
  return () => sum;
}

/** First contentful paint of the page that is open, once it was painted. */
const firstPaintMs = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((found) => {
    new PerformanceObserver((list) => {
      const paint = list.getEntriesByName('first-contentful-paint')[0];
      if (paint) found(paint.startTime);
    }).observe({ type: 'paint', buffered: true });
  })`);

function report(what: string, loads: readonly { kb: number; firstPaintMs: number; emptyPaintMs: number }[]) {
  const medianOf = (numbers: readonly number[]) =>
    numbers.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
  const kb = medianOf(loads.map((load) => load.kb)).toFixed(1);
  const paint = medianOf(loads.map((load) => load.firstPaintMs)).toFixed(0);
  const empty = medianOf(loads.map((load) => load.emptyPaintMs)).toFixed(0);
  console.log(
    `${what}: ${kb} kB, first contentful paint ${paint} ms, of the shortest page ${empty} ms (medians of ${runs})`,
  );
}
