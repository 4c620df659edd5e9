import type { CDPSession, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPeople } from '../../scripts/demo/people.ts';
import type { CameraFootage, FootageAnswer, Gap } from '../../src/client/index.ts';
import { chromiumMissing, type Language } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { type Person, words as texts } from './acts.ts';
import { emptyCanvas, framesOfTrace, median } from './frames-of-trace.ts';
import { raisedWard } from './raised-ward.ts';

type GapReason = Gap['reason'];

const [minuteMs, dayMs] = [60_000, 86_400_000];
const range = { fromMs: Date.UTC(2026, 9, 1), toMs: Date.UTC(2026, 9, 31) };
const cameras = 190;
/** As the service answers at most: 50 000 gaps. */
const mostGaps = 260;
/** Where speed is not the point. */
const fewGaps = 20;
const reasons: readonly GapReason[] = ['offline', 'recorder', 'auth', 'disk', 'paused', 'damaged'];
/** The longer run is for figures: medians of five. */
const isLong = process.env.LONG === '1';
const runs = isLong ? 5 : 1;
/** Of the frames of an empty canvas. Beside other tests the machine has little time for either. */
const minRatio = isLong ? 0.8 : 0.1;

const iso = (ms: number): string => new Date(ms).toISOString();

/** A month of a ward: each camera misses a minute or more again and again, and each tenth more than an hour once. */
function monthOfWard(gapsEach: number): FootageAnswer {
  const camera = (number: number): CameraFootage => {
    const gaps = Array.from({ length: gapsEach }, (_, i) => {
      const fromMs = range.fromMs + ((i + 0.5) * 30 * dayMs) / gapsEach + (number % 7) * 10 * minuteMs;
      const isLong = number % 10 === 3 && i === 10;
      const lengthMs = isLong ? 100 * minuteMs : minuteMs * (1 + (i % 3));
      const reason: GapReason = reasons[(number + i) % 6] ?? 'unknown';
      return { from: iso(fromMs), to: iso(fromMs + lengthMs), reason };
    });
    const edges = [iso(range.fromMs), ...gaps.flatMap(({ from, to }) => [from, to]), iso(range.toMs)];
    const spans = edges.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: edges[i + 1] ?? from }] : []));
    return {
      id: `cam_${String(number).padStart(26, '0')}`,
      name: `Camera ${number + 1}`,
      neighbourhoodId: '',
      enabled: true,
      distanceM: 10 * number,
      spans,
      gaps,
      open: [],
      held: [],
      pending: [],
      altered: [],
    };
  };
  return {
    from: iso(range.fromMs),
    to: iso(range.toMs),
    now: iso(range.toMs + dayMs),
    compared: true,
    cameras: Array.from({ length: cameras }, (_, number) => camera(number)),
  };
}

/** The console of a real service, to which the look-up answers with a month of 190 cameras. */
describe.skipIf(chromiumMissing)(`when a month is looked at (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 1, firstAddress: '127.20.107.1' });
  let officer: Person;

  beforeAll(async () => {
    const { service } = raised.demo;
    ({ officer } = (await createPeople(service.url, service.setupToken ?? '')).accounts);
  });

  async function monthOnScreen(language: Language, width: number, gapsEach = fewGaps) {
    const body = JSON.stringify(monthOfWard(gapsEach));
    const visitor = await raised.seat(language, officer, width);
    const { page } = visitor;
    await page.route('**/api/footage?*', (route) => route.fulfill({ contentType: 'application/json', body }));
    await page.addInitScript(countedStrokes);
    await page.goto(`/find?near=10.77,106.7&radius=2000&from=${iso(range.fromMs)}&to=${iso(range.toMs)}`);
    await page.getByRole('button', { name: /^Camera 1 / }).waitFor();
    await page.locator('.lanes-track canvas').scrollIntoViewIfNeeded();
    return visitor;
  }

  it('zooms to a second and back as smoothly as an empty canvas is cleared, with few strokes', async () => {
    const { page, context, complaints } = await monthOnScreen('vi', 1440, mostGaps);
    const empty = await context.newPage();
    await emptyCanvas(empty);
    const ratios: number[] = [];
    const told: string[] = [];
    for (let run = 0; run < runs; run++) {
      const cleared = await framesOfTrace(empty, () => wheelThrough(empty, 'canvas'));
      const drawn = await framesOfTrace(page, () => wheelThrough(page, '.lanes-track canvas'));
      ratios.push(drawn.perSecond / cleared.perSecond);
      told.push(`${drawn.perSecond.toFixed(1)} of ${cleared.perSecond.toFixed(1)}`);
    }
    const { frames, most, sum } = await page.evaluate<Strokes>('window.strokes');
    console.info(
      `190 lanes × 30 days: ${told.join(', ')} frames a second, ratio ${median(ratios).toFixed(2)}; ` +
        `strokes a frame: ${Math.round(sum / frames)}, at most ${most}`,
    );
    expect(median(ratios)).toBeGreaterThan(minRatio);
    // Fourteen lanes can be seen, with a part every three pixels at most.
    expect(most).toBeLessThan(14 * 800);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['vi', 1440],
    ['en', 390],
  ] as const)(
    'has the shown time in its address, by wheel, keys and buttons (%s, %i px)',
    async (language, width) => {
      const { page, complaints } = await monthOnScreen(language, width);
      const { timeline: words, lanes } = texts[language];
      const shown = () => viewOf(page);
      expect(await seriousFaults(page)).toEqual([]);
      await wheelIn(page, 8);
      await expect.poll(() => shown()?.lengthMs).toBeLessThan(2 * dayMs);
      const byWheel = shown();
      await page.reload();
      await page.getByRole('button', { name: words.whole }).and(page.locator(':enabled')).waitFor();
      expect(shown()).toEqual(byWheel);
      await page.getByRole('region', { name: lanes.title }).focus();
      await page.keyboard.press('End');
      await expect.poll(() => shown()?.toMs).toBe(range.toMs);
      for (let press = 0; press < 40; press++) await page.keyboard.press('+');
      await expect.poll(() => shown()?.lengthMs).toBe(1_000);
      await page.keyboard.press('0');
      await expect.poll(shown).toBeUndefined();
      await page.getByRole('button', { name: words.zoomIn }).click();
      await expect.poll(() => shown()?.lengthMs).toBe(15 * dayMs);
      const asked = () => new URL(page.url()).searchParams.get('from');
      expect(asked()).toBe(iso(range.fromMs));
      await page.getByRole('button', { name: words.take }).click();
      await expect.poll(asked).not.toBe(iso(range.fromMs));
      expect(shown()).toBeUndefined();
      expect(complaints).toEqual([]);
    },
  );

  it('zooms the lanes by two fingers, and not the page', async () => {
    const { page, context } = await monthOnScreen('vi', 390);
    const fingers = await fingersOf(await context.newCDPSession(page), page);
    await fingers.pinch(0.4, 0.6, 0.2, 0.8);
    await expect.poll(() => (viewOf(page)?.lengthMs ?? 0) / dayMs).toBeCloseTo(10, 0);
    expect(await page.evaluate('window.visualViewport.scale')).toBe(1);
  });
});

interface ShownView {
  readonly fromMs: number;
  readonly toMs: number;
  readonly lengthMs: number;
}

/** As the address has it; `undefined` for all of the asked time. */
function viewOf(page: Page): ShownView | undefined {
  const text = new URL(page.url()).searchParams.get('view');
  if (!text) return undefined;
  const [fromMs = Number.NaN, toMs = Number.NaN] = text.split('/').map(Date.parse);
  return { fromMs, toMs, lengthMs: toMs - fromMs };
}

/** Two fingers on the lanes, at shares of their width, by Chromium's own protocol. */
async function fingersOf(devtools: CDPSession, page: Page) {
  const { x, y, width } = (await page.locator('.lanes-track canvas').boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
  };
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', shares: readonly number[]) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: shares.map((share, id) => ({ x: x + share * width, y: y + 70, id })),
    });
  return {
    pinch: async (from: number, to: number, endFrom: number, endTo: number) => {
      await touch('touchStart', [from, to]);
      for (let step = 1; step <= 10; step++)
        await touch('touchMove', [from + ((endFrom - from) * step) / 10, to + ((endTo - to) * step) / 10]);
      await touch('touchEnd', []);
    },
  };
}

interface Strokes {
  readonly frames: number;
  readonly most: number;
  readonly sum: number;
}

/** Counts what is drawn of the lanes: how often, and with how many strokes at most. */
const countedStrokes = `
  window.strokes = { frames: 0, most: 0, sum: 0 };
  let count = 0;
  const pen = CanvasRenderingContext2D.prototype;
  for (const name of ['fillRect', 'strokeRect', 'stroke', 'fillText', 'fill']) {
    const draw = pen[name];
    pen[name] = function (...given) {
      if (this.canvas.closest('.lanes-track')) count += 1;
      return draw.apply(this, given);
    };
  }
  const clear = pen.clearRect;
  pen.clearRect = function (...given) {
    if (this.canvas.closest('.lanes-track')) {
      window.strokes.frames += 1;
      window.strokes.sum += count;
      window.strokes.most = Math.max(window.strokes.most, count);
      count = 0;
    }
    return clear.apply(this, given);
  };
`;

async function pointAt(page: Page, canvas: string): Promise<{ x: number; y: number }> {
  const { x, y, width } = (await page.locator(canvas).boundingBox()) ?? { x: 0, y: 0, width: 0 };
  const at = { x: x + width * 0.6, y: y + 106 };
  await page.mouse.move(at.x, at.y);
  return at;
}

async function wheelIn(page: Page, turns: number): Promise<void> {
  await pointAt(page, '.lanes-track canvas');
  for (let turn = 0; turn < turns; turn++) await page.mouse.wheel(0, -100);
}

/** In as far as it goes, and out again, with a turn of the wheel in every frame. */
async function wheelThrough(page: Page, canvas: string): Promise<void> {
  const at = await pointAt(page, canvas);
  const devtools = await page.context().newCDPSession(page);
  for (const yDistance of [3_800, -3_800])
    await devtools.send('Input.synthesizeScrollGesture', {
      ...at,
      yDistance,
      speed: 3_800,
      gestureSourceType: 'mouse',
    });
  await devtools.detach();
}
