import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Storyboard, tileAt } from '../../../src/web/player/tile.ts';

const layout = { tileWidth: 160, tileHeight: 90, columns: 6 };

/** A minute with a picture every 10 s: of a request that opens it from its first or a later one on. */
const boards = fc.integer({ min: 0, max: 6 }).map(
  (first): Storyboard => ({
    url: 'blob:board',
    layout,
    fromMs: 0,
    toMs: 62_000,
    timesMs: [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000].slice(first),
  }),
);

const numberOf = ({ left = Number.NaN, top = Number.NaN } = {}): number => left / 160 + (top / 90) * 6;

it('has a picture of every instant of its segment: the last not after it, or the first there is', () => {
  fc.assert(
    fc.property(boards, fc.integer({ min: 0, max: 61_999 }), (board, ms) => {
      const timeMs = board.timesMs[numberOf(tileAt(board, ms))];
      expect(timeMs).toBe(board.timesMs.filter((time) => time <= ms).at(-1) ?? board.timesMs[0]);
    }),
  );
});

it('has none of what is beside its segment', () => {
  fc.assert(
    fc.property(boards, (board) => {
      expect([tileAt(board, -1), tileAt(board, 62_000)]).toEqual([undefined, undefined]);
    }),
  );
});
