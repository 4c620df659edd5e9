import { describe, expect, it } from 'vitest';
import type { RetentionPolicy } from '../../../src/client/index.ts';
import { draftOfPolicy, policyOf } from '../../../src/web/retention/policy-draft.ts';

const policy: RetentionPolicy = {
  days: 30,
  minimumDays: 7,
  quotaBytes: 2_500_000_000,
  requireClockSync: true,
  neighbourhoods: [{ neighbourhoodId: 'nbh_1', days: 14 }],
  cameras: [{ cameraId: 'cam_1', days: 90 }],
};

describe('when a policy in force is shown in the form', () => {
  it('is sent unchanged if nothing is typed', () => {
    expect(policyOf(draftOfPolicy(policy))).toEqual(policy);
  });

  it('has no quota when none is typed', () => {
    expect(policyOf({ ...draftOfPolicy(policy), quotaGb: '' })).not.toHaveProperty('quotaBytes');
  });
});
