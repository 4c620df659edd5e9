import { readFile } from 'node:fs/promises';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfPrinter } from '../../src/adapters/pdfkit/pdf-printer.ts';
import { isLiveIn, requestFacts } from '../../src/compose/exports.ts';
import { formatInstant, silentLog } from '../../src/core/index.ts';
import { buildExport, type ExportId } from '../../src/evidence/index.ts';
import { noonMs, startApi, type TestApi } from '../integration/api/api-harness.ts';
import type { Client } from '../integration/api/client.ts';
import { approved } from '../integration/api/filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from '../integration/api/ward-footage.ts';
import { chromiumMissing, launchChromium } from '../support/chromium.ts';
import { ExportedLog, exportSealing } from '../support/export-sealing.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { segmentMs } from '../support/segment-bytes.ts';
import { unzipped } from '../support/unzip.ts';

const filmedMs = noonMs - 600_000;
const gapMs = 20_000;

/** The API on a real catalogue, a real browser. */
describe.skipIf(chromiumMissing)(
  `when a browser downloads a bundle (${chromiumMissing ?? 'Chromium'})`,
  () => {
    let postgres: TestPostgres;
    let api: TestApi;
    let officer: Client;
    let camera: FilmedCamera;
    let browser: Browser;
    let path: string;
    const log = new ExportedLog();

    beforeAll(async () => {
      [postgres, browser] = await Promise.all([startPostgres(), launchChromium()]);
      api = await startApi(postgres, { signedLog: log.log });
      const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
      camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
      await filmed(api, camera, { fromMs: filmedMs, count: 1 });
      await filmed(api, camera, { fromMs: filmedMs + segmentMs + gapMs, count: 1, epoch: 2 });
      officer = await api.as('officer');
      path = await built();
    });
    afterAll(async () => {
      await browser?.close();
      await api?.close();
      await postgres?.stop();
    });

    async function built(): Promise<string> {
      const range = { from: formatInstant(filmedMs), to: formatInstant(filmedMs + 2 * segmentMs + gapMs) };
      const { body: request } = await approved(api, officer, { area: { cameras: [camera.id] }, ...range });
      const { body } = await officer.post(`/api/requests/${request.id}/exports`);
      const { exports, footage, checkedRequests: requests, users, marks } = api.deps;
      const requestOf = requestFacts(requests, users, marks);
      const deps = { exports, footage, store: api.store, requestOf, pictureAt: async () => undefined };
      const isLive = isLiveIn(requests, api.clock);
      const facts = { isLive, timeZone: 'Asia/Ho_Chi_Minh', agency: {}, clock: api.clock, log: silentLog };
      const printer = createPdfPrinter();
      await buildExport({ ...deps, ...facts, ...exportSealing(api, log), printer }, body.id as ExportId);
      return `/api/requests/${request.id}/exports/${body.id}/archive.zip`;
    }

    /** A page of the service, with the officer's session. */
    async function officersPage(): Promise<Page> {
      const context = await browser.newContext();
      const [name = '', value = ''] = officer.cookie.split('=');
      await context.addCookies([{ name, value, url: officer.baseUrl, httpOnly: true, sameSite: 'Strict' }]);
      const page = await context.newPage();
      await page.goto(`${officer.baseUrl}/api/docs`);
      return page;
    }

    it('saves it under its name, as long as it said, whole', async () => {
      const page = await officersPage();
      const saved = page.waitForEvent('download');
      await page.evaluate(`
      const link = Object.assign(document.createElement('a'), { href: ${JSON.stringify(path)} });
      document.body.append(link);
      link.click();
    `);
      const download = await saved;
      const whole = await officer.get(path);
      expect(download.suggestedFilename()).toMatch(/^minh-chung-[a-z0-9-]+\.zip$/);
      expect((await readFile(await download.path())).equals(whole.bytes)).toBe(true);
      expect(whole.headers.get('content-length')).toBe(String(whole.bytes.length));
    });

    it('plays the clip across its gap', async () => {
      const files = await unzipped((await officer.get(path)).bytes);
      const page = await browser.newPage();
      const body = files.get(`clip/${camera.id}.mp4`) ?? Buffer.alloc(0);
      await page.route('**/clip.mp4', (route) => serve(route, body));
      await page.route('**/player', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<video muted>' }),
      );
      await page.goto('http://127.0.0.1:9/player');
      const { clipOrigin } = JSON.parse(files.get('request.json')?.toString() ?? '') as {
        clipOrigin: string;
      };
      const afterGapS = (filmedMs + segmentMs + gapMs + 3_000 - Date.parse(clipOrigin)) / 1000;
      const seen = await page.evaluate<Seen>(`(async () => {
      const video = document.querySelector('video');
      const once = (name) => new Promise((resolve) => video.addEventListener(name, resolve, { once: true }));
      video.src = '/clip.mp4';
      await once('loadeddata');
      const { duration } = video;
      video.currentTime = ${afterGapS};
      await once('seeked');
      return { duration, width: video.videoWidth, atS: video.currentTime, error: video.error?.message };
    })()`);
      expect(seen).toMatchObject({ width: 320, error: undefined });
      expect(seen.atS).toBeCloseTo(afterGapS, 1);
      // From time zero to the end of the last frame, the gap included.
      expect(seen.duration).toBeCloseTo(
        (filmedMs + 2 * segmentMs + gapMs - Date.parse(clipOrigin)) / 1000,
        0,
      );
    });
  },
);

interface Seen {
  readonly duration: number;
  readonly width: number;
  readonly atS: number;
  readonly error?: string;
}

/** By ranges, as a disk does: what cannot be served so cannot be sought in. */
function serve(route: Route, body: Buffer): Promise<void> {
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(route.request().headers().range ?? '') ?? [];
  const end = to === '' ? body.length : Number(to) + 1;
  return route.fulfill({
    status: 206,
    contentType: 'video/mp4',
    body: body.subarray(Number(from), end),
    headers: { 'accept-ranges': 'bytes', 'content-range': `bytes ${from}-${end - 1}/${body.length}` },
  });
}
