import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareDone, timeLeftMs } from '../../../src/web/exports/estimate.ts';

const orderedMs = Date.parse('2026-11-22T10:00:00Z');
const underway = (bytesDone: number, bytes: number) => ({
  orderedAt: new Date(orderedMs).toISOString(),
  progress: { files: 4, filesDone: 1, bytes, bytesDone, faults: 0 },
});

describe('when an export is being built', () => {
  it('says at the pace so far how long it takes yet', () => {
    expect(timeLeftMs(underway(25, 100), orderedMs + 10_000)).toBe(30_000);
  });

  it('says nothing before there is a pace', () => {
    expect(timeLeftMs(underway(0, 100), orderedMs + 10_000)).toBeUndefined();
  });

  it('counts files where there are no bytes', () => {
    expect(shareDone(underway(0, 0))).toBe(0.25);
  });

  it('never promises less than nothing', () => {
    const progress = fc.integer({ min: 1, max: 1e12 }).chain((bytes) =>
      fc.record({
        bytes: fc.constant(bytes),
        done: fc.integer({ min: 1, max: bytes }),
        goneMs: fc.integer({ min: 1, max: 1e7 }),
      }),
    );
    fc.assert(
      fc.property(progress, ({ bytes, done, goneMs }) => {
        expect(timeLeftMs(underway(done, bytes), orderedMs + goneMs)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
