import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsInstant, type TimeRange } from '../../../src/core/index.ts';
import { compareCoverage } from '../../../src/custody/index.ts';

const most = 30;
const ranges = fc.array(
  fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) })),
  { maxLength: 5 },
);
const range = { fromMs: 5, toMs: 25 };
const holds = (all: readonly TimeRange[], ms: number) => all.some((each) => containsInstant(each, ms));

describe('when what was opened is compared with what there is', () => {
  it('puts every instant where it belongs', () => {
    fc.assert(
      fc.property(ranges, ranges, ranges, (stored, opened, served) => {
        const compared = compareCoverage(range, { stored, opened, served });
        for (let ms = 0; ms < most; ms++) {
          const [isIn, exists] = [containsInstant(range, ms), holds(stored, ms)];
          const [isOpened, left] = [holds(opened, ms), holds(served, ms)];
          expect(holds(compared.opened, ms)).toBe(isIn && exists && isOpened);
          expect(holds(compared.unopened, ms)).toBe(isIn && exists && !isOpened);
          expect(holds(compared.openedWithoutFootage, ms)).toBe(isIn && !exists && isOpened);
          expect(holds(compared.served, ms)).toBe(isIn && left && isOpened);
          expect(holds(compared.servedUnopened, ms)).toBe(isIn && left && !isOpened);
        }
      }),
    );
  });
});
