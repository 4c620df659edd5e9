import { describe, expect, it } from 'vitest';
import { lanes } from '../../../scripts/check/schedule.ts';
import { testFiles } from '../../../scripts/check/test-files.ts';
import { tierNames, tierOf } from '../../../scripts/check/tiers.ts';

describe('when everything runs', () => {
  it('has the gates and each tier in one lane', () => {
    expect(lanes.flat().toSorted()).toEqual(['gates', ...tierNames].toSorted());
  });

  it('has each test file in a tier', () => {
    expect(testFiles()).toContain('test/unit/check/schedule.test.ts');
    expect(testFiles().filter((path) => tierOf(path) === undefined)).toEqual([]);
  });
});
