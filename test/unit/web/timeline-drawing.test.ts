import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf } from '../../../src/web/lanes/axis.ts';
import { barsOf, boxesOf, minBarPx } from '../../../src/web/lanes/bars.ts';
import { placeBeside } from '../../../src/web/lanes/beside.ts';
import { placedDates } from '../../../src/web/lanes/draw-axis.ts';
import type { LanePart } from '../../../src/web/lanes/lane.ts';
import { outsideBoxes } from '../../../src/web/lanes/outside.ts';
import { xOf } from '../../../src/web/lanes/scale.ts';

const [minuteMs, dayMs] = [60_000, 86_400_000];
const fromMs = Date.UTC(2026, 10, 1);
const month = { fromMs, toMs: fromMs + 30 * dayMs, width: 800 };

/** Parts one after the other, of so many minutes each. */
function partsOf(lengths: readonly (readonly [kind: LanePart['kind'], minutes: number])[]): LanePart[] {
  let ms = fromMs;
  return lengths.map(([kind, minutes]) => {
    const part = { kind, fromMs: ms, toMs: ms + minutes * minuteMs };
    ms = part.toMs;
    return part;
  });
}

const someParts = fc
  .array(
    fc.tuple(
      fc.constantFrom('recorded' as const, 'offline' as const, 'disk' as const, 'auth' as const),
      fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 100, max: 5_000 })),
    ),
    { minLength: 1, maxLength: 200 },
  )
  .map(partsOf);
const someScale = fc
  .tuple(fc.double({ min: 0, max: 29, noNaN: true }), fc.double({ min: 0.01, max: 30, noNaN: true }))
  .map(([from, days]) => ({
    fromMs: fromMs + from * dayMs,
    toMs: fromMs + (from + days) * dayMs,
    width: 800,
  }));

describe('when parts are shorter than a pixel', () => {
  it('shows a missing minute in a month, and as wide a minute that is there between two gaps', () => {
    for (const [kind, around] of [
      ['offline', 'recorded'],
      ['recorded', 'offline'],
    ] as const) {
      const bars = barsOf(
        partsOf([
          [around, 20_000],
          [kind, 1],
          [around, 23_199],
        ]),
        month,
      );
      expect(bars.map(({ kinds }) => kinds)).toEqual([[around], [kind], [around]]);
      expect(bars[1]?.width).toBe(minBarPx);
    }
  });

  it('shows the missing last minute inside the canvas', () => {
    const bars = barsOf(
      partsOf([
        ['recorded', 43_199],
        ['offline', 1],
      ]),
      month,
    );
    expect(bars.at(-1)).toEqual({ left: 797, width: 3, kinds: ['offline'] });
    expect(bars[0]?.width).toBe(797);
  });

  it('tells two reasons beside each other apart, and stacks what has no room', () => {
    const beside = barsOf(
      partsOf([
        ['recorded', 9_000],
        ['auth', 1],
        ['disk', 1],
        ['recorded', 9_000],
      ]),
      month,
    );
    expect(beside.map(({ kinds }) => kinds)).toEqual([['recorded'], ['auth'], ['disk'], ['recorded']]);
    const dense = Array.from({ length: 1_000 }, () => [['recorded', 20] as const, ['offline', 1] as const]);
    const bars = barsOf(partsOf(dense.flat()), month);
    expect(bars.some(({ kinds }) => kinds.length === 2 && kinds[0] === 'recorded')).toBe(true);
  });

  it('loses no part, at no zoom, and draws no more bars than there is room for', () => {
    fc.assert(
      fc.property(someParts, someScale, (parts, scale) => {
        const bars = barsOf(parts, scale);
        expect(bars.length).toBeLessThanOrEqual(scale.width / minBarPx + 1);
        for (const [i, { left, width }] of bars.entries()) {
          expect(width).toBeGreaterThanOrEqual(minBarPx - 1e-6);
          expect(left + width).toBeLessThanOrEqual((bars[i + 1]?.left ?? scale.width) + 1e-6);
        }
        const seen = parts.filter((part) => part.toMs > scale.fromMs && part.fromMs < scale.toMs);
        for (const part of seen) {
          const x = xOf(scale, Math.max(part.fromMs, scale.fromMs));
          const isThere = bars.some(
            ({ left, width, kinds }) =>
              kinds.includes(part.kind) && left <= x + 4 * minBarPx && left + width >= x - 4 * minBarPx,
          );
          expect(isThere).toBe(true);
        }
      }),
    );
  });

  it('makes one box of ranges that touch, each as wide as can be seen', () => {
    const ranges = partsOf([
      ['offline', 1],
      ['recorded', 1],
      ['offline', 1],
      ['recorded', 9_000],
      ['offline', 1],
    ]);
    const held = ranges.filter(({ kind }) => kind === 'offline');
    const boxes = boxesOf(held, month, 3);
    expect(boxes.map(({ width }) => Math.round(width))).toEqual([3, 3]);
    expect(boxesOf([{ fromMs: month.toMs - 1, toMs: month.toMs }], month, 3)).toEqual([
      { left: 797, width: 3 },
    ]);
    expect(boxesOf([{ fromMs: month.toMs, toMs: month.toMs + 1 }], month, 3)).toEqual([]);
  });
});

describe('when the axis names times', () => {
  const widthOf = (text: string) => text.length * 7;
  const at = Date.parse('2026-11-21T14:10:00Z');
  const axis = (lengthMs: number) => axisOf({ fromMs: at, toMs: at + lengthMs, width: 800 }, widthOf);

  it.each([
    ['a month', 30 * dayMs, '24/11', '11/2026'],
    ['a day', dayMs, '00:00', '21/11/2026'],
    ['an hour', 60 * minuteMs, '21:10', '21/11/2026'],
    ['a minute', minuteMs, '21:10:00', '21/11/2026'],
    ['a second', 1_000, '21:10:00,000', '21/11/2026'],
  ])('names those of %s with the date', (_, lengthMs, tick, date) => {
    const { ticks, dates } = axis(lengthMs);
    expect(ticks.map(({ text }) => text)).toContain(tick);
    expect(dates[0]?.text).toBe(date);
  });

  it('leaves room between ticks, names several, and always a date, at every length from a second to a month', () => {
    fc.assert(
      fc.property(fc.double({ min: 3, max: Math.log10(31 * dayMs), noNaN: true }), (exponent) => {
        const scale = { fromMs: at, toMs: at + 10 ** exponent, width: 800 };
        const { ticks, dates } = axisOf(scale, widthOf);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        for (const [i, { ms, text }] of ticks.slice(1).entries()) {
          const gapPx = xOf(scale, ms) - xOf(scale, ticks[i]?.ms ?? 0);
          expect(gapPx).toBeGreaterThan(widthOf(text));
        }
        const placed = placedDates(dates, scale, widthOf);
        expect(placed[0]?.x).toBeLessThan(100);
        for (const [i, { x }] of placed.slice(1).entries())
          expect(x).toBeGreaterThan((placed[i]?.x ?? 0) + widthOf(placed[i]?.text ?? ''));
      }),
    );
  });
});

describe('when a picture is shown beside the pointer', () => {
  it('is whole in the window, wherever the pointer is', () => {
    const screens = [
      { width: 390, height: 844 },
      { width: 1440, height: 900 },
    ];
    const box = { width: 340, height: 260 };
    for (const size of screens)
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: size.width }),
          fc.integer({ min: 0, max: size.height }),
          (x, y) => {
            const { left, top } = placeBeside({ x, y }, box, size);
            expect(left).toBeGreaterThanOrEqual(8);
            expect(top).toBeGreaterThanOrEqual(8);
            expect(left + box.width).toBeLessThanOrEqual(size.width - 8);
            expect(top + box.height).toBeLessThanOrEqual(size.height - 8);
            const isUnder = left < x && x < left + box.width && top < y && y < top + box.height;
            expect(isUnder).toBe(false);
          },
        ),
      );
  });
});

describe('when more is shown than was asked for', () => {
  const asked = (from: number, to: number) => ({
    fromMs: fromMs + from * dayMs,
    toMs: fromMs + to * dayMs,
  });

  it('hatches what lies before and after, and nothing of what was asked', () => {
    expect(outsideBoxes(asked(3, 15), month)).toEqual([
      { left: 0, width: 80 },
      { left: 400, width: 400 },
    ]);
    expect(outsideBoxes(asked(0, 30), month)).toEqual([]);
    expect(outsideBoxes(asked(-1, 31), month)).toEqual([]);
  });

  it('leaves room for two bars where the asked time is a second of a month', () => {
    const second = { fromMs: fromMs + 15 * dayMs, toMs: fromMs + 15 * dayMs + 1_000 };
    expect(outsideBoxes(second, month)).toEqual([
      { left: 0, width: 400 },
      { left: 406, width: 394 },
    ]);
  });

  it('shows the asked time inside the edge that it lies at', () => {
    const second = { fromMs: month.toMs - 1_000, toMs: month.toMs };
    expect(outsideBoxes(second, month)).toEqual([{ left: 0, width: 794 }]);
    const first = { fromMs: fromMs - dayMs, toMs: fromMs + 1_000 };
    expect(outsideBoxes(first, month)).toEqual([{ left: 6, width: 794 }]);
  });

  it('hatches everything where none of it was asked', () => {
    expect(outsideBoxes(asked(40, 41), month)).toEqual([{ left: 0, width: 800 }]);
    expect(outsideBoxes(asked(-3, -2), month)).toEqual([{ left: 0, width: 800 }]);
  });
});
