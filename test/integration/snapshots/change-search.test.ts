import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBoardReader } from '../../../src/adapters/sharp/board-reader.ts';
import { createImageEncoder } from '../../../src/adapters/sharp/image-encoder.ts';
import { inParallel, overlaps, type TimeRange, unavailable } from '../../../src/core/index.ts';
import type { StoredSegment } from '../../../src/footage/index.ts';
import { type FoundChanges, playbackOf, searchChanges } from '../../../src/footage/index.ts';
import { itUnless } from '../../support/unless.ts';
import { type FilmedBoard, type FilmedThing, filmedBoards, filmedTiles } from './filmed-boards.ts';

const minutes = 60;
const all: TimeRange = { fromMs: 0, toMs: minutes * 60_000 };
const allOfIt = { left: 0, top: 0, width: 1, height: 1 };
/** A quarter of the picture, somewhat right of its middle. */
const box = { left: 0.5, top: 0.3, width: 0.3, height: 0.3 };
const readBoard = createBoardReader();

/** Things of 24 × 40 pixels and more (a person twenty metres away), each there for 10 s, a minute and a half apart and more. */
const things: readonly FilmedThing[] = fc
  .sample(
    fc.record({
      left: fc.integer({ min: 330, max: 470 }),
      top: fc.integer({ min: 115, max: 170 }),
      width: fc.integer({ min: 24, max: 40 }),
      height: fc.integer({ min: 40, max: 48 }),
      grey: fc.constantFrom(0, 20, 230, 255),
      laterMs: fc.integer({ min: 0, max: 20_000 }),
    }),
    { numRuns: 38, seed: 14 },
  )
  .map(({ laterMs, ...thing }, i) => {
    const fromMs = 30_000 + i * 93_000 + laterMs;
    return { ...thing, fromMs, toMs: fromMs + 10_000 };
  });

let boards: readonly FilmedBoard[];
let segments: readonly StoredSegment[];
const webpOf = (segment: StoredSegment): Uint8Array =>
  boards.find((board) => board.segment.id === segment.id)?.webp ?? new Uint8Array();
const read = async (segment: StoredSegment) => readBoard(webpOf(segment));
const found = (search = { range: all, box }, of = segments, by = read): Promise<FoundChanges> =>
  searchChanges(by, { played: playbackOf(of, search.range), search });

beforeAll(async () => {
  boards = await filmedBoards(await filmedTiles(minutes, things));
  segments = boards.map(({ segment }) => segment);
});

describe('when an hour of a camera is searched for changes in a box', () => {
  it('finds 95 % of what was there for 10 s, and little else', async () => {
    const { moments, pictures, longestStepMs, unsearched, isCut } = await found();
    const seen = things.filter((thing) => moments.some((moment) => overlaps(moment, thing)));
    const nothing = moments.filter((moment) => !things.some((thing) => overlaps(moment, thing)));
    console.log(
      `changes: ${seen.length} of ${things.length} found, ${nothing.length} of ${moments.length} moments show nothing`,
    );
    expect(seen.length / things.length).toBeGreaterThanOrEqual(0.95);
    expect(nothing.length).toBeLessThanOrEqual(moments.length / 20);
    expect(moments.every(({ fromMs, toMs, atMs }) => fromMs < atMs && atMs <= toMs)).toBe(true);
    expect({ pictures, longestStepMs, unsearched, isCut }).toEqual({
      pictures: minutes * 6,
      longestStepMs: 10_000,
      unsearched: [],
      isCut: false,
    });
  });

  it('finds the same in the whole picture', async () => {
    const { moments } = await found({ range: all, box: allOfIt });
    const seen = things.filter((thing) => moments.some((moment) => overlaps(moment, thing)));
    expect(seen.length / things.length).toBeGreaterThanOrEqual(0.95);
  });

  itUnless(
    process.env.LONG === '1' ? undefined : 'it measures; LONG=1 runs it',
    'searches two hours of nine cameras in hardly more time than their pictures take to decode',
    async () => {
      const hours = Array.from({ length: 18 });
      const timed = async (work: () => Promise<unknown>): Promise<number> => {
        const begunMs = performance.now();
        for (const _ of hours) await work();
        return performance.now() - begunMs;
      };
      const decodeAll = () => inParallel(4, segments, read);
      await decodeAll();
      const turns: { readonly decodedMs: number; readonly searchedMs: number }[] = [];
      for (let turn = 0; turn < 5; turn++) {
        turns.push({ decodedMs: await timed(decodeAll), searchedMs: await timed(found) });
      }
      const ratios = turns.map(({ decodedMs, searchedMs }) => searchedMs / decodedMs).sort((a, b) => a - b);
      const searched = turns.map(({ searchedMs }) => Math.round(searchedMs)).sort((a, b) => a - b);
      console.log(
        `2 h of nine cameras: ${searched.join(', ')} ms; median ${ratios[2]?.toFixed(2)} × decoding`,
      );
      expect(ratios[2]).toBeLessThan(2.5);
    },
  );

  it('finds nothing where nothing was', async () => {
    const elsewhere = { left: 0, top: 0.6, width: 0.4, height: 0.3 };
    expect((await found({ range: all, box: elsewhere })).moments).toEqual([]);
  });

  it('compares pictures of the asked time alone', async () => {
    const range = { fromMs: 600_000, toMs: 1_200_000 };
    const { moments, pictures } = await found({ range, box });
    expect(pictures).toBe(60);
    expect(moments.every((moment) => overlaps(moment, range))).toBe(true);
  });
});

describe('when pictures of some time are not there', () => {
  it('says which time was not searched, and why', async () => {
    const [first, second, third, fourth, ...rest] = segments;
    if (!first || !second || !third || !fourth) throw new Error('four segments are filmed');
    const { storyboard: _, ...due } = second;
    const some = [
      first,
      { ...due, arePicturesDue: true },
      { ...third, standing: { state: 'altered', member: 'toMs' } as const },
      ...rest,
    ];
    const { unsearched } = await found({ range: { fromMs: 0, toMs: 300_000 }, box }, some);
    expect(unsearched).toEqual([
      { fromMs: 60_000, toMs: 120_000, reason: 'pending' },
      { fromMs: 120_000, toMs: 180_000, reason: 'altered' },
      { fromMs: 180_000, toMs: 240_000, reason: 'not-recorded' },
    ]);
  });

  it.each([
    { asked: { fromMs: 4_000, toMs: 8_000 }, pictures: 0, lacking: 'no picture' },
    { asked: { fromMs: 8_000, toMs: 12_000 }, pictures: 1, lacking: 'one picture' },
  ])('names a time with $lacking in it, since nothing was compared', async ({ asked, pictures }) => {
    expect(await found({ range: asked, box })).toMatchObject({
      ...{ moments: [], pictures, longestStepMs: 0 },
      unsearched: [{ ...asked, reason: 'between-pictures' }],
    });
  });

  it('does not name the seconds before the first picture and after the last one of a longer time', async () => {
    const range = { fromMs: 52_000, toMs: 75_000 };
    expect(await found({ range, box })).toMatchObject({ pictures: 2, unsearched: [] });
  });

  it('goes on where one board cannot be read, and fails where none can', async () => {
    const away = unavailable('footage-unreadable', 'The store does not return the footage.');
    const range = { fromMs: 0, toMs: 180_000 };
    const fails = (which: (segment: StoredSegment) => boolean) => async (segment: StoredSegment) => {
      if (which(segment)) throw away;
      return read(segment);
    };
    const search = { range, box };
    const one = await found(
      search,
      segments,
      fails(({ fromMs }) => fromMs === 60_000),
    );
    expect(one.unsearched).toEqual([{ fromMs: 60_000, toMs: 120_000, reason: 'unreadable' }]);
    const none = found(
      search,
      segments,
      fails(() => true),
    );
    await expect(none).rejects.toMatchObject({ code: 'footage-unreadable' });
  });

  it('decodes nothing but a WebP of the size that its layout says', async () => {
    const range = { fromMs: 0, toMs: 60_000 };
    const searched = (webp: Uint8Array) => found({ range, box }, segments, async () => readBoard(webp));
    const small = await createImageEncoder().webp({ width: 8, height: 8, rgb: new Uint8Array(192) });
    const unsearched = [{ ...range, reason: 'unreadable' }];
    expect(await searched(Buffer.from('no picture'))).toMatchObject({ pictures: 0, unsearched });
    expect(await searched(small)).toMatchObject({ pictures: 0, unsearched });
  });
});
