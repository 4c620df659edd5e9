import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraId } from '../../../src/core/index.ts';
import { binds, type Candidate, plan, retainDays } from '../../../src/retention/index.ts';
import { aCandidate, aHold, aPolicy, candidates, dayMs, holds, nowMs, policies } from './a-stock.ts';

const bytesOf = (segments: readonly Candidate[]): number =>
  segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
const stockOf = (segments: readonly Candidate[]) => ({
  candidates: segments,
  storedBytes: bytesOf(segments),
});

const everyCase = fc.tuple(candidates, holds, policies);

describe('when expiry is planned, whatever is stored, held and wanted', () => {
  it('never takes what a hold binds (I5), nor what is younger than the minimum', () => {
    fc.assert(
      fc.property(everyCase, ([segments, held, policy]) => {
        const { days, quota } = plan(nowMs, stockOf(segments), held, policy);
        for (const each of [...days, ...quota]) {
          expect(held.some((hold) => binds(hold, each))).toBe(false);
          expect(nowMs - each.toMs).toBeGreaterThanOrEqual(policy.minimumDays * dayMs);
        }
      }),
    );
  });

  it('takes all that is past its days and not held, and nothing younger but for the quota', () => {
    fc.assert(
      fc.property(everyCase, ([segments, held, policy]) => {
        const { days } = plan(nowMs, stockOf(segments), held, policy);
        const past = segments.filter(
          (each) =>
            nowMs - each.toMs >= retainDays(policy, each) * dayMs && !held.some((hold) => binds(hold, each)),
        );
        expect(new Set(days)).toEqual(new Set(past));
      }),
    );
  });

  it('takes from several sites, in any order, enough for the quota and no more than all at once would', () => {
    const stocks = fc.array(fc.record({ sizeBytes: fc.integer({ min: 1, max: 9 }), isHere: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(stocks, fc.integer({ min: 0, max: 60 }), fc.boolean(), (stock, quotaBytes, isHereFirst) => {
        const all = stock.map(({ sizeBytes, isHere }, place) => {
          const fromMs = nowMs - dayMs + place * 1_000;
          return { ...aCandidate({ fromMs, toMs: fromMs + 1_000, sizeBytes }), isHere };
        });
        const policy = aPolicy({ days: 30, minimumDays: 0, quotaBytes });
        let left = all;
        for (const isHere of [isHereFirst, !isHereFirst, isHereFirst, !isHereFirst]) {
          const segments = left
            .filter((each) => each.isHere === isHere)
            .map((each) => ({
              ...each,
              elsewhereBytes: bytesOf(left.filter((o) => o.isHere !== isHere && o.fromMs < each.fromMs)),
            }));
          const { quota } = plan(nowMs, { candidates: segments, storedBytes: bytesOf(left) }, [], policy);
          const gone = new Set(quota.map(({ fromMs }) => fromMs));
          left = left.filter(({ fromMs }) => !gone.has(fromMs));
        }
        expect(bytesOf(left)).toBeLessThanOrEqual(quotaBytes);
        const atOnce = plan(nowMs, stockOf(all), [], policy).quota;
        const kept = all.filter((each) => !atOnce.includes(each));
        expect(left).toEqual(expect.arrayContaining(kept));
      }),
    );
  });

  it('takes for the quota the oldest alone, as few as will do, and says what is left over', () => {
    fc.assert(
      fc.property(everyCase, ([segments, held, policy]) => {
        const { days, quota, excessBytes } = plan(nowMs, stockOf(segments), held, policy);
        const left = segments.filter((each) => !days.includes(each) && !quota.includes(each));
        const quotaBytes = policy.quotaBytes ?? Number.POSITIVE_INFINITY;
        expect(excessBytes).toBe(Math.max(0, bytesOf(left) - quotaBytes));
        const last = quota.at(-1);
        if (!last) return;
        expect(bytesOf(left) + last.sizeBytes).toBeGreaterThan(quotaBytes);
        const free = left.filter(
          (each) =>
            nowMs - each.toMs >= policy.minimumDays * dayMs && !held.some((hold) => binds(hold, each)),
        );
        for (const each of free) expect(each.toMs).toBeGreaterThanOrEqual(last.toMs);
      }),
    );
  });

  it('takes nothing when it is planned again after that', () => {
    fc.assert(
      fc.property(everyCase, ([segments, held, policy]) => {
        const first = plan(nowMs, stockOf(segments), held, policy);
        const left = segments.filter((each) => ![...first.days, ...first.quota].includes(each));
        expect(plan(nowMs, stockOf(left), held, policy)).toEqual({
          days: [],
          quota: [],
          excessBytes: first.excessBytes,
        });
      }),
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(everyCase, ([segments, held, policy]) => {
        const turned = [...segments].reverse();
        expect(plan(nowMs, stockOf(turned), held, policy)).toEqual(
          plan(nowMs, stockOf(segments), held, policy),
        );
      }),
    );
  });
});

describe('when a segment ends exactly its days ago', () => {
  const toMs = nowMs - 30 * dayMs;

  it('expires, and a millisecond later it would not', () => {
    const segments = [aCandidate({ toMs }), aCandidate({ toMs: toMs + 1 })];
    expect(plan(nowMs, stockOf(segments), [], aPolicy()).days).toEqual([segments[0]]);
  });
});

describe('when the minimum is less than the rounding of a time', () => {
  it('still keeps what has only just ended, whatever the quota', () => {
    const segments = [aCandidate({ toMs: nowMs })];
    const policy = aPolicy({ minimumDays: Number.MIN_VALUE, quotaBytes: 1 });
    expect(plan(nowMs, stockOf(segments), [], policy)).toEqual({ days: [], quota: [], excessBytes: 99 });
  });
});

describe('when rules disagree', () => {
  const segment = aCandidate({ cameraId: 'cam_c' as CameraId, toMs: nowMs - 10 * dayMs });
  const { neighbourhoodId } = segment;
  const isGone = (given: Parameters<typeof aPolicy>[0]) =>
    plan(nowMs, stockOf([segment]), [], aPolicy(given)).days.length === 1;

  it('believes the most specific', () => {
    expect(isGone({ days: 5 })).toBe(true);
    expect(isGone({ days: 5, neighbourhoods: [{ neighbourhoodId, days: 20 }] })).toBe(false);
    expect(
      isGone({
        days: 30,
        neighbourhoods: [{ neighbourhoodId, days: 20 }],
        cameras: [{ cameraId: segment.cameraId, days: 5 }],
      }),
    ).toBe(true);
  });
});

describe('when a hold touches a segment', () => {
  const segment = aCandidate({ fromMs: 1_000, toMs: 2_000 });

  it('binds from its first millisecond to its last, and not beside it', () => {
    const touching = [
      [0, 1_000],
      [0, 1_001],
      [1_999, 3_000],
      [2_000, 3_000],
    ].map(([fromMs = 0, toMs = 0]) => binds(aHold({ range: { fromMs, toMs } }), segment));
    expect(touching).toEqual([false, true, true, false]);
  });

  it('does not bind another camera', () => {
    expect(binds(aHold({ cameraIds: ['cam_b' as CameraId] }), segment)).toBe(false);
  });
});
