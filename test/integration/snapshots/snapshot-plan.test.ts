import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSnapshots } from '../../../src/ingest/snapshots.ts';

/** Keyframe times and the end of a segment whose GOPs last so long each. */
function times(...durationsMs: number[]): number[] {
  let timeMs = 0;
  return [0, ...durationsMs.map((durationMs) => (timeMs += durationMs))];
}

describe('when snapshots of a segment are planned', () => {
  it('takes a keyframe every 10 s of a minute', () => {
    expect(planSnapshots(times(...Array<number>(30).fill(2000)))).toEqual([0, 5, 10, 15, 20, 25]);
  });

  it('takes what there is when GOPs are longer or do not divide 10 s', () => {
    expect(planSnapshots(times(25_000, 4000, 4000))).toEqual([0, 1]);
    expect(planSnapshots(times(3000, 3000, 3000, 3000, 3000, 3000, 3000))).toEqual([0, 3, 6]);
  });

  it('takes one of a short segment', () => {
    expect(planSnapshots(times(1))).toEqual([0]);
    expect(planSnapshots(times(0))).toEqual([0]);
  });

  it('misses nothing that is there for 10 s, where keyframes allow it, and takes no more than that needs', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9000), { minLength: 1, maxLength: 19 }), (durationsMs) => {
        const timesMs = times(...durationsMs);
        const chosen = planSnapshots(timesMs);
        const seenMs = [...chosen.map((gop) => timesMs[gop] ?? 0), timesMs.at(-1) ?? 0];
        for (const [i, atMs] of seenMs.entries()) {
          const nextMs = seenMs[i + 1] ?? atMs;
          expect(nextMs - atMs).toBeLessThanOrEqual(10_000);
          expect((seenMs[i + 2] ?? Number.POSITIVE_INFINITY) - atMs > 10_000 || i + 2 === chosen.length).toBe(
            true,
          );
        }
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
