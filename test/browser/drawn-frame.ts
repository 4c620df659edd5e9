import type { Page } from 'playwright-core';
import { readClock } from '../../scripts/ward/clip/clock-strip.ts';
import { clockErrorMs } from '../../scripts/ward/index.ts';

const width = 640;
const height = 360;

/** In the page: waits until the paused video shows a frame, and answers its luma with the time shown beside it. */
const capture = `(async () => {
  const video = document.querySelector('video');
  video.pause();
  while (video.seeking || video.readyState < 2) await new Promise((done) => requestAnimationFrame(done));
  // A frame that was played may still be on its way, and is none that the pause shows: a seek drops it.
  const sought = new Promise((done) => video.addEventListener('seeked', done, { once: true }));
  video.currentTime = video.currentTime;
  await sought;
  // Drawn once more, so that the page hears of this very frame and of none before it.
  const drawn = new Promise((done) => video.requestVideoFrameCallback(done));
  video.currentTime = video.currentTime;
  await drawn;
  for (let frame = 0; frame < 3; frame++) await new Promise((done) => requestAnimationFrame(done));
  const canvas = document.createElement('canvas');
  canvas.width = ${width};
  canvas.height = ${height};
  const pen = canvas.getContext('2d');
  pen.drawImage(video, 0, 0, ${width}, ${height});
  const { data } = pen.getImageData(0, 0, ${width}, ${height});
  const luma = [];
  for (let i = 0; i < data.length; i += 4) luma.push(Math.round(0.3 * data[i] + 0.59 * data[i + 1] + 0.11 * data[i + 2]));
  return { luma, shownMs: Number(document.querySelector('.player-clock').dataset.frameMs) };
})()`;

export interface DrawnFrame {
  /** What the clock beside the picture says. */
  readonly shownMs: number;
  /** The frame's number in the loop that the simulated camera films; `undefined` when no clock can be read in it. */
  readonly loopFrame: number | undefined;
  /** How far the burnt-in clock of the drawn frame is from that; `undefined` when no clock can be read in it. */
  readonly errorMs: number | undefined;
}

/** The frame on the screen: its own burnt-in clock against the time that the console shows for it. */
export async function drawnFrame(page: Page): Promise<DrawnFrame> {
  const { luma, shownMs } = await page.evaluate<{ luma: number[]; shownMs: number }>(capture);
  const reading = readClock(Uint8Array.from(luma), width, height);
  return {
    shownMs,
    loopFrame: reading?.loopFrame,
    errorMs: reading ? clockErrorMs(reading.loopMs, shownMs) : undefined,
  };
}

/** What the clock beside the picture says now. */
export const shownMs = (page: Page): Promise<number> =>
  page.evaluate<number>(`Number(document.querySelector('.player-clock').dataset.frameMs)`);
