import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRequest } from '../../scripts/demo/filing.ts';
import { createPeople, type People } from '../../scripts/demo/people.ts';
import { until } from '../../scripts/demo/until.ts';
import { bringMap } from '../../scripts/demo/ward-map.ts';
import type { TimeRange } from '../../src/client/index.ts';
import { encodeClip } from '../integration/relay/clip.ts';
import { FakeCamera } from '../integration/relay/fake-camera.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { words } from './acts.ts';
import { shownMs } from './drawn-frame.ts';
import { raisedWard } from './raised-ward.ts';
import { keepScreenshot } from './screenshots.ts';

const framesPerSecond = 15;
const filmedMs = 15_000;
const screens = [
  ['vi', 1440],
  ['en', 390],
] as const;

/** What the player loads of footage. */
function loadedBy(page: Page): string[] {
  const loaded: string[] = [];
  page.on('request', (request) => {
    const [, file] = /\/cameras\/[^/]+\/([^?]+)/.exec(request.url()) ?? [];
    if (file !== undefined) loaded.push(file.replace(/segments\/[^/]+/, 'segments'));
  });
  return loaded;
}

/** Real service and a camera that sends H.265, which Debian's Chromium does not play. */
describe.skipIf(chromiumMissing)(`when a camera sends H.265 (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 1, firstAddress: '127.20.117.1' });
  let people: People;
  let camera: FakeCamera;
  let path: string;

  beforeAll(async () => {
    const clip = { fps: framesPerSecond, seconds: 6, gopFrames: framesPerSecond, size: '640x360' };
    const pictures = encodeClip({ ...clip, codec: 'libx265' });
    camera = await FakeCamera.start({ pictures, codec: 'H265', frameMs: 1_000 / framesPerSecond });
    const { service } = raised.demo;
    people = await createPeople(service.url, service.setupToken ?? '');
    await bringMap(people.technician);
    const id = await hung(people, camera);
    const { from } = await filmed(people, id);
    const fromMs = Math.ceil(Date.parse(from) / 1_000) * 1_000;
    const cut = { caseNumber: 'VV-H265', cameras: [id], fromMs, toMs: fromMs + filmedMs - 2_000 };
    const requestId = await openRequest(people, cut);
    path = `/requests/${requestId}?t=${new Date(fromMs + 4_000).toISOString()}`;
  });
  afterAll(() => camera?.stop());

  it.each(screens)(
    'plays a copy, and says so over the picture and in its text (%s, %i px)',
    async (language, width) => {
      const { page, complaints } = await raised.seat(language, people.accounts.officer, width);
      const { player } = words[language];
      const loaded = loadedBy(page);
      const begunMs = performance.now();
      await page.goto(path);
      await page.locator('[data-frame-ms]').waitFor();
      console.log(`first frame of a copy: ${Math.round(performance.now() - begunMs)} ms after the address`);
      const firstMs = await shownMs(page);
      await page.locator('.player-copy', { hasText: player.copy }).waitFor();
      await page.locator('.player-clock', { hasText: player.copyText }).waitFor();
      expect(loaded).toContain('copy.m3u8');
      expect(loaded.some((file) => file.startsWith('segments/copies/'))).toBe(true);
      expect(loaded.filter((file) => file.startsWith('segments/gops/'))).toEqual([]);
      // An address that names an instant rests there.
      await page.keyboard.press(' ');
      // It goes on over the borders of GOPs, each of which has an initialisation section of its own.
      await expect.poll(() => shownMs(page), { timeout: 120_000 }).toBeGreaterThan(firstMs + 2_500);
      expect(await page.evaluate<number>(`document.querySelector('video').videoWidth`)).toBe(640);
      await page.keyboard.press('k');
      // The still is of the original, decoded by the service.
      await page.getByRole('button', { name: player.still }).click();
      await page.locator('dialog.still img').waitFor();
      await page.keyboard.press('Escape');
      expect(await seriousFaults(page)).toEqual([]);
      await keepScreenshot(page, `copy-${language}`);
      expect(complaints).toEqual([]);
    },
  );

  it('takes the original where the browser says that it plays it, and the copy when it does not after all', async () => {
    const { page } = await raised.seat('en', people.accounts.officer);
    const loaded = loadedBy(page);
    await page.addInitScript(`MediaSource.isTypeSupported = () => true`);
    await page.goto(path);
    await page.locator('.player-copy').waitFor();
    await page.locator('[data-frame-ms]').waitFor();
    const [original, copy] = ['playlist.m3u8', 'copy.m3u8'].map((name) => loaded.indexOf(name));
    expect(loaded.slice(original, copy)).toContain('segments/init.mp4');
    expect(original).toBeGreaterThanOrEqual(0);
    expect(copy).toBeGreaterThan(original ?? 0);
  });

  it.each([
    ['copy-encoder-missing', 503],
    ['copy-failed', 404],
  ] as const)('says why, and what to do, when there is no copy (%s)', async (code, status) => {
    const { page } = await raised.seat('vi', people.accounts.officer, 390);
    const { cause, remedy } = words.vi.problems[code];
    const body = JSON.stringify({ type: 'about:blank', title: 'No copy', status, code, detail: 'no' });
    await page.route('**/copies/**', (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', body }),
    );
    await page.goto(path);
    const fault = page.locator('.player').getByRole('alert');
    await fault.getByText(cause).waitFor();
    expect(await fault.textContent()).toContain(remedy);
    expect(await fault.getByRole('button').count()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    await keepScreenshot(page, code);
  });
});

async function hung({ technician: { api } }: People, { url }: FakeCamera): Promise<string> {
  const { neighbourhoods } = await api.listNeighbourhoods();
  const { id } = await api.registerCamera({
    url,
    name: 'Cột 14',
    neighbourhoodId: neighbourhoods[0]?.id ?? '',
    place: { lat: 10.5, lon: 106.5, bearingDeg: 0, fieldOfViewDeg: 80 },
    purpose: 'An ninh trật tự khu phố',
    notice: { text: 'Khu vực có camera an ninh', postedOn: '2026-11-01' },
  });
  return id;
}

/** The first stretch of the camera, once it is long enough. */
function filmed({ officer: { api } }: People, camera: string): Promise<TimeRange> {
  return until(
    async () => {
      const [from, to] = [Date.now() - 900_000, Date.now()].map((ms) => new Date(ms).toISOString());
      const { cameras } = await api.lookUpFootage({ camera, from: from ?? '', to: to ?? '' });
      const span = cameras[0]?.spans[0];
      return span && Date.parse(span.to) - Date.parse(span.from) >= filmedMs ? span : undefined;
    },
    { what: `${filmedMs / 1_000} s of ${camera}`, withinMs: 100_000, everyMs: 500 },
  );
}
