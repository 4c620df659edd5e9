import { describe, expect, it } from 'vitest';
import { add, emptyTally, skipLines, summaryOf } from '../../../scripts/check/tally.ts';

const skipped = (name: string, reason: string) => ({ ...emptyTally(), skipped: [{ name, reason }] });

describe('when gates and tests are added up', () => {
  it('ends with counts alone, skips among them only when there are', () => {
    const total = emptyTally();
    add(total, { ...emptyTally(), passed: 4 });
    expect(summaryOf(total)).toBe('4 passed, 0 failed');
    add(total, { ...skipped('a', 'no S3'), passed: 1, failed: 2 });
    expect(summaryOf(total)).toBe('5 passed, 2 failed, 1 skipped');
  });

  it('says each reason for skipping once', () => {
    const total = emptyTally();
    for (const name of ['a', 'b']) add(total, skipped(name, 'no S3; set S3_ENDPOINT'));
    add(total, skipped('c', 'no corpora'));
    expect(skipLines(total.skipped)).toEqual([
      'skipped a and 1 more: no S3; set S3_ENDPOINT',
      'skipped c: no corpora',
    ]);
  });
});
