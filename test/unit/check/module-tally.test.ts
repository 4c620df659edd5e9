import { describe, expect, it } from 'vitest';
import { skipOf } from '../../../scripts/check/module-tally.ts';

const skip = (fullName: string, note?: string) => {
  const name = fullName.split(' > ').at(-1) ?? '';
  return skipOf({ name, fullName, module: { relativeModuleId: 'test/a.test.ts' } }, note);
};

describe('when a test is skipped', () => {
  it('is named by file and name, with the reason in its own title', () => {
    expect(skip('when a store is full > says so (skipped: no S3; set S3_ENDPOINT)')).toEqual({
      name: 'test/a.test.ts > says so (skipped: no S3; set S3_ENDPOINT)',
      reason: 'no S3; set S3_ENDPOINT',
    });
  });

  it('takes the reason from the title of its group', () => {
    expect(skip('when a disk is full: skipped: only root may mount one > says so').reason).toBe(
      'only root may mount one',
    );
    expect(skip('when it is full (skipped: no S3) > and empty > says so').reason).toBe('no S3');
  });

  it('takes the note that it left, and says when there is no reason at all', () => {
    expect(skip('says so (skipped: no S3)', 'no namespace').reason).toBe('no namespace');
    expect(skip('says so').reason).toBe('no reason given');
  });
});
