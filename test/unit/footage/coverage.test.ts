import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMs, overlaps, type TimeRange, union } from '../../../src/core/index.ts';
import { type CoverageFacts, coverageOf } from '../../../src/footage/index.ts';

const range = (fromMs: number, toMs: number): TimeRange => ({ fromMs, toMs });
const facts = (given: Partial<CoverageFacts>): CoverageFacts => ({
  enrolledAtMs: 0,
  accountedUntilMs: 100,
  segments: [],
  gaps: [],
  held: [],
  ...given,
});

describe('when segments follow one another', () => {
  it('joins them', () => {
    const { spans } = coverageOf(facts({ segments: [range(0, 40), range(40, 100)] }), range(10, 90), 200);
    expect(spans).toEqual([range(10, 90)]);
  });
});

describe('when segments of two epochs overlap', () => {
  it('counts the time once', () => {
    const { spans } = coverageOf(facts({ segments: [range(0, 60), range(50, 100)] }), range(0, 100), 200);
    expect(spans).toEqual([range(0, 100)]);
  });
});

describe('when a gap lasts', () => {
  it('reaches until now, and no farther', () => {
    const lasting = facts({ segments: [range(0, 100)], gaps: [{ fromMs: 100, reason: 'offline' }] });
    const coverage = coverageOf(lasting, range(50, 400), 300);
    expect(coverage.gaps).toEqual([{ ...range(100, 300), reason: 'offline' }]);
    expect(coverage.open).toEqual([]);
  });
});

describe('when a segment turned up inside a gap', () => {
  it('shows the footage, and the gap around it', () => {
    const both = facts({ segments: [range(40, 60)], gaps: [{ ...range(0, 100), reason: 'disk' }] });
    const { spans, gaps } = coverageOf(both, range(0, 100), 200);
    expect(spans).toEqual([range(40, 60)]);
    expect(gaps).toEqual([
      { ...range(0, 40), reason: 'disk' },
      { ...range(60, 100), reason: 'disk' },
    ]);
  });
});

describe('when nobody accounted for a stretch', () => {
  it('is open after the frontier', () => {
    const { open } = coverageOf(facts({ segments: [range(0, 100)] }), range(0, 150), 130);
    expect(open).toEqual([range(100, 130)]);
  });

  it('is a gap "unknown" before it: a defect that is shown', () => {
    const { gaps, open } = coverageOf(facts({ segments: [range(0, 90)] }), range(0, 120), 120);
    expect(gaps).toEqual([{ ...range(90, 100), reason: 'unknown' }]);
    expect(open).toEqual([range(100, 120)]);
  });
});

describe('when the range lies outside what can be known', () => {
  const nothing = { spans: [], gaps: [], open: [], held: [] };

  it('answers nothing before enrolment', () => {
    const enrolled = facts({ enrolledAtMs: 50, accountedUntilMs: 50, segments: [range(0, 60)] });
    expect(coverageOf(enrolled, range(0, 50), 200)).toEqual(nothing);
  });

  it('answers nothing in the future', () => {
    expect(coverageOf(facts({}), range(200, 300), 200)).toEqual(nothing);
  });
});

const instant = fc.integer({ min: 0, max: 300 });
const stretch = fc
  .tuple(instant, fc.integer({ min: 1, max: 80 }))
  .map(([fromMs, forMs]) => range(fromMs, fromMs + forMs));
const anyGap = fc.record(
  { fromMs: instant, toMs: instant, reason: fc.constantFrom('offline', 'disk', 'auth') },
  { requiredKeys: ['fromMs', 'reason'] },
);
const anyFacts = fc.record({
  enrolledAtMs: instant,
  accountedUntilMs: instant,
  segments: fc.array(stretch, { maxLength: 8 }),
  gaps: fc.array(anyGap, { maxLength: 8 }),
  held: fc.array(stretch, { maxLength: 4 }),
});

describe('when holds keep some of it', () => {
  it('joins them and cuts them to what was asked, also where nothing is recorded yet', () => {
    const kept = facts({ held: [range(10, 40), range(30, 60), range(150, 500)] });
    expect(coverageOf(kept, range(20, 400), 100).held).toEqual([range(20, 60), range(150, 400)]);
  });
});

describe('whatever is known of a stream', () => {
  it('spans, gaps and open are disjoint, and together all that can be known', () => {
    fc.assert(
      fc.property(anyFacts, stretch, instant, (known, asked, nowMs) => {
        const { spans, gaps, open } = coverageOf(known, asked, nowMs);
        const parts = [...spans, ...gaps, ...open];
        const possible = range(Math.max(asked.fromMs, known.enrolledAtMs), Math.min(asked.toMs, nowMs));
        expect(union(parts.map(({ fromMs, toMs }) => range(fromMs, toMs)))).toEqual(union([possible]));
        expect(parts.reduce((sum, part) => sum + lengthMs(part), 0)).toBe(lengthMs(possible));
        for (const part of parts) expect(lengthMs(part)).toBeGreaterThan(0);
      }),
    );
  });

  it('a span is footage: nothing else is, and all of it is', () => {
    fc.assert(
      fc.property(anyFacts, stretch, instant, (known, asked, nowMs) => {
        const { spans, gaps, open } = coverageOf(known, asked, nowMs);
        for (const segment of known.segments) {
          for (const other of [...gaps, ...open]) expect(overlaps(segment, other)).toBe(false);
        }
        for (const span of spans) {
          expect(known.segments.some((segment) => overlaps(segment, span))).toBe(true);
        }
      }),
    );
  });
});
