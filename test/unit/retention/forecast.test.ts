import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CameraUsage, forecast, type Usage } from '../../../src/retention/index.ts';
import { aPolicy, cameraIds, dayMs, neighbourhoodIds, nowMs } from './a-stock.ts';

const gb = 1e9;
const [cameraId] = cameraIds;
const [neighbourhoodId] = neighbourhoodIds;
if (!cameraId || !neighbourhoodId) throw new Error('no camera');

/** A camera that stored so much a day for so many days, and goes on. */
const aFlow = (bytesPerDay: number, days: number): CameraUsage => ({
  cameraId,
  neighbourhoodId,
  lastDayBytes: bytesPerDay,
  lastHourBytes: bytesPerDay / 24,
  days: Array.from({ length: days }, (_, i) => ({
    startMs: nowMs - (i + 1) * dayMs,
    sizeBytes: bytesPerDay,
  })),
});

const aUsage = (camera: CameraUsage, freeBytes?: number, heldBytes = 0): Usage => ({
  nowMs,
  cameras: [camera],
  heldBytes,
  ...(freeBytes === undefined ? {} : { diskSpace: { freeBytes, totalBytes: 1e15 } }),
});

describe('when expiry evens out growth', () => {
  it('never fills the disk, and comes to days × rate', () => {
    const answer = forecast(aUsage(aFlow(10 * gb, 30), 20 * gb), aPolicy({ days: 30 }));
    expect(answer).toMatchObject({ storedBytes: 300 * gb, neededBytes: 300 * gb, bytesPerDay: 10 * gb });
    expect(answer.daysToFull).toBeUndefined();
    expect(answer.conflicts).toEqual([]);
  });
});

describe('when the disk is too small for the days', () => {
  it('says when it is full, and how many days would fit', () => {
    const answer = forecast(aUsage(aFlow(10 * gb, 10), 55 * gb), aPolicy({ days: 30 }));
    expect(answer.conflicts).toEqual(['disk-too-small']);
    expect(answer.daysToFull).toBeCloseTo(5.5, 5);
    expect(answer.daysThatFit).toBeCloseTo(15.5, 1);
  });

  it('believes the busy last hour', () => {
    const camera = { ...aFlow(10 * gb, 10), lastHourBytes: gb };
    expect(forecast(aUsage(camera), aPolicy()).bytesPerDay).toBe(24 * gb);
  });
});

describe('when there is a quota', () => {
  it('says that it shortens the days', () => {
    const answer = forecast(aUsage(aFlow(10 * gb, 10), 900 * gb), aPolicy({ quotaBytes: 200 * gb }));
    expect(answer.conflicts).toEqual(['quota-shortens']);
    expect(answer.daysThatFit).toBeCloseTo(20, 1);
    expect(answer.capacityBytes).toBe(200 * gb);
  });

  it('says that not even the minimum fits, or that the disk is smaller', () => {
    const usage = aUsage(aFlow(10 * gb, 1), 100 * gb);
    const strict = aPolicy({ quotaBytes: 50 * gb, minimumDays: 7 });
    expect(forecast(usage, strict).conflicts).toEqual(['quota-shortens', 'quota-below-minimum']);
    const generous = aPolicy({ quotaBytes: 500 * gb });
    expect(forecast(usage, generous).conflicts).toEqual(['disk-too-small', 'quota-above-disk']);
  });

  it('says that not even the floor fits, and then nothing of the minimum', () => {
    const usage = aUsage(aFlow(10 * gb, 1), 900 * gb);
    const policy = aPolicy({ quotaBytes: 69 * gb, minimumDays: 10 });
    const conflicts = (floorDays: number) => forecast(usage, policy, floorDays * dayMs).conflicts;
    expect(conflicts(7)).toEqual(['quota-shortens', 'quota-below-floor']);
    expect(conflicts(6)).toEqual(['quota-shortens', 'quota-below-minimum']);
  });

  it('counts what is held', () => {
    const usage = aUsage(aFlow(10 * gb, 10), 900 * gb, 60 * gb);
    expect(forecast(usage, aPolicy({ days: 15, quotaBytes: 200 * gb })).conflicts).toEqual([
      'quota-shortens',
    ]);
  });
});

describe('when no policy is set', () => {
  it('says so, and when the disk is full', () => {
    const answer = forecast(aUsage(aFlow(10 * gb, 3), 25 * gb), undefined);
    expect(answer).toMatchObject({ conflicts: ['no-policy'], pastBytes: 0, daysToFull: 2.5 });
  });
});

describe('when a shorter policy is considered', () => {
  it('says how much is past its time', () => {
    const answer = forecast(aUsage(aFlow(10 * gb, 30)), aPolicy({ days: 10 }));
    expect(answer.pastBytes).toBe(200 * gb);
  });
});

describe('when anything is measured', () => {
  it('fills no later with less room, and needs no less for more days', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 1, max: 90 }),
    );
    fc.assert(
      fc.property(numbers, ([rate, stored, room, more, days]) => {
        const camera = aFlow(rate, stored);
        const narrow = forecast(aUsage(camera, room), aPolicy({ days }));
        const wide = forecast(aUsage(camera, room + more), aPolicy({ days }));
        const fullAfter = ({ daysToFull = Number.POSITIVE_INFINITY }) => daysToFull;
        expect(fullAfter(narrow)).toBeLessThanOrEqual(fullAfter(wide) + 1e-9);
        const longer = forecast(aUsage(camera, room), aPolicy({ days: days + 1 }));
        expect(longer.neededBytes).toBeGreaterThanOrEqual(narrow.neededBytes ?? 0);
      }),
    );
  });
});
