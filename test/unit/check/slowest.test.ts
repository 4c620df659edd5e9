import { describe, expect, it } from 'vitest';
import { slowestLines } from '../../../scripts/check/slowest.ts';

describe('when the slowest tests are shown', () => {
  it('lists that many, the slowest first, in seconds', () => {
    const tests = Array.from({ length: 30 }, (_, i) => ({ name: `test ${i}`, durationMs: i * 1_000 + 50 }));
    const lines = slowestLines(tests);
    expect(lines).toHaveLength(20);
    expect(lines.slice(0, 2)).toEqual(['   29.1 s  test 29', '   28.1 s  test 28']);
    expect(slowestLines(tests.slice(0, 2))).toEqual(['    1.1 s  test 1', '    0.1 s  test 0']);
  });
});
