import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSnapshots } from '../../../src/ingest/snapshots.ts';

/** Keyframe times and the end of a segment whose GOPs last so long each. */
function times(...durationsMs: number[]): number[] {
  let timeMs = 0;
  return [0, ...durationsMs.map((durationMs) => (timeMs += durationMs))];
}

describe('when snapshots of a segment are planned', () => {
  it('takes the first keyframe of every 10 s of a minute', () => {
    expect(planSnapshots(times(...Array<number>(30).fill(2000)))).toEqual([0, 5, 10, 15, 20, 25]);
  });

  it('takes what there is when GOPs are longer or do not divide 10 s', () => {
    expect(planSnapshots(times(25_000, 4000, 4000))).toEqual([0, 1]);
    expect(planSnapshots(times(3000, 3000, 3000, 3000, 3000, 3000, 3000))).toEqual([0, 4]);
  });

  it('takes one of a short segment', () => {
    expect(planSnapshots(times(1))).toEqual([0]);
    expect(planSnapshots(times(0))).toEqual([0]);
  });

  it('never takes two in the same 10 s', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9000), { minLength: 1, maxLength: 39 }), (durationsMs) => {
        const timesMs = times(...durationsMs);
        const slots = planSnapshots(timesMs).map((gop) => Math.floor((timesMs[gop] ?? 0) / 10_000));
        expect(slots[0]).toBe(0);
        expect(new Set(slots).size).toBe(slots.length);
      }),
    );
  });

  it('never takes more than 36', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(90_000), { minLength: 1, maxLength: 300 }), (durationsMs) => {
        expect(planSnapshots(times(...durationsMs)).length).toBeLessThanOrEqual(36);
      }),
    );
  });
});
