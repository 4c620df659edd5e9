import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subtractAll, type TimeRange, union } from '../../../src/core/index.ts';
import { advanceFrontier, carve, unaccountedFrom } from '../../../src/recording/index.ts';

const range = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 200 }))
  .map(([fromMs, length]): TimeRange => ({ fromMs, toMs: fromMs + length }));

/** Milliseconds as a set: slow, and too simple to be wrong. */
const instants = (ranges: readonly TimeRange[]): Set<number> => {
  const set = new Set<number>();
  for (const { fromMs, toMs } of ranges) for (let at = fromMs; at < Math.min(toMs, 2000); at++) set.add(at);
  return set;
};

describe('when a segment starts inside a gap', () => {
  it('leaves of the gap exactly what the segment does not cover', () => {
    fc.assert(
      fc.property(range, range, (gap, segment) => {
        const left = instants(carve(gap, segment));
        const covered = instants([segment]);
        expect(left).toEqual(new Set([...instants([gap])].filter((at) => !covered.has(at))));
      }),
    );
  });

  it('keeps the open rest of a gap that still lasts', () => {
    const forever = { fromMs: 100, toMs: Number.POSITIVE_INFINITY };
    expect(carve(forever, { fromMs: 50, toMs: 160 })).toEqual([{ ...forever, fromMs: 160 }]);
    expect(carve(forever, { fromMs: 120, toMs: 160 })).toEqual([
      { fromMs: 100, toMs: 120 },
      { ...forever, fromMs: 160 },
    ]);
  });
});

describe('when a gap is opened', () => {
  it('accounts for everything from there on, and takes nothing away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), fc.array(range), (fromMs, spans) => {
        const gaps = unaccountedFrom(fromMs, spans);
        expect(gaps.at(-1)?.toMs).toBe(Number.POSITIVE_INFINITY);
        const all = instants([...gaps, ...spans]);
        for (let at = fromMs; at < 2000; at++) expect(all.has(at)).toBe(true);
        expect(subtractAll({ fromMs: 0, toMs: 2000 }, gaps)).toEqual(
          union([
            { fromMs: 0, toMs: fromMs },
            ...spans.map((span) => ({ ...span, fromMs: Math.max(span.fromMs, fromMs) })),
          ]),
        );
      }),
    );
  });
});

describe('when the frontier advances', () => {
  it('stops at the first instant that nothing accounts for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), fc.array(range), (frontierMs, spans) => {
        const reachedMs = advanceFrontier(frontierMs, spans);
        const accounted = instants(spans);
        for (let at = frontierMs; at < reachedMs; at++) expect(accounted.has(at)).toBe(true);
        expect(accounted.has(reachedMs)).toBe(false);
      }),
    );
  });
});
