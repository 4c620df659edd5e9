import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingFootage, uncovered } from '../../../src/web/request-parts/missing.ts';

const range = fc
  .record({ fromMs: fc.integer({ min: 0, max: 1_000 }), lengthMs: fc.integer({ min: 1, max: 300 }) })
  .map(({ fromMs, lengthMs }) => ({ fromMs, toMs: fromMs + lengthMs }));

const holds = (ranges: readonly { fromMs: number; toMs: number }[], ms: number): boolean =>
  ranges.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);

describe('when parts of a range are covered', () => {
  it('finds every instant that is not, and no other', () => {
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 8 }), (whole, others) => {
        const left = uncovered(whole, others);
        for (let ms = whole.fromMs - 2; ms < whole.toMs + 2; ms++)
          expect(holds(left, ms)).toBe(holds([whole], ms) && !holds(others, ms));
      }),
    );
  });
});

describe('when a custodian asks what is missing', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 21, 0, second)).toISOString();

  it('names gaps by their reason, and what lies before the camera was registered by none', () => {
    const camera = {
      cameraId: 'cam_1',
      name: 'Cổng chợ',
      from: at(0),
      to: at(62),
      originals: { from: at(0), to: at(62) },
      spans: [{ from: at(20), to: at(30) }],
      gaps: [{ from: at(30), to: at(40), reason: 'offline' as const }],
      open: [{ from: at(40), to: at(60) }],
    };
    expect(missingFootage({ from: at(0), to: at(60), effectiveScope: [camera] })).toEqual([
      { name: 'Cổng chợ', fromMs: Date.parse(at(0)), toMs: Date.parse(at(20)) },
      { name: 'Cổng chợ', fromMs: Date.parse(at(30)), toMs: Date.parse(at(40)), reason: 'offline' },
    ]);
  });
});
