import type { Page } from 'playwright-core';
import { readStrip } from '../../scripts/ward/clip/clock-strip.ts';
import { LOOP_MS } from '../../scripts/ward/clip/loop.ts';

const [width, height] = [640, 16];

/** In the page: the strips of the burnt-in clocks of all tiles in one redraw, as Base64 of their luma. */
const capture = `(async () => {
  await new Promise((done) => requestAnimationFrame(done));
  const canvas = document.createElement('canvas');
  canvas.width = ${width};
  canvas.height = ${height};
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return [...document.querySelectorAll('.watch-tile')].map((tile) => {
    const video = tile.querySelector('video');
    const { pace, standing } = tile.dataset;
    pen.clearRect(0, 0, ${width}, ${height});
    pen.drawImage(video, 0, 0, video.videoWidth, (video.videoHeight * 2) / 45, 0, 0, ${width}, ${height});
    const { data } = pen.getImageData(0, 0, ${width}, ${height});
    let luma = '';
    for (let i = 0; i < data.length; i += 4)
      luma += String.fromCharCode(Math.round(0.3 * data[i] + 0.59 * data[i + 1] + 0.11 * data[i + 2]));
    return {
      name: tile.querySelector('.lane-name').textContent,
      isFocus: tile.classList.contains('is-focus'),
      pace,
      standing,
      isSeeking: video.seeking,
      luma: btoa(luma),
    };
  });
})()`;

interface Captured {
  readonly name: string;
  readonly isFocus: boolean;
  readonly pace: 'full' | 'stills';
  readonly standing: 'shown' | 'none' | 'waiting';
  readonly isSeeking: boolean;
  readonly luma: string;
}

export interface DrawnTile extends Omit<Captured, 'luma'> {
  /** The burnt-in clock, in the loop of the clips; `undefined` where none can be read. */
  readonly loopMs: number | undefined;
  /** It shows a picture of the instant, and every picture. */
  readonly isThere: boolean;
}

/** All tiles as they are in one redraw of the page. */
export async function drawnTiles(page: Page): Promise<DrawnTile[]> {
  const tiles = await page.evaluate<Captured[]>(capture);
  return tiles.map(({ luma, ...tile }) => {
    const loopMs = readStrip(Buffer.from(luma, 'base64'), width, height)?.loopMs;
    const isThere =
      tile.standing === 'shown' && tile.pace === 'full' && loopMs !== undefined && !tile.isSeeking;
    return { ...tile, loopMs, isThere };
  });
}

/** The tiles so many times, some redraws apart. */
export async function readingsOf(page: Page, times: number): Promise<DrawnTile[][]> {
  const readings: DrawnTile[][] = [];
  for (let reading = 0; reading < times; reading++) {
    await page.evaluate(`(async () => {
      for (let frame = 0; frame < 8; frame++) await new Promise((done) => requestAnimationFrame(done));
    })()`);
    readings.push(await drawnTiles(page));
  }
  return readings;
}

/** How far a tile's burnt-in clock is ahead of that of the one in focus. */
export interface Drift {
  readonly name: string;
  /** The median; of no reading, not a number. */
  readonly offMs: number;
  readonly readings: number;
}

/** Of the tiles that show all pictures in most readings. */
export function driftOf(readings: readonly (readonly DrawnTile[])[]): Drift[] {
  const [first = []] = readings;
  return first.flatMap(({ name }) => {
    const offs = readings
      .flatMap((tiles) => {
        const [tile, focus] = [
          tiles.find((each) => each.name === name),
          tiles.find(({ isFocus }) => isFocus),
        ];
        return tile?.isThere && focus?.isThere ? [aheadMs(tile, focus)] : [];
      })
      .sort((a, b) => a - b);
    const offMs = offs[Math.floor(offs.length / 2)] ?? Number.NaN;
    return offs.length * 2 > readings.length
      ? [{ name, offMs: Math.round(offMs), readings: offs.length }]
      : [];
  });
}

export const driftText = (drift: readonly Drift[]): string =>
  drift.map(({ name, offMs, readings }) => `${name} ${offMs} (${readings})`).join(', ');

function aheadMs(tile: DrawnTile, of: DrawnTile): number {
  if (tile.loopMs === undefined || of.loopMs === undefined) return Number.NaN;
  const half = LOOP_MS / 2;
  return ((tile.loopMs - of.loopMs + 3 * half) % LOOP_MS) - half;
}
