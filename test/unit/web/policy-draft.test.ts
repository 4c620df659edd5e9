import { describe, expect, it } from 'vitest';
import type { RetentionForecast, RetentionPolicy } from '../../../src/client/index.ts';
import { draftOfPolicy, goneBytes, policyOf } from '../../../src/web/retention/policy-draft.ts';

const policy: RetentionPolicy = {
  days: 30,
  minimumDays: 7,
  quotaBytes: 2_500_000_000,
  requireClockSync: true,
  neighbourhoods: [{ neighbourhoodId: 'nbh_1', days: 14 }],
  cameras: [{ cameraId: 'cam_1', days: 90 }],
};

const forecast = (given: Partial<RetentionForecast>): RetentionForecast => ({
  storedBytes: 1_000,
  heldBytes: 0,
  bytesPerDay: 100,
  pastBytes: 0,
  conflicts: [],
  ...given,
});

describe('when a policy in force is shown in the form', () => {
  it('is sent unchanged if nothing is typed', () => {
    expect(policyOf(draftOfPolicy(policy))).toEqual(policy);
  });

  it('has no quota when none is typed', () => {
    expect(policyOf({ ...draftOfPolicy(policy), quotaGb: '' })).not.toHaveProperty('quotaBytes');
  });
});

describe('when it is asked what a policy deletes at once', () => {
  it('is what is past its days, or what is above the quota, whichever is more', () => {
    expect(goneBytes(forecast({ pastBytes: 300 }), { days: 1, minimumDays: 0 })).toBe(300);
    const quota = { days: 1, minimumDays: 0, quotaBytes: 400 };
    expect(goneBytes(forecast({ pastBytes: 300 }), quota)).toBe(600);
    expect(goneBytes(forecast({ pastBytes: 900 }), quota)).toBe(900);
  });

  it('is never what is held, and nothing when all fits', () => {
    const quota = { days: 1, minimumDays: 0, quotaBytes: 1 };
    expect(goneBytes(forecast({ heldBytes: 1_000 }), quota)).toBe(0);
    expect(goneBytes(forecast({}), { days: 1, minimumDays: 0, quotaBytes: 5_000 })).toBe(0);
  });
});
