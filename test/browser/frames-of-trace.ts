import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  /** Microseconds. */
  readonly ts: number;
}

/** The frames that Chromium drew of a page while something was done there, by its own trace. */
export async function framesOfTrace(page: Page, act: () => Promise<void>): Promise<{ perSecond: number }> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page belongs to no browser');
  await page.bringToFront();
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame'],
  });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const times = trace.traceEvents.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts);
  const [first = 0, last = 0] = [Math.min(...times), Math.max(...times)];
  return { perSecond: ((times.length - 1) * 1e6) / (last - first) };
}

/** A page with a canvas that is cleared in the next frame after each turn of the wheel, and nothing else. */
export async function emptyCanvas(page: Page): Promise<void> {
  await page.setContent('<canvas width="800" height="600" style="width: 800px; height: 600px"></canvas>');
  await page.evaluate(`{
    const canvas = document.querySelector('canvas');
    const pen = canvas.getContext('2d');
    let asked = 0;
    canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        pen.clearRect(0, 0, canvas.width, canvas.height);
      });
    }, { passive: false });
  }`);
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
